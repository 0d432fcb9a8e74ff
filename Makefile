# What can be done here. `make` alone lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CHROMIUM := chromium/chromium-browser/google-chrome
.DEFAULT_GOAL := help
.PHONY: help run demo test faults check format lock bench paint clean

help: ## List what can be done
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

run: $(VENV)/.runs ## Serve on 127.0.0.1:8000, with the data in data/
	@$(BIN)/python -m app serve

demo: $(VENV)/.runs ## Serve an example group with a full board
	@$(BIN)/python -m app demo

test: $(VENV)/.tests ## Run every test, the browser's included
	@.ci/programs $(CHROMIUM)
	@$(BIN)/python -m pytest -n 2 --dist worksteal

faults: $(VENV)/.tests ## What takes longer: every focus ring, large text, other states of pages, proxies, and 5,000 random lives of a group
	@.ci/programs $(CHROMIUM) nginx caddy
	@$(BIN)/python -m pytest -n 2 -q -m faults --ignore tests/app/test_attacks.py
	@$(BIN)/python -m pytest -q -m faults tests/app/test_attacks.py
	@LIVES=5000 $(BIN)/python -m pytest -n 2 -q tests/app/test_paths_to_a_family.py
	@LIVES=1000 $(BIN)/python -m pytest -n 2 -q tests/app/test_restored_lives.py

check: $(VENV)/.tests ## Lint, formatting and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/.tests ## Put every file into shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.tests ## Measure what the README quotes
	@$(BIN)/python -m benchmarks.pipeline
	@$(BIN)/python -m benchmarks.faces
	@$(BIN)/python -m benchmarks.booklet

paint: $(VENV)/.runs ## Paint the pictures of the example board anew
	@$(BIN)/python -m app.example.painting

lock: ## Write the lock files anew from pyproject.toml (needs uv)
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 pyproject.toml --extra faces -o requirements.lock
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 pyproject.toml --extra faces --group dev -o requirements-dev.lock

clean: ## Remove the environment; the data stays
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed. Say which: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runs: requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/.tests: requirements-dev.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $(VENV)/.runs $@
