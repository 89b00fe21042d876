"""SIGKILL at random points of build and delta, round after round.

    python -m tests.prove.replica_killed FOLDER POINTS SEED

By turns a clock kills a child wherever it is, or it kills itself before any of its statements, or between two of
its transactions.
Says one line of JSON: how many died, and over how many changes.
"""

import json
import os
import signal
import sys
import time
from itertools import count
from pathlib import Path
from typing import Any

import db.connection as connections
from tests.prove.crash_trial import Trial, in_child

_STATEMENTS = {True: 1_600, False: 900}

_BOUNDARIES = {True: 75, False: 6}
_TAKEN_UP = 0.5
"""How often the same work is taken up where it was left; else something else comes between."""


def main(root: Path, points: int, seed: int) -> None:
    """Until so many children have died."""
    trial = Trial(root, seed)
    longest = _longest(trial)
    died = rounds = 0
    while died < points:
        rounds += 1
        trial.change()
        build = rounds % 4 < 3 or not trial.served
        after = trial.chance.uniform(0, longest * 1.1)
        statement = trial.chance.randrange(_STATEMENTS[build])
        boundary = trial.chance.randrange(_BOUNDARIES[build])
        work = (
            lambda build=build, after=after: _by_the_clock(trial, build, after),
            lambda build=build, at=statement: _by_statement(trial, build, at, ""),
            lambda build=build, at=boundary: _by_statement(trial, build, at, "BEGIN"),
        )[rounds % 3]
        died += in_child(work) != 0
        trial.look(root)
        if trial.chance.random() < _TAKEN_UP:
            trial.go_on(root, build)
    trial.go_on(root, build=False)
    print(json.dumps({"died": died, "rounds": rounds, "changes": trial.source.change_seq}))  # noqa: T201


def _longest(trial: Trial) -> float:
    """Seconds that a build takes here."""
    began = time.monotonic()
    in_child(lambda: trial.work(trial.root, build=True))
    return time.monotonic() - began


def _by_the_clock(trial: Trial, build: bool, after: float) -> None:
    signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, max(after, 0.001))
    trial.work(trial.root, build)


def _by_statement(trial: Trial, build: bool, at: int, beginning: str) -> None:
    """Before the one that is so many among those that begin so."""
    steps = count()

    def step(statement: str) -> None:
        if statement.startswith(beginning) and next(steps) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    opened = connections._connection

    def traced(*arguments: Any) -> Any:  # noqa: ANN401
        connection = opened(*arguments)
        connection.set_trace_callback(step)
        return connection

    connections._connection = traced
    trial.work(trial.root, build)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
