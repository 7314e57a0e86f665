"""Doors for people: the web channel, and what all channels share."""
