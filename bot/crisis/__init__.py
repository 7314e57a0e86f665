"""Recognising that a person is in a crisis now, by rules that need no model."""
