# make demo | test | check | install | translations | bench | clean. Needs make, Python >= 3.11 and pip; see packaging/bootstrap.

PYTHON ?= $(shell for p in python3.12 python3.11 python3; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$p; break; fi; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
TEST_WORKERS ?= 2
# The tests draw on no screen, even where there is one.
OFFSCREEN := env -u DISPLAY -u WAYLAND_DISPLAY QT_QPA_PLATFORM=offscreen
DEMO_OUTPUT ?= demo-output

.DEFAULT_GOAL := install
.PHONY: install demo test check lint types contracts translations bench clean

$(BIN)/python:
	@packaging/bootstrap venv "$(PYTHON)" "$(VENV)"

$(VENV)/.installed: pyproject.toml packaging/system-packages.txt | $(BIN)/python
	@packaging/bootstrap system run
	$(PIP) -e .
	@packaging/bootstrap qt $(BIN)/python
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@packaging/bootstrap system test
	$(PIP) -e '.[dev]'
	@touch $@

install: $(VENV)/.installed

demo: install
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		$(BIN)/pmdesk demo; \
	else \
		$(BIN)/pmdesk demo --offscreen "$(DEMO_OUTPUT)" && echo "No screen here: see $(DEMO_OUTPUT)/"; \
	fi

# A file's tests stay in one process: they share what they set up.
test: $(VENV)/.installed-dev
	$(OFFSCREEN) $(BIN)/python -m pytest -q -n $(TEST_WORKERS) --dist loadfile $(PYTEST_ARGS)

check: lint types contracts test

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

contracts: $(VENV)/.installed-dev
	$(BIN)/lint-imports --no-logo

translations: $(VENV)/.installed
	$(BIN)/python packaging/translations.py update
	$(BIN)/python packaging/translations.py release

bench: $(VENV)/.installed-dev
	$(BIN)/python -m tests.bench load --json

clean:
	rm -rf "$(VENV)" build dist demo-output .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find pmdesk tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +
