"""Rasa is imported without TensorFlow here, as the server does."""

from __future__ import annotations

from bot.serve import without_tensorflow

without_tensorflow.prefer()
