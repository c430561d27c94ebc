# Everything a person types. Only Python 3.11+, make and the package index are needed.
#
# The stamps in .venv are named by the content of what was installed, so nothing is done twice,
# and an interrupted set-up is simply done again.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := uv==0.13.9

PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
# The locks name all that is needed, so pip looks for nothing more: see [tool.uv] in pyproject.toml.
INSTALL_LOCKED := $(PIP) install --require-hashes --no-deps
INSTALL_OURSELVES := $(PIP) install --no-deps --no-build-isolation --no-index --editable .
COMPILE := $(BIN)/uv pip compile pyproject.toml -q --universal --python-version 3.11 \
	--generate-hashes --no-header --no-emit-index-url --no-emit-find-links $(UPGRADE)

# A virtual environment survives neither being moved nor another Python, so both are in the names.
content = $(shell { pwd; "$(PYTHON)" -V; cat /dev/null $(1); } 2>&1 | cksum | cut -d ' ' -f 1)
MADE := $(VENV)/.made-$(call content)
FOR_RUNNING := $(VENV)/.run-$(call content,pyproject.toml requirements.lock)
FOR_TESTING := $(VENV)/.test-$(call content,pyproject.toml requirements.lock requirements-dev.lock)
FORGET := rm -f $(VENV)/.run-* $(VENV)/.test-*

.DEFAULT_GOAL := help
.PHONY: help install run test lint format bench complaints where floor delivery growth fuzz crash soak blackout states lock clean python

help:
	@echo 'make run      set up what is missing and start the bot (the sandbox, unless .env has tokens)'
	@echo 'make install  only set up what is missing to run'
	@echo 'make test     set up what is missing and run every check'
	@echo 'make lint     the checks without the tests'
	@echo 'make format   lay the code out'
	@echo 'make bench    the same complaint through us and through other libraries: one table (4 minutes); BENCH="--rounds 1"'
	@echo 'make complaints  only us: complaints a second, from raw update to committed reply'
	@echo 'make where    where the microseconds of an update go: parse, turn, render, storage, send'
	@echo 'make floor    what is left of an update where nothing of ours costs anything: how fast a bot could be at all'
	@echo 'make delivery how fast the outbox empties: at the limits, past a broadcast, without a pace (three minutes)'
	@echo 'make growth   a town of a million tickets on both databases: what a person waits for (half an hour)'
	@echo 'make queueing /queue, /find and a history with ten thousand open tickets of one agency (half a minute)'
	@echo 'make fuzz     100,000 random and spoiled updates through the doors (minutes)'
	@echo 'make crash    kill the bot 200 times while people talk to it (minutes); CRASH=--faults=0.05'
	@echo 'make soak     hours of a town in five minutes: memory, tasks, descriptors'
	@echo 'make blackout play a blackout in a city of a million: how long people wait (half a minute)'
	@echo 'make states   draw docs/states.md anew from the table of moves'
	@echo 'make lock     write the lock files anew; UPGRADE=--upgrade takes newer versions'
	@echo 'make clean    remove what the others made (never the data in var/)'
	@echo 'Another Python: make run PYTHON=python3.12'

install: $(FOR_RUNNING)

run: $(FOR_RUNNING)
	@exec $(BIN)/paradnaya run

# Without bytecode every process that a test starts would compile the program anew.
test: export PYTHONDONTWRITEBYTECODE =
test: lint
	@echo 'pytest'
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

lint: $(FOR_TESTING)
	@echo 'ruff check'
	@$(BIN)/ruff check -q
	@echo 'ruff format --check'
	@$(BIN)/ruff format -q --check
	@echo 'mypy'
	@$(BIN)/mypy --no-error-summary --num-workers auto
	@echo 'lint-imports'
	@$(BIN)/lint-imports --no-logo

bench: $(FOR_RUNNING)
	@$(BIN)/python -m bench.speed $(BENCH)

complaints: $(FOR_RUNNING)
	@$(BIN)/python -m bench.complaints

where: $(FOR_RUNNING)
	@$(BIN)/python -m bench.where $(WHERE)

floor: $(FOR_RUNNING)
	@$(BIN)/python -m bench.floor $(FLOOR)

delivery: $(FOR_TESTING)
	@$(BIN)/python -m bench.delivery $(DELIVERY)

growth: $(FOR_TESTING)
	@$(BIN)/python -m bench.growth $(GROWTH)

queueing: $(FOR_TESTING)
	@$(BIN)/python -m bench.queueing $(QUEUEING)

fuzz: $(FOR_TESTING)
	@$(BIN)/python -m bench.fuzz

crash: $(FOR_TESTING)
	@$(BIN)/python -m bench.crash $(CRASH)

soak: $(FOR_TESTING)
	@$(BIN)/python -m bench.soak $(SOAK)

blackout: $(FOR_RUNNING)
	@$(BIN)/python -m bench.blackout $(BLACKOUT)

states: $(FOR_RUNNING)
	@$(BIN)/python -m bots.administration.states

format: $(FOR_TESTING)
	@$(BIN)/ruff check -q --fix-only
	@$(BIN)/ruff format

lock: $(MADE)
	@echo 'Writing requirements.lock and requirements-dev.lock …'
	@$(PIP) install '$(UV)'
	@$(COMPILE) --group build -o requirements.lock
	@$(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) .bench .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find bots core dialogs storage tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(FOR_RUNNING): $(MADE)
	@echo 'Installing what the program needs (once; about a minute) …'
	@$(FORGET)
	@$(INSTALL_LOCKED) -r requirements.lock
	@$(INSTALL_OURSELVES)
	@touch $@

$(FOR_TESTING): $(MADE)
	@echo 'Installing what the program and its checks need (once; about a minute) …'
	@$(FORGET)
	@$(INSTALL_LOCKED) -r requirements-dev.lock
	@$(INSTALL_OURSELVES)
	@touch $@ $(FOR_RUNNING)

$(MADE): | python
	@echo 'Making the virtual environment $(VENV) …'
	@"$(PYTHON)" -m venv --clear $(VENV)
	@touch $@

# Said in a sentence here, because what Python says of itself later is harder to read.
python:
	@command -v "$(PYTHON)" > /dev/null || { \
		echo 'Python 3.11 or newer is needed, and there is no «$(PYTHON)».' \
			'If it has another name: make PYTHON=python3.12 …' >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; «$(PYTHON)» is $$("$(PYTHON)" -V 2>&1)." \
			'If a newer one has another name: make PYTHON=python3.12 …' >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2> /dev/null || { \
		echo '«$(PYTHON)» is without the modules venv and ensurepip.' \
			'On Debian and Ubuntu they are a package: apt install python3-venv' >&2; exit 1; }
