# Two commands: `make leaflet` builds the leaflet, `make test` runs all tests. Each works first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: leaflet test lint benchmark pictures clean

leaflet: $(VENV)/.package
	$(BIN)/leaflet build

test: $(VENV)/.tests
	$(BIN)/python -m pytest

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

benchmark:
	$(PYTHON) benchmarks/run.py

pictures: $(VENV)/.tests
	$(BIN)/python tools/pictures.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.package: $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.tests: $(VENV)/.package pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .hypothesis output/*.pdf
