# The verbs of this project. `make` alone lists them.
PY ?= python3
PORT ?= 8080
VENV := .venv
BIN := $(VENV)/bin
VENDOR := uitpas2/static/vendor
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test check screenshots bench clean lock format

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.run $(VENDOR)/.done ## set everything up, fill a demo database and serve it on http://127.0.0.1:8080 (PORT= to change)
	$(BIN)/uitpas2 demo --port $(PORT)

test: $(VENV)/.test $(VENDOR)/.done ## set everything up, then run all tests on SQLite and PostgreSQL
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: $(VENV)/.test ## lint, types, import contracts, translations, migrations in step with the models
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tools.translations --check
	$(BIN)/uitpas2 db check

screenshots: $(VENV)/.test $(VENDOR)/.done ## take the pictures of the documentation anew (needs Chromium)
	UITPAS2_REQUIRE_E2E=1 $(BIN)/python -m pytest tests/browser
	$(BIN)/python -m tools.screenshots

bench: $(VENV)/.test ## measure what is promised in figures; prints them, asserts nothing
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_scale
	$(BIN)/python -m tests.bench_finder

format: $(VENV)/.test ## put the code in its usual shape
	$(BIN)/ruff check --fix-only -q . ; $(BIN)/ruff format -q .

lock: ## pin the newest versions that pyproject.toml allows (needs uv and npm)
	uv pip compile -q --universal --generate-hashes --no-header --upgrade -p 3.11 pyproject.toml --extra build -o requirements/run.lock
	uv pip compile -q --universal --generate-hashes --no-header --upgrade -p 3.11 --extra build --extra test pyproject.toml -o requirements/test.lock
	uv pip compile -q --universal --generate-hashes --no-header --upgrade -p 3.11 requirements/frontend.in -o requirements/frontend.lock
	npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

clean: ## remove the environment, the front-end files and the demo database
	rm -rf $(VENV) $(VENDOR) node_modules var

# Debian without python3-venv has no ensurepip: make the environment bare and let the machine's pip fill it.
$(VENV)/bin/python:
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "uitpas2 needs Python 3.11 or newer; try make PY=python3.12" >&2; exit 1; }
	$(PY) -m venv $(VENV) 2>/dev/null || $(PY) -m venv --clear --without-pip $(VENV)

$(VENV)/.run: requirements/run.lock pyproject.toml | $(VENV)/bin/python
	$(call pip,-r requirements/run.lock)
	$(call pip,--no-deps --no-build-isolation -e .)
	@touch $@

$(VENV)/.test: requirements/test.lock pyproject.toml | $(VENV)/bin/python
	$(call pip,-r requirements/test.lock)
	$(call pip,--no-deps --no-build-isolation -e .)
	@touch $@ $(VENV)/.run

# Font, barcode reader and accessibility checker: by the machine's npm, else by one that comes as a Python package.
$(VENDOR)/.done: package.json package-lock.json requirements/frontend.lock tools/frontend.py | $(VENV)/bin/python
	@$(BIN)/python tools/frontend.py \
	|| { echo "trying the npm that comes as a Python package" && { $(call pip,-r requirements/frontend.lock); } && $(BIN)/python tools/frontend.py; } \
	|| echo "Going on without the front-end files: system font, and scanning by keyboard only. Repeat make when npm works." >&2

pip = if $(BIN)/python -c 'import pip' 2>/dev/null; then $(BIN)/python -m pip install -q $(1); else $(PY) -m pip --python $(BIN)/python install -q $(1); fi
