"""Measuring the bot on question sets that it was not trained on."""
