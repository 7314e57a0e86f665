"""Puts look-up results into words, from the phrases of ``data/replies/lookup.yml``.

Pure: results of ``bot.agencies`` in, a message out. No SQL, no Rasa.
"""
