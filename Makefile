# Two commands on a fresh machine: `make demo`, `make test`. Everything goes into .venv at the root.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BENCH := .venv-bench
CHECKED := examples.it_incident $(addprefix propflow.workflows.,complaint follow_up move_out_pass period renovation repair)

.PHONY: demo test lint types layers check lock bench docs soak clean

demo: $(STAMP)
	$(BIN)/propflow demo --folder demo

test: $(STAMP)
	$(BIN)/python -m pytest -q -n 2 -m "not soak"

soak: $(STAMP)
	HYPOTHESIS_PROFILE=explore $(BIN)/python -m pytest -q -m soak

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy
	$(BIN)/pyright

layers: $(STAMP)
	$(BIN)/lint-imports

check: lint types layers
	$(BIN)/propflow check $(CHECKED) --lock workflows.lock

lock: $(STAMP)
	$(BIN)/propflow check $(CHECKED) --write-lock

docs: $(STAMP)
	$(BIN)/python -m docs.generate

rules: $(STAMP)
	$(BIN)/python -m docs.rules

bench: $(BENCH)/.installed
	$(BENCH)/bin/python -m benchmarks

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --upgrade pip
	$(BIN)/python -m pip install -q -e '.[dev]'
	touch $@

$(BENCH)/.installed: pyproject.toml
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install -q --upgrade pip
	$(BENCH)/bin/python -m pip install -q -e '.[bench,replay]'
	touch $@

clean:
	rm -rf $(VENV) $(BENCH) demo dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
