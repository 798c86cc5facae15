# Two commands set everything up: `make report` and `make test`. Python 3.11 or later and make are all they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?=

.PHONY: report test clean
report: $(VENV)/.ready
	$(BIN)/attribution check seeds --out reports

test: $(VENV)/.ready
	$(BIN)/python -m pytest $(PYTEST_ARGS)

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

clean:
	rm -rf $(VENV) reports/*.html reports/*.jsonl reports/*.json reports/*.csv reports/*.md
