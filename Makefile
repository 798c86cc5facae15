# Two commands set everything up: `make report` and `make test`. Python 3.11 or later and make are all they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?=

.PHONY: report desk lint test clean
report: $(VENV)/.ready
	$(BIN)/attribution check seeds --out reports

# The web page on a store of the sample articles, at http://127.0.0.1:8417/.
DESK := reports/desk.sqlite
desk: $(DESK)
	$(BIN)/attribution desk $(DESK)

$(DESK): $(VENV)/.ready
	$(BIN)/attribution check seeds --out reports --store $@

# Style, form and types, as a commit checks them too (.pre-commit-config.yaml).
lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: $(VENV)/.ready
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST_ARGS)

# Worker processes, memory, and what is built here in another folder: a few minutes by themselves.
.PHONY: test-workers
test-workers: $(VENV)/.ready
	$(BIN)/python -m pytest -m slow tests/parse/test_pool.py tests/test_memory.py tests/test_distribution.py

# A Ray cluster of two nodes on this machine, of which a worker is killed. Needs the extra `archive` in .venv, which the lock leaves out.
.PHONY: test-cluster
test-cluster: $(VENV)/.ready
	$(BIN)/python -m pytest -m 'slow or not slow' tests/cluster

# Measuring. The corpus is not part of the project: POLNEAR holds dev/ and train/, each with text/ and attributions/.
POLNEAR ?= ../shared/data/polnear
CLUSTERS ?= ../shared/data/clusters
CACHE ?=
GATE_ARGS ?=
MEASURE ?=
EVALUATE := $(BIN)/attribution evaluate
CACHED := $(if $(CACHE),--cache $(CACHE))

.PHONY: evaluate gate bench bench-archive kill-store reliability measurements learn
# What is right and wrong: rates on the terminal, pages and tables in reports/.
evaluate: $(VENV)/.ready $(POLNEAR)/dev
	mkdir -p reports
	$(EVALUATE) polnear $(POLNEAR)/dev $(CACHED) --errors reports/mistakes.html --per-rule reports/per-rule.csv --json reports/rates.json

# Nothing may sink below its floor. GATE_ARGS=--update raises the floors; --update --lower lowers them, and a commit says why.
gate: $(VENV)/.ready $(POLNEAR)/dev $(POLNEAR)/train
	$(EVALUATE) cases tests/cases $(CACHED) --floors tests/gates/cases.yaml $(GATE_ARGS)
	$(EVALUATE) polnear $(POLNEAR)/dev $(CACHED) --floors tests/gates/polnear-dev.yaml $(GATE_ARGS)
	$(EVALUATE) speakers tests/gold/polnear-speakers.jsonl --corpus $(POLNEAR)/train $(CACHED) --floors tests/gates/speakers.yaml $(GATE_ARGS)
	$(EVALUATE) quotations tests/gold/news-count.jsonl --corpus $(CLUSTERS) $(CACHED) --floors tests/gates/quotations-count.yaml $(GATE_ARGS)

bench: $(VENV)/.ready
	OMP_NUM_THREADS=1 $(BIN)/python -m bench.speed seeds
	$(BIN)/python -m bench.jobs seeds
	$(BIN)/python -m bench.peers seeds

# What one more article costs in an archive. SIZES are attributions; ten thousand take two minutes.
SIZES ?= 3000 10000
bench-archive: $(VENV)/.ready
	OMP_NUM_THREADS=1 $(BIN)/python -m bench.archive $(SIZES)

# A store is killed a hundred times while articles are added, and must hold what was finished.
kill-store: $(VENV)/.ready
	KILLS=100 $(BIN)/python -m pytest tests/archive/test_durable.py -k killed

# What docs/reliability.md promises, tried as often as it says there. An hour or so; KILLS=3 for a first look.
KILLS ?= 100
reliability: $(VENV)/.ready
	KILLS=$(KILLS) MANY_VERDICTS=200 PAGES=1 OMP_NUM_THREADS=1 $(BIN)/python -m pytest -v -m "slow or not slow" tests/test_killed.py \
	  tests/watch/test_killed.py tests/write/test_placed.py tests/archive/test_durable.py tests/archive/test_flipped.py tests/test_decisions.py \
	  tests/parse/test_parse_cache.py tests/cli/test_paths.py

# docs/measurements.md, with every number under its command. MEASURE='--only Speed' leaves the other sections as they are.
measurements: $(VENV)/.ready $(POLNEAR)/dev $(POLNEAR)/train
	$(BIN)/python -m bench --polnear $(POLNEAR) $(CACHED) $(MEASURE)

# The words that report speech, from the train part.
learn: $(VENV)/.ready $(POLNEAR)/train
	$(BIN)/attribution learn polnear $(POLNEAR)/train --out rules/en/cues.generated.yaml $(CACHED)

.PHONY: linear
# How the work of each stage grows as its input doubles; ends with 1 where it grows faster than size^1.25. STAGE=fold for one.
STAGE ?=
linear: $(VENV)/.ready
	OMP_NUM_THREADS=1 $(BIN)/python -m bench.linear $(STAGE)

.PHONY: fuzz
# Bytes of all kinds for everything that reads what others send, ten minutes in all. FUZZ='--seconds 60 rules' for one.
# The fuzzer has builds for Linux alone, so that it stands beside the locked packages.
FUZZ ?=
fuzz: $(VENV)/fuzz
	PYTHONPATH=$(VENV)/fuzz OMP_NUM_THREADS=1 $(BIN)/python -m tests.fuzz $(FUZZ)

$(VENV)/fuzz: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --target $@ atheris==3.0.0

.PHONY: audit sbom
# Known vulnerabilities of the locked packages, asked of PyPI; ends with 1 where there is one, or where one cannot be asked about.
audit: $(VENV)/audit
	$(VENV)/audit/bin/pip-audit --requirement requirements.lock --no-deps --disable-pip --strict

# The bill of materials that the wheel brings (CycloneDX), to be made anew with each change of the lock.
sbom: $(VENV)/audit
	$(VENV)/audit/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --short-PURLs --output-reproducible \
	  --output-file attribution/sbom.cdx.json

$(VENV)/audit: $(VENV)/.ready
	$(PYTHON) -m venv $@
	$@/bin/python -m pip install --quiet --disable-pip-version-check cyclonedx-bom==7.5.0 pip-audit==2.10.0

.PHONY: docs
# What is made from rules and commands: the stored parses of examples, a page for each rule, the page of commands.
docs: $(VENV)/.ready
	$(BIN)/attribution rules parse
	$(BIN)/attribution rules explain --out docs/rules
	$(BIN)/python -m typer attribution.cli utils docs --name attribution --title Commands --output docs/commands.md

.PHONY: pages
# What the commands of README.md and docs/ print today, below them.
pages: $(VENV)/.ready
	$(BIN)/python -m tests.docs.update

.PHONY: site
# The pages in docs/ as a site in reports/site, with tools in an environment of their own; a broken link ends it.
SITE := build/site
site: $(SITE)/.ready
	NO_MKDOCS_2_WARNING=1 $(SITE)/bin/mkdocs build --strict --quiet --config-file site/mkdocs.yml

$(SITE)/.ready: site/requirements.txt
	$(PYTHON) -m venv $(SITE)
	$(SITE)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

$(POLNEAR)/%:
	@echo "There is no corpus at $@. It is not part of the project; say where it is: make $(MAKECMDGOALS) POLNEAR=DIR" >&2; exit 2

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

clean:
	rm -rf $(VENV) reports/*.html reports/*.jsonl reports/*.json reports/*.csv reports/*.md

-include training/Makefile.inc
