"""Answers as plain pages: no script, no cookie, nothing from another server."""
