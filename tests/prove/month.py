"""A month of one office, whole: 20 days, 3 counters, 6,000 forms, everything wrong once at each counter every day.

    python -m tests.prove.month FOLDER SEED

Cash, sheets and log are held against each other at every close; then the same seed again must give the same logs,
and its first days once more through the journal into encrypted ledgers below FOLDER. Says one line of JSON, and on
standard error how far it is.
"""

import json
import sys
from collections import Counter as Tally
from pathlib import Path

from branch_app.domain.deciders.counter import fold
from branch_app.domain.log.entry import Entry
from branch_app.domain.reconcile.day import reconcile
from db.ledger import SqlLedger
from tests.fakes.faults import Fault
from tests.fakes.ledger_till import LedgerTill
from tests.fakes.month import Month, SimulatedCounter
from tests.fakes.played_log import TABLES
from tests.fakes.store import Desk
from tests.fakes.tables import one_price

DAYS, COUNTERS, FORMS = 20, 3, 100
_DAYS_ON_DISK = 3


class DoesNotAgree(AssertionError):
    """Head office, a replay or the same seed again came to something else."""


def main(folder: Path, seed: int) -> None:
    """All of it."""
    month = Month.of(seed, COUNTERS).play(DAYS, FORMS, lambda on: _say(f"played {on}"))
    for number, counter in enumerate(month.counters):
        _judge(counter)
        _say(f"counter {number}: {len(counter.till.entries)} entries agree")
    if month.unsettled:
        raise DoesNotAgree("a form without an end")
    if month.roots != Month.of(seed, COUNTERS).play(DAYS, FORMS, lambda on: _say(f"once more {on}")).roots:
        raise DoesNotAgree("the same seed")
    on_disk = sum(_on_disk(folder / str(number), seed, number) for number in range(COUNTERS))
    faults = sum((counter.faults for counter in month.counters), Tally[Fault]())
    told = {
        "seed": seed,
        "forms": sum(counter.forms for counter in month.counters),
        "closes": sum(map(len, month.closes)),
        "entries": sum(len(counter.till.entries) for counter in month.counters),
        "entries_on_disk": on_disk,
        "faults": sum(faults.values()),
        "roots": [root.hex() for root in month.roots],
    }
    print(json.dumps(told))  # noqa: T201


def _judge(counter: SimulatedCounter) -> None:
    entries = [Entry.from_bytes(entry.to_bytes()) for entry in counter.till.entries]
    if fold(entries) != counter.till.state:
        raise DoesNotAgree("replay")
    days = reconcile(entries, one_price(TABLES, 300))
    codes = {finding.code for day in days for finding in day.findings}
    if len(days) != DAYS or any(day.difference_yen for day in days) or not codes <= {"cash_differs"}:
        raise DoesNotAgree(", ".join(sorted(codes)))


def _on_disk(folder: Path, seed: int, number: int) -> int:
    """The first days of that counter through journal and SQLCipher, closed, opened and read again; its entries."""
    folder.mkdir(parents=True)
    desk = Desk(folder)
    ledger = desk.new_ledger()
    month = Month.of(seed, COUNTERS)
    counter = month.counters[number]
    counter.till = LedgerTill.on(ledger)
    in_memory = Month.of(seed, COUNTERS)
    alone = Month((counter,)).play(_DAYS_ON_DISK, FORMS, lambda on: _say(f"counter {number} on disk {on}"))
    Month((in_memory.counters[number],)).play(_DAYS_ON_DISK, FORMS)
    ledger.close()
    opened = SqlLedger.open(desk.place())
    head = opened.verify()
    entries = [Entry.from_bytes(leaf) for leaf in opened.leaves(0, head.size)]
    opened.close()
    if (head.root,) != alone.roots or fold(entries) != counter.till.state:
        raise DoesNotAgree("ledger")
    if [entry.event for entry in entries] != [entry.event for entry in in_memory.counters[number].till.entries]:
        raise DoesNotAgree("ledger and memory")
    return head.size


def _say(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
