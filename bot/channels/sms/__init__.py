"""The SMS channel: one connector, one small adapter for each carrier."""
