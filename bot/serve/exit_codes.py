"""Exit codes with which a child process tells the supervisor what happened."""

from __future__ import annotations

#: The model can't be loaded: a restart does not cure it.
MODEL_UNUSABLE = 3
