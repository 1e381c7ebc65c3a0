# Every target builds what it needs; a bare Python 3.11 or newer with venv is enough.
.DEFAULT_GOAL := help
SHELL := /bin/bash
BIN := .venv/bin
READY := .venv/.ready

export DO_NOT_TRACK := 1
export DAGSTER_DISABLE_TELEMETRY := 1

.PHONY: bench check clean dictionary drift fuzz help lock record run score screenshot setup soak test test-browser test-faults test-newcomer test-replay test-runs test-scale ui

help: ## what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## .venv with the locked dependencies, nothing else

$(READY): requirements.lock pyproject.toml
	@./.ci/venv
	@touch $@

run: $(READY) ## the whole pipeline on the bundled sample site, offline
	@for source in regjeringen innovasjonnorge; do $(BIN)/klyngekroner backfill $$source --from 2005 --to 2025 --site sample; done
	@$(BIN)/klyngekroner run --site sample

test: $(READY) ## all tests that need nothing installed besides
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal

# Every module of tests/runs is one: a new one is run by being there.
test-runs: $(READY) ## whole runs, and marts built anew: a second run, broken sources, wrong reference data, corrections
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal $(filter-out %/__init__.py,$(wildcard tests/runs/*.py))

# Every module of tests/browser is one: a new one is run by being there.
test-browser: $(READY) ## the report and the UI in a real browser; screenshots in build/browser
	@./.ci/browser
	@$(BIN)/python -m pytest -q -s $(filter-out %/conftest.py %/__init__.py,$(wildcard tests/browser/*.py))

screenshot: test-browser ## the README's picture anew, as the browser tests saw the report
	@mkdir -p docs && cp build/browser/readme.png docs/report.png

# Every tests/faults*.py is one, and so is every tests/soak_*.py of the long ones: a new module is run by being there.
test-faults: $(READY) ## kill -9 at every stage and at random, Ctrl-C, a power cut at every step, faults of networks and layouts, runs that take too long
	@$(BIN)/python -m pytest -q -s $(wildcard tests/faults*.py) tests/interrupts.py

test-newcomer: $(READY) ## from a clone to the first answer with nothing but the README
	@$(BIN)/python -m pytest -q -s tests/newcomer.py

SEED ?= $(shell date +%s)
KILLS ?= 200
DAYS ?= 30

soak: $(READY) ## hours: 200 random kills, full and read-only disks, two runs at once, thirty days of faults; SEED= repeats
	@$(BIN)/python -m pytest -q -s $(wildcard tests/soak_*.py)
	@$(BIN)/python -m tests.crash_chain build/soak/kills --kills $(KILLS) --seed $(SEED)
	@$(BIN)/python -m tests.soak build/soak/days --days $(DAYS) --seed $(SEED)

test-replay: $(READY) ## our archive replayed by pywb, which a venv of its own holds
	@./.ci/replay
	@$(BIN)/python -m pytest -q -s tests/replay.py

# Every module of tests/scale but the servers is one; then two workers against one, which is told and cannot fail.
test-scale: $(READY) ## PostgreSQL, Redis, workers and a lake: killed, restarted, at once; then two workers against one
	@./.ci/scale
	@$(BIN)/python -m pytest -q -s $(filter-out %/__init__.py %/servers.py %/cluster.py %/ratio.py,$(wildcard tests/scale/*.py))
	@$(BIN)/python -m tests.scale.ratio

fuzz: $(READY) ## coverage-guided fuzzing of whatever reads what strangers wrote; FUZZ_SECONDS a target, TARGETS="html warc"
	@./.ci/fuzz
	@$(BIN)/python -m tests.fuzz $(TARGETS)

drift: $(READY) ## every page template changed in every way; writes docs/DRIFT.md
	@$(BIN)/python -m tests.drift

check: $(READY) ## lint, types, import direction, licences, known vulnerabilities, dbt parse
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/test_imports.py tests/test_house.py tests/test_licences.py
	@./.ci/vulnerabilities
	@$(BIN)/python -m pipelines.dbt

score: $(READY) ## how well releases are read, against labelled ones
	@$(BIN)/python -m tests.score

record: $(READY) ## an archived page as a fixture to review: make record SOURCE=name URL=https://...
	@$(BIN)/python -m tests.record "$(SOURCE)" "$(URL)"

bench: $(READY) ## speed, as ratios in one run
	@$(BIN)/python -m tests.bench

dictionary: $(READY) ## write warehouse/DICTIONARY.md from the dbt project
	@$(BIN)/python -m pipelines.dictionary

ui: $(READY) ## the Dagster UI on http://127.0.0.1:3000
	@$(BIN)/klyngekroner ui --site sample

lock: $(READY) ## write all requirements*.lock anew
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --extra dev --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --constraint requirements.lock --custom-compile-command "make lock" --group browser -o requirements-browser.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --constraint requirements.lock --custom-compile-command "make lock" --extra scale pyproject.toml -o requirements-scale.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --custom-compile-command "make lock" --group replay -o requirements-replay.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --custom-compile-command "make lock" --group fuzz -o requirements-fuzz.lock

clean: ## remove what can be built again (the archive and the snapshots stay)
	rm -rf .venv build dbt_project/target .pytest_cache .mypy_cache .ruff_cache .hypothesis
