# Two commands do everything: `make demo` shows the main job, `make test` proves it.

SHELL := /bin/bash
PYTHON := .venv/bin/python
READY := .make/ready
TEST_READY := .make/test-ready

.PHONY: demo test lint fuzz bench setup clean

demo: $(READY)
	@$(PYTHON) -m console.demo

test: $(TEST_READY) lint
	@$(PYTHON) -m pytest -n 2

lint: $(READY)
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --quiet --check .
	@.venv/bin/mypy --no-error-summary
	@$(PYTHON) -m supply_chain licences > .make/licences.txt || { cat .make/licences.txt; exit 1; }
	@.venv/bin/lint-imports --no-cache > .make/imports.txt 2>&1 || { cat .make/imports.txt; exit 1; }

fuzz: $(TEST_READY)
	@$(PYTHON) -m fuzz

bench: .make/bench-ready
	@$(PYTHON) -m benchmarks

setup: $(READY)

$(READY): requirements.lock pyproject.toml setup.sh
	@bash setup.sh
	@mkdir -p .make && touch $@

$(TEST_READY): $(READY)
	@bash setup.sh tests
	@touch $@

.make/bench-ready: $(READY) requirements-bench.lock benchmarks/passporteye.lock benchmarks/setup.sh
	@bash benchmarks/setup.sh
	@touch $@

clean:
	rm -rf .venv .venv-passporteye .make reports .tekseru
