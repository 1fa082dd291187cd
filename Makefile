# `make demo` and `make test` are all one needs; `make` lists the rest.
# Nothing here touches the network once .venv holds what requirements/ locks.

PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11
VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip --disable-pip-version-check --quiet --no-input
LOCK   := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
          --no-emit-index-url $(if $(UPGRADE),--upgrade) pyproject.toml --group build
CODE   := $(wildcard bot tests benchmarks tools docs/*.py)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo run test coverage soak check lint types imports bench words lock clean

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: $(VENV)/runtime ## make .venv with what the bot needs, locked by hash

demo: setup ## start the demo and print its address; LISTEN=HOST:PORT moves it
	@exec $(PY) -m bot demo $(if $(LISTEN),--listen "$(LISTEN)")

run: setup ## serve whatever is configured
	@exec $(PY) -m bot run

TESTS := $(PY) -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

test: lint types ## install what the tests need, then check and test everything
	$(TESTS)

# By itself, since every test takes twice as long while it is watched.
coverage: $(VENV)/dev ## run the tests once more and tell which lines none of them reaches; fails under 90%
	$(TESTS) --cov

SOAK ?= 180

soak: $(VENV)/dev ## kill the bot SOAK times more than the tests do, while it sends: 180, some three minutes; and let thousands join
	SOAK=$(SOAK) $(PY) -m pytest tests/scheduler/test_killed.py -k whenever
	SOAK=$(SOAK) $(PY) -m pytest tests/scheduler/test_welcome_killed.py tests/adapters/discord/test_welcome.py \
		tests/adapters/discord/test_killed.py \
		tests/adapters/slack/test_welcome.py

check: lint types imports ## ruff, mypy and import-linter, without the tests

lint: $(VENV)/dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: $(VENV)/dev
	$(PY) -m mypy $(CODE)

# A test of its own under `make test`.
imports: $(VENV)/dev
	$(PY) -c "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_logo=True))"

bench: $(VENV)/dev ## run every benchmark, one after another
	@set -e; for file in $(sort $(filter-out benchmarks/_%,$(wildcard benchmarks/*.py))); do \
		printf '\n== %s\n' "$$file"; PYTHONPATH=. $(PY) "$$file"; \
	done

words: $(VENV)/dev ## gather what people read for the translators
	PYTHONPATH=. $(PY) tools/words.py

lock: $(VENV)/dev ## lock pyproject.toml's dependencies again; UPGRADE=1 takes the newest that fit
	$(LOCK) --output-file requirements/runtime.txt
	$(LOCK) --group dev --constraint requirements/runtime.txt --output-file requirements/dev.txt

clean: ## remove .venv and what tools leave behind; data/ stays
	rm -rf $(VENV) .coverage .coverage.* htmlcov .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/made:
	@for python in $(PYTHON); do \
		"$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null || continue; \
		fit="$$python"; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null || continue; \
		rm -rf $(VENV) && "$$python" -m venv $(VENV) && touch $@ && exit 0; \
		exit 1; \
	done; \
	if [ -n "$$fit" ]; then \
		echo "$$fit has no venv module. On Debian and Ubuntu: apt install python3-venv" >&2; \
	else \
		echo "Python 3.11, 3.12, 3.13 or 3.14 is needed; looked for: $(PYTHON)." >&2; \
		echo "On Debian 12 and Ubuntu 24.04: apt install python3 python3-venv. Elsewhere: python.org/downloads" >&2; \
		echo "Installed under another name? make setup PYTHON=/path/to/python" >&2; \
	fi; \
	exit 1

# The project itself goes in as a link to this folder, which is what puts `clubbot` into $(VENV)/bin.
$(VENV)/runtime: $(VENV)/made requirements/runtime.txt
	@echo "Installing what the bot needs into $(VENV): about a minute, only this once."
	@$(PIP) install --require-hashes --requirement requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(VENV)/runtime requirements/dev.txt
	@echo "Installing what the tests need into $(VENV)."
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@
