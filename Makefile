# `make leaflet` builds the leaflet, `make test` runs all tests, `make serve` opens the page for
# reception. Each works first. What is installed stands in `locks/`, with hashes.
VENV := .venv
ifeq ($(OS),Windows_NT)
# In Git Bash, with the make that Chocolatey, Scoop or MSYS2 install; `py` comes with Python.
PYTHON ?= py
BIN := $(VENV)/Scripts
EXE := .exe
else
PYTHON ?= python3
BIN := $(VENV)/bin
endif
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: leaflet serve test fuzz torture test-newest lint benchmark pictures docs locks clean

leaflet: $(VENV)/.leaflet
	$(BIN)/leaflet build

serve: $(VENV)/.web
	$(BIN)/leaflet serve

test: $(VENV)/.test
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

# The property tests of all that reads files, a hundred times as long as in `make test`.
fuzz: $(VENV)/.test
	LEAFLET_FUZZ=100 $(BIN)/python -m pytest -n auto tests/test_fuzz.py

# Random leaflets on all sheets, some two hundred times as many as in `make test`, each damage to a
# whole leaflet, the Universal Declaration in every language, and every pair of which `make test`
# tries a share (tests/torture.py): over an hour.
torture: $(VENV)/.test
	LEAFLET_TORTURE=200 $(BIN)/python -m pytest -n auto tests/test_mutants.py \
		$$(grep -lE "torture|LEAFLET_TORTURE" tests/test_*.py tests/browser/test_*.py)

# With the newest releases that pyproject.toml allows, not those of the lock.
test-newest: $(VENV)/.test
	$(BIN)/python tools/newest.py

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 leaflet/system.py

scores: $(VENV)/.test
	$(BIN)/python tests/labelled.py

benchmark:
	$(PYTHON) benchmarks/run.py

pictures: $(VENV)/.test
	$(BIN)/python tools/pictures.py

# A broken reference, like any other warning, is an error.
docs: $(VENV)/.docs
	$(BIN)/python -m sphinx -W --keep-going --quiet --doctree-dir build/docs docs site

# The locks anew, with the newest releases that pyproject.toml allows.
locks: $(BIN)/python$(EXE)
	$(INSTALL) "uv>=0.13,<0.14"
	$(BIN)/python tools/lock.py
	$(BIN)/python tools/wheels.py

$(BIN)/python$(EXE):
	$(PYTHON) -m venv $(VENV)

$(VENV)/.%: locks/%.txt pyproject.toml | $(BIN)/python$(EXE)
	$(INSTALL) --require-hashes -r $<
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf $(VENV) .venv-newest build dist site .pytest_cache .ruff_cache .mypy_cache .hypothesis output/*.pdf
