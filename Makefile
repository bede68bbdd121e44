# Two commands do everything on a machine that has Python 3.11 or newer and make:
#   make demo    sets up .venv from the lock file, codes an example report and shows the table
#   make test    does the set-up too and runs the tests
PYTHON ?= python3
BENCH_DIR ?= ../shared/bench
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
EXAMPLE ?= examples/contradictions.json

.DEFAULT_GOAL := help
.PHONY: help demo test check format lint types imports examples docs site bench bench-all bench-floors scores speed bench-store bench-desk lock pictures clean

help: ## say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit("dateline needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another with PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@echo "setting up $(VENV) from requirements.lock (a few minutes the first time)" >&2
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $(READY)

demo: $(READY) ## set up and code an example report
	@$(BIN)/dateline code $(EXAMPLE)

test: $(READY) ## set up and run the tests
	$(BIN)/python -m pytest

check: $(READY) format lint types imports test examples site ## everything that CI runs

format: $(READY) ## fail where the code is not formatted
	$(BIN)/ruff format --check src tests bench docs

lint: $(READY) ## lint
	$(BIN)/ruff check src tests bench docs

types: $(READY) ## check types
	$(BIN)/mypy

imports: $(READY) ## check that imports point down
	$(BIN)/lint-imports

examples: $(READY) ## run the examples in docstrings (those in README and examples/ are in the tests)
	$(BIN)/python -m pytest --doctest-modules src/dateline --ignore=src/dateline/store/migrations

bench: $(READY) ## measure one task: make bench TASK=times
	$(BIN)/python bench/measure.py --bench-dir "$(BENCH_DIR)" --task "$(TASK)"

bench-all: $(READY) ## measure every task and keep the figures in bench/scores.json
	$(BIN)/python bench/measure.py --bench-dir "$(BENCH_DIR)" --all --record

bench-floors: $(READY) ## fail where a figure is below its floor
	$(BIN)/python bench/measure.py --bench-dir "$(BENCH_DIR)" --all --floors

scores: $(READY) ## fill the README's table from bench/scores.json
	$(BIN)/python bench/fill_readme.py

speed: $(READY) ## pipeline time over the bare spaCy pass, look-ups and memory of the gazetteer; kept in bench/scores.json
	$(BIN)/python bench/speed.py --bench-dir "$(BENCH_DIR)" --record
	$(BIN)/python bench/gazetteer.py --bench-dir "$(BENCH_DIR)" --record

bench-store: $(READY) ## writing, finding and memory of the store on SQLite and PostgreSQL; kept in bench/scores.json
	$(BIN)/python bench/store.py --record

docs: $(READY) ## rebuild the generated pages
	$(BIN)/python docs/generate.py

site: $(READY) ## build the documentation's site into build/site, the tutorial's notebook run
	@rm -rf build/site
	$(BIN)/sphinx-build -q -E -W --keep-going -b html -d build/doctrees -c docs . build/site
	$(BIN)/python docs/check_site.py build/site

pictures: $(READY) ## photograph the example's page and the desk's for the documentation (needs Chromium)
	$(BIN)/python docs/generate.py --pictures
	$(BIN)/python docs/generate_desk.py
	$(BIN)/python docs/generate_plots.py

bench-desk: $(READY) ## the desk's pages with 10,000 articles; kept in bench/scores.json
	$(BIN)/python bench/desk.py --record

lock: ## resolve the lock file anew (needs uv)
	uv pip compile --quiet --universal --fork-strategy fewest --generate-hashes --python-version 3.11 --no-header \
		pyproject.toml --group dev --group docs --group build --output-file requirements.lock

clean: ## remove what make made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis src/dateline/data/gazetteer
