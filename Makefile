# `make leaflet` builds the leaflet, `make test` runs all tests, `make serve` opens the page for
# reception. Each works first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: leaflet serve test lint benchmark pictures clean

leaflet: $(VENV)/.package
	$(BIN)/leaflet build

serve: $(VENV)/.web
	$(BIN)/leaflet serve

test: $(VENV)/.tests
	$(BIN)/python -m pytest -n auto --dist loadfile

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

$(VENV)/.web: $(VENV)/.package pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[web]'
	touch $@

$(VENV)/.tests: $(VENV)/.package pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .hypothesis output/*.pdf
