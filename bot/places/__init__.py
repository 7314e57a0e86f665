"""Places of the United States: reference tables and reading what people write."""
