# `make help` says what there is. Every target sets up what it needs first; nothing has to be installed by hand
# but Python 3.11 or later, git and make.

PYTHON ?= python3
BIN := .venv/bin

# The caller's own environment must not leak into ours.
unexport VIRTUAL_ENV PYTHONPATH PYTHONHOME

.PHONY: help run setup test long check pictures bench lock messages upgrade python setup-dev

help:
	@echo "make run     set up, load the sample company, print its portfolio, serve on 127.0.0.1:8000"
	@echo "make setup   set up alone; leaves .venv/bin/tenure"
	@echo "make test    every check and every test, on SQLite and PostgreSQL, on Spark and in a browser"
	@echo "make long    the tests that take hours: a thousand examples an operation, kills by the hundred"
	@echo "make check   the fast part of it: style, types, imports, architecture"
	@echo "make pictures  every screen in light, dark and on a phone, into build/pictures; the README's into docs"
	@echo "make bench   the measurements, written to docs/benchmarks.md"
	@echo "make lock    write the lock files after a change of pyproject.toml or frontend/package.json (make upgrade: move on)"
	@echo "make messages  write today's texts into the catalogues of translations and say which lack one"
	@echo
	@echo "Another Python: make PYTHON=python3.12 run. Tenure's data lies in TENURE_HOME."

run: setup
	@$(BIN)/tenure run --demo

setup: python
	@$(PYTHON) -m tools.setup run
	@$(PYTHON) -m tools.frontend run
	@$(BIN)/python -m tools.messages compile

test: setup-dev
	@$(BIN)/python -m tools.provision
	@$(BIN)/python -m tools.check all

long: setup-dev
	@$(BIN)/python -m tools.provision
	@$(BIN)/python -m tools.check long

check: setup-dev
	@$(BIN)/python -m tools.check fast

pictures: setup-dev
	@$(BIN)/python -m tools.provision
	@$(BIN)/python -m tools.pictures

bench: setup-dev
	@$(BIN)/python -m tools.provision
	@$(BIN)/python -m tools.postgres run -- $(BIN)/python -m bench.run

lock: setup-dev
	@$(BIN)/python -m tools.lock

messages: setup-dev
	@$(BIN)/python -m tools.messages extract

upgrade: setup-dev
	@$(BIN)/python -m tools.lock --upgrade

setup-dev: python
	@$(PYTHON) -m tools.setup dev
	@$(PYTHON) -m tools.frontend dev
	@$(BIN)/python -m tools.messages compile

python:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Tenure needs Python 3.11 or later; $(PYTHON) is ' + sys.version.split()[0] + '. Name another: make PYTHON=python3.11 ...')"
