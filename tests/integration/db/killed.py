"""Appends to a log in children that are killed, round after round, and tells what they heard.

Arguments: folder, rounds. In even rounds a child is killed from outside after some commits, wherever it is; in odd
rounds it kills itself before its n-th statement, so that every statement of an append has its turn. Lines said:
``<request> <seq>`` for every commit a child heard of, ``killed <rounds>`` at the end.
"""

import os
import signal
import sys
from itertools import count
from pathlib import Path

from branch_app.domain.values.identifiers import RequestId
from db.ledger import SqlLedger
from tests.integration.db.appender import append_once, opened

_MOST = 10_000


def main(root: Path, rounds: int) -> None:
    """Every round goes on where the one before was killed, with the request it may not have heard of."""
    heard = 0
    for number in range(rounds):
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(ours)
            run(root, theirs, heard, number)
        os.close(theirs)
        with os.fdopen(ours) as answers:
            for line in answers:
                print(line, end="", flush=True)  # noqa: T201 - the test listens
                heard += 1
                if number % 2 == 0 and heard % (number + 1) == 0:
                    os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    print("killed", rounds)  # noqa: T201


def run(root: Path, answers: int, first: int, number: int) -> None:
    """The child: never returns."""
    ledger = opened(root)
    if number % 2 == 1:
        die_before_statement(ledger, number // 2)
    for request in range(first, first + _MOST):
        seq = append_once(ledger, RequestId(f"r-{request}"))
        os.write(answers, f"r-{request} {seq}\n".encode())
    os._exit(1)


def die_before_statement(ledger: SqlLedger, statement: int) -> None:
    """SIGKILL before that statement of the next append."""
    steps = count()

    def step(_sql: str) -> None:
        if next(steps) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    with ledger._file.connected() as connection:
        connection.set_trace_callback(step)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
