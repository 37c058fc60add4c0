# Everything that a fresh clone needs: Python 3.10 or later with venv, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test test-all bench fuzz experta-tests lint types contracts checks check-knowledge check-shipped try-situations \
	docs pictures release compatibility clean

demo: $(VENV)/.installed
	$(BIN)/whycry-expert infer situations/example.yaml

test: checks
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

# What takes longer than a few minutes as well: the tests marked nightly, and many more examples of each property.
test-all: checks
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal -m "" --hypothesis-profile nightly

bench: $(VENV)/.test-extras
	$(BIN)/python benchmarks

# Inputs that break something, looked for by atheris, so many seconds for each target; see fuzz/README.md.
SECONDS ?= 3600
TARGETS ?= situation knowledge flags verify replay replies batch interview dialogue
fuzz: $(VENV)/.test-extras
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[fuzz]'
	for target in $(TARGETS); do $(BIN)/python fuzz/run.py $$target $(SECONDS) || exit 1; done

# experta's own tests, from a checkout of its tag v1.9.4: with its matcher, then with ours where they need no more
EXPERTA_TESTS = $(BIN)/python -m pytest -q -c /dev/null --rootdir $(EXPERTA) -p no:cacheprovider -W ignore --hypothesis-seed=0
experta-tests: $(VENV)/.test-extras
	@test -d "$(EXPERTA)/tests/unit" || { echo "say where a checkout of experta is: make experta-tests EXPERTA=path"; exit 2; }
	$(EXPERTA_TESTS) -p whycry_expert.inference.experta_import $(EXPERTA)/tests/unit
	PYTHONPATH=tests $(EXPERTA_TESTS) -p experta_counting -rs $(EXPERTA)/tests/unit

lint: $(VENV)/.test-extras
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test-extras
	$(BIN)/mypy

contracts: $(VENV)/.test-extras
	$(BIN)/lint-imports

# All that is checked before the tests, two at a time.
checks: $(VENV)/.test-extras
	$(MAKE) --jobs 2 check-shipped lint types contracts try-situations

check-knowledge: check-shipped try-situations

# What is wrong with the shipped knowledge, and whether every situation reaches the outcome that it states.
check-shipped: $(VENV)/.test-extras
	$(BIN)/whycry-expert kb fmt --check
	$(BIN)/whycry-expert kb check

try-situations: $(VENV)/.test-extras
	$(BIN)/whycry-expert kb test
	$(BIN)/whycry-expert kb coverage --strict

# The site in build/site, to be read from the disk: nothing is loaded from elsewhere, and a dead link stops it.
docs: $(VENV)/.docs-extras
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

# The pictures of README.md, when what they show has changed.
pictures: $(VENV)/.installed
	$(BIN)/python docs_site/pictures.py

# Everything that is handed on, into dist/, installed from there alone and tried out.
release: $(VENV)/.docs-extras $(VENV)/.release-extras
	$(BIN)/python releasing

# Each interpreter with the oldest and the newest dependencies that are allowed; one that is not here is reported as skipped.
compatibility: $(VENV)/.release-extras
	$(BIN)/nox

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	# the first run keeps compiled modules and knowledge, also where the environment would not
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/whycry-expert infer situations/example.yaml > /dev/null
	touch $@

$(VENV)/.test-extras: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test]'
	touch $@

$(VENV)/.docs-extras: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[docs,page]'
	touch $@

$(VENV)/.release-extras: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[release]'
	touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
