"""Language of a message, its spelling, its length as SMS, and reading level."""
