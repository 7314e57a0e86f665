"""Topics and replies: what the bot says, from where, in both languages.

The source of truth is ``data/faq`` (one topic a file) and ``data/replies`` (every other
text a person can read). Nothing here knows of Rasa.
"""
