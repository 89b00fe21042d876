# Two commands do all set-up: `make demo` and `make test`. Everything else is one command each.
PY := .venv/bin/python
WORLD ?= today
WINDOW ?=

.PHONY: demo test prove lint format types wheels lock bench gallery ready digests

demo: ready
	$(PY) main.py demo --world $(WORLD) $(if $(WINDOW),--window)

test: ready
	$(PY) -m pytest -n 3 -q

DECIDERS := $(sort $(shell find branch_app/domain/deciders -name '*.py' ! -name __init__.py))
# Needs root and /dev/fuse: what make test only samples; a hundred deaths and a hundred power cuts of the replica; a day
# at a counter killed, its restart too, and its disk failing, at each of its changes, and two thousand power cuts of it;
# then two clerks at once a thousand times, a hundred thousand altered seals and backs, and four hundred scanned pages,
# with fresh seeds; every planted bug, a month of an office, and every small change to a decider, which some test must
# notice; a million altered requests of a hostile device; workers, database and devices killed for ten minutes, and a
# primary whose synchronous replica takes over in the middle of pushes.
prove: ready
	$(PY) -m pytest -n 2 -q -m long
	$(PY) -m tests.prove.replica_killed $$(mktemp -d) 100 1
	$(PY) -m tests.prove.replica_power $$(mktemp -d) 100 1
	set -e; for mode in kill twice EIO ENOSPC EIO+ ENOSPC+; do $(PY) -m tests.prove.day_faults $$(mktemp -d) $$mode; done
	$(PY) -m tests.prove.day_faults $$(mktemp -d) cut 2000 $$(date +%s)
	$(PY) -m tests.prove.two_requests $$(mktemp -d) 1000
	$(PY) -m tests.prove.mutated_marks 100000 $$(date +%s)
	$(PY) -m tests.prove.scanned_marks 400 $$(date +%s)
	$(PY) -m tests.prove.checked_scans 400 $$(date +%s)
	$(PY) -m tests.prove.copied_word $$(date +%s)
	$(PY) -m tests.planted.runner
	$(PY) -m tests.prove.month $$(mktemp -d) $$(date +%s)
	$(PY) -m tests.prove.mutants out/mutants.json $(DECIDERS)
	$(PY) -m tests.prove.mutated_envelopes 1000000 $$(date +%s)
	$(PY) -m tests.prove.line_killed 600 $$(date +%s)
	$(PY) -m tests.prove.line_killed 120 $$(date +%s) promote

lint: ready
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	.venv/bin/lint-imports

types: ready
	$(PY) -m mypy

format: ready
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

wheels: ready
	build/check_wheels.sh

lock: ready
	$(PY) -m uv pip compile pyproject.toml --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements.txt
	$(PY) -m uv pip compile pyproject.toml --extra dev --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements-dev.txt
	$(PY) -m uv pip compile pyproject.toml --extra bench -c requirements.txt --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements-bench.txt

# After a table that papers go by was changed on purpose: resources/digests.toml vouches for each.
digests: ready
	$(PY) -m build.write_digests

bench: ready
	$(PY) main.py bench --json out/bench.json
	$(PY) main.py bench window --json out/bench-window.json
	$(PY) main.py bench register --json out/bench-register.json
	$(PY) main.py bench day --json out/bench-day.json
	$(PY) main.py bench sync --json out/bench-sync.json
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	$(PY) main.py bench documents --json out/bench-documents.json

# After a change of layout that is meant: every kept picture anew, and the page that shows all certificates.
gallery: ready
	$(PY) -m tests.unit.documents.golden
	$(PY) -m tests.unit.documents.gallery

ready:
	@build/setup.sh
