# Everything runs from a bare Python 3.11+ on the path: `make demo` and `make test` build .venv first.
# What is installed is pinned by name, version and hash in the two lock files; `make lock` renews them.

PYTHON ?= python3
OUT ?= out
SHARED ?= ../shared
REPORTS := samples/reports
EXPECTED := samples/expected

BIN := .venv/bin
SOURCES := src tests benchmarks
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check golden accuracy bench likeness lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

demo: .venv/installed ## convert the samples into out/ and show one of them
	$(BIN)/kommunrapport convert $(REPORTS) -o $(OUT)
	$(BIN)/kommunrapport inspect $(REPORTS)/namnd-delarsrapport.txt

test: .venv/installed-dev ## run all tests
	$(BIN)/python -m pytest

check: .venv/installed-dev .cache/typing/kommunrapport ## lint, format and strict types
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy

golden: .venv/installed-dev ## rewrite what the samples must give; `git diff` is the review
	$(BIN)/kommunrapport convert $(REPORTS) -o $(EXPECTED)
	rm -f $(EXPECTED)/manifest.sqlite
	for report in $(REPORTS)/*; do \
		$(BIN)/kommunrapport dump $$report > $(EXPECTED)/$${report##*/}.outline || exit 1; \
	done
	git --no-pager diff --stat -- $(EXPECTED)

accuracy: .venv/installed-dev ## facts found and missed in reports whose truth is known
	$(BIN)/python benchmarks/accuracy.py $(SHARED)

bench: .venv/installed-dev ## CPU time of start-up, reports, 1x, 10x, 100x text, PDF pages, long tables, scans, many files
	$(BIN)/python benchmarks/bench.py $(SHARED)
	$(BIN)/python benchmarks/pages.py --shared $(SHARED)
	$(BIN)/python benchmarks/arithmetic.py $(SHARED) speed
	$(BIN)/python benchmarks/scans.py $(SHARED) 200:1
	$(BIN)/python benchmarks/batch.py speed
	$(BIN)/python benchmarks/batch.py overhead

likeness: .venv/installed-dev ## learn again what statuses resemble, after expressions were added under tests/data
	$(BIN)/python benchmarks/likeness.py learn
	$(BIN)/python benchmarks/likeness.py measure

lock: .venv/installed-dev ## renew the pinned versions
	$(LOCK) --upgrade --output-file requirements.lock
	$(LOCK) --upgrade --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## remove what the other targets made
	rm -rf .venv .cache build dist $(OUT) *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/made requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps -e .
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

# The import package is called kommunrapport and lives in src: type checkers need a folder of that name.
.cache/typing/kommunrapport:
	@mkdir -p $(@D)
	ln -sfn ../../src $@
