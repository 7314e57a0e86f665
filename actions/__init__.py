"""Rasa custom actions: thin, one job each, no SQL and no texts inside."""
