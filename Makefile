# Everything from a bare clone:  make run   and   make test
.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin
# Flags for pytest, e.g. make test PYTEST_FLAGS="tests/serve -x"
PYTEST_FLAGS ?=

export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export KERAS_HOME := $(CURDIR)/var/keras
export MPLCONFIGDIR := $(CURDIR)/var/matplotlib
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
# Without compiled modules on disk every start compiles Rasa anew, three times as slow.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test train check format lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile
	@echo "  PYTHON=/path/to/python3.10 names the Python to use, if it is not found"

run: ## Start the bot; builds the environment, the database and the model if needed
	@scripts/set-up run
	@exec $(BIN)/know287g serve --train

test: ## Run all tests; builds the environment and the model if needed
	@scripts/set-up test
	@$(BIN)/know287g train
	@$(BIN)/python -m pytest $(PYTEST_FLAGS)

train: ## Check the content and train the model
	@scripts/set-up run
	@$(BIN)/know287g train

check: ## Look for mistakes without running the bot: style, types, content, Rasa's data
	@scripts/set-up test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/know287g content check
	HOME="$(CURDIR)/var" $(BIN)/rasa data validate -d domain --fail-on-warnings

format: ## Put the code into the house's style
	@scripts/set-up test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## Write the lock files for changed requirements; UPGRADE=--upgrade renews all
	@scripts/set-up installer
	scripts/lock $(UPGRADE)

clean: ## Remove the environment, models, database and caches
	rm -rf .venv models var .rasa .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -rf results *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
