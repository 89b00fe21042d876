"""Ten thousand changes of the registers come in while the counter goes on writing its log."""

import secrets
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from statistics import quantiles

from branch_app.bench.register.device import registers, source
from branch_app.bench.waiting import Span, timed
from branch_app.domain.log.entry import Entry, Stamp
from branch_app.domain.log.events import RegisterSwitched
from branch_app.domain.records.register_rows import record_of
from branch_app.domain.records.resident import Household
from branch_app.domain.values.identifiers import Pseudonym, RequestId
from branch_app.machine import SystemClock
from branch_app.settings import table_texts
from branch_app.ui.pump import share_the_interpreter_often
from branch_app.usecases.renew import renew_registers
from db.ledger import LedgerPlace, SqlLedger
from db.replica import StoredReplica
from db.retention import RetentionKeys
from db.sealing import SecretKey
from sync.central.registers.history import lines_as_of, newest_change, record
from sync.central.serving.server import Settings, open_head_office
from sync.wire.lines import from_line

_CHANGES = 10_000
_HOSTS = ("localhost", "127.0.0.1")
_NOW = "2026-03-16T10:00:00.000+09:00"
_STAMP = Stamp(_NOW, 0, "0" * 32, _NOW, "0.1.0", "2026-03-01", Pseudonym("0" * 32))
_APART = 0.002
"""Seconds between two entries: quicker than any clerk, with room for the changes too."""


@dataclass(frozen=True, slots=True)
class ChangeFigures:
    """Seconds for all changes; milliseconds of an append before and meanwhile: ``Span.own``, and by the clock."""

    changes: int
    seconds: float
    quiet_p99: float
    append_p99: float
    appends: int
    clock_append_p99: float = 0.0


def move_ten_thousand(central: Path) -> int:
    """Head office notes another room for so many households; how many."""
    office = open_head_office(
        Settings(central, f"sqlite:///{central.resolve() / 'central.db'}", _HOSTS), table_texts(), SystemClock().now
    )
    with office.database.connection_context():
        lines = islice(lines_as_of("household", newest_change()), _CHANGES)
        homes = [record_of(from_line("household", line)) for _, line in lines]
    moved = [
        replace(home, address=f"{home.address}\u3000見本荘101") for home in homes if isinstance(home, Household)
    ]
    with office.database.connection_context():
        record(office, moved)
    office.close()
    return len(moved)


def change_figures(url: str, home: Path, workspace: Path, changes: int) -> ChangeFigures:
    """The changes on a thread of their own; entries one after another until they are in.

    As at a counter: its register is open, and the interpreter goes from thread to thread as the window has it.
    """
    share_the_interpreter_often()
    replica = StoredReplica(registers(home))
    with (
        closing(registers(home).open()),
        closing(_ledger(workspace)) as ledger,
        source(url, home) as central,
        ThreadPoolExecutor(1) as line,
    ):
        entries = _entries()
        quiet = [_append(ledger, entry) for entry in islice(entries, 500)]
        began = time.monotonic()
        coming = line.submit(renew_registers, central, replica, _unheard)
        meanwhile = []
        while not coming.done():
            meanwhile.append(_append(ledger, next(entries)))
        coming.result()
    seconds = time.monotonic() - began
    by_clock = _p99([span.elapsed for span in meanwhile])
    return ChangeFigures(changes, round(seconds, 2), _own(quiet), _own(meanwhile), len(meanwhile), by_clock)


def _ledger(workspace: Path) -> SqlLedger:
    key = SecretKey.random()
    keys = RetentionKeys(workspace / "retention", "bench", SecretKey.random())
    place = LedgerPlace(workspace / "ledger.db", workspace / "ledger.mark", "ledger.bench/bench/1", key, keys)
    return SqlLedger.create(place)


def _entries() -> Iterator[Entry]:
    event = RegisterSwitched("resident", 1, 1, _NOW, 0)
    seq = 0
    while True:
        yield Entry(seq, RequestId(secrets.token_hex(16)), _STAMP, event)
        seq += 1


def _append(ledger: SqlLedger, entry: Entry) -> Span:
    def append() -> None:
        with ledger.exclusive() as writer:
            writer.append((entry,), ())

    time.sleep(_APART)
    return timed(append)


def _own(spans: Sequence[Span]) -> float:
    return _p99([span.own for span in spans])


def _p99(times: list[float]) -> float:
    return round(quantiles(times, n=100)[98], 2)


def _unheard(_what: str, _done: int, _of: int) -> None:
    """Nobody waits for it."""
