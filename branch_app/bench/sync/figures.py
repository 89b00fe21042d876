"""Figures of the line, each with its limit beside it. Ratios are taken in one run."""

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgspec

from branch_app.bench.sync.branch import Stage, stage, write
from branch_app.bench.sync.city_day import (
    DEVICES,
    ISSUES,
    PROCESSES,
    Compared,
    compared_city_day,
    device_day,
    forget_logs,
)
from branch_app.bench.sync.load import Answered, answered
from branch_app.bench.sync.postgres import own_postgres
from branch_app.bench.sync.push_rate import push_rates
from branch_app.bench.sync.relay import Relay
from branch_app.bench.sync.service import service
from branch_app.bench.sync.told import ToldLog
from branch_app.composition.line import head_office
from branch_app.machine import SystemRandom
from branch_app.ports import Ledger
from branch_app.usecases.synchronise import synchronise
from sync.client.push import push
from sync.client.session import Session
from sync.client.transport import Line
from sync.wire.compression import compress

PUSH_RATIO, IN_STEP_S, WIRE_RATIO, P99_MS, GROWTH, CITY_DAY_S = 0.5, 3.0, 1.2, 100.0, 1.3, 3.0
_STOCK = "plain"
LIMITS = {
    "push": PUSH_RATIO,
    "in_step": IN_STEP_S,
    "wire": WIRE_RATIO,
    "growth": GROWTH,
    "city_day": CITY_DAY_S,
    "city_growth": GROWTH,
    "p99": P99_MS,
}
_RATE_LOGS, _RATE_ENTRIES = 5, 10_000
_PART = 4
"""So many times more issues in the larger drain."""
_LOAD_DEVICES = 8
_ANY_RATE = {"rate=100r/s": "rate=100000r/s"}
"""All devices of the load come from one address."""


@dataclass(frozen=True, slots=True)
class SyncFigures:
    """Entries a second, seconds, bytes, milliseconds; ``drained`` is every device's backlog at two sizes."""

    push_per_s: int
    loop_per_s: int
    behind: int
    in_step_s: float
    wire_bytes: int
    one_piece_bytes: int
    drained: tuple["Drain", ...]
    city_days: tuple[Compared, ...]
    requests: Answered

    def ratios(self) -> Mapping[str, float]:
        """What the limits are held against."""
        less, more = self.drained
        _, day, days = self.city_days
        return {
            "push": round(self.push_per_s / self.loop_per_s, 3),
            "in_step": self.in_step_s,
            "wire": round(self.wire_bytes / self.one_piece_bytes, 3),
            "growth": round((more.seconds / more.entries) / (less.seconds / less.entries), 3),
            "city_day": day.seconds,
            "city_growth": round((days.seconds / days.entries) / (day.seconds / day.entries), 3),
            "p99": self.requests.p99_ms,
        }

    def over(self) -> tuple[str, ...]:
        """Names of what is beyond its limit."""
        found = self.ratios()
        most = {name: limit for name, limit in LIMITS.items() if name != "push"}
        return (
            *(("push",) if found["push"] < PUSH_RATIO else ()),
            *(name for name, limit in most.items() if found[name] > limit),
        )

    def as_json(self) -> Mapping[str, Any]:
        """With limits."""
        return {**asdict(self), "ratios": self.ratios(), "limits": LIMITS, "over": self.over()}


@dataclass(frozen=True, slots=True)
class Drain:
    """So many devices with so many issues each, all at once."""

    devices: int
    issues: int
    entries: int
    seconds: float


def sync_figures(workspace: Path, devices: int, issues: int, behind: int, cities: int) -> SyncFigures:
    """All of them, on a PostgreSQL of the bench's own."""
    with own_postgres() as database, stage(workspace, database) as ready:
        days = _city_days(ready, cities)
        url = ready.serve()
        sessions = [ready.joined(url, f"R{number}") for number in range(_RATE_LOGS)]
        pushed, looped = push_rates(ready.central, database, sessions, ready.pattern, _RATE_ENTRIES)
        size, seconds, crossed, piece = _in_step(ready, url, behind)
        less = _drained(ready, url, "S", devices, max(1, issues // _PART))
        more = _drained(ready, url, "T", devices, issues)
        ready.process.stop()
        with service(ready.settings, PROCESSES, _ANY_RATE) as served:
            asking = [ready.joined(served.url, f"L{number}") for number in range(_LOAD_DEVICES)]
            requests = answered(asking, ready.pattern, seed=1)
    return SyncFigures(
        push_per_s=round(pushed),
        loop_per_s=round(looped),
        behind=size,
        in_step_s=round(seconds, 2),
        wire_bytes=crossed,
        one_piece_bytes=piece,
        drained=(less, more),
        city_days=days,
        requests=requests,
    )


def _city_days(ready: Stage, cities: int) -> tuple[Compared, ...]:
    """A city day compared by one process and by all, and by all the same of so many times as many devices."""
    day = device_day(ready.device.ledger, _STOCK, ISSUES // DEVICES)
    asked = ((1, 1), (1, PROCESSES), (cities, PROCESSES))
    found = tuple(
        compared_city_day(ready.central, ready.settings, day, DEVICES * times, processes)
        for times, processes in asked
    )
    forget_logs(ready.central)
    return found


def _in_step(ready: Stage, url: str, behind: int) -> tuple[int, float, int, int]:
    """Entries outstanding, seconds and bytes of the trip that sends them, bytes of the same as one zstd frame."""
    device = ready.device
    write(device, ready.pattern, behind)
    size, file = device.ledger.head().size, device.file
    with Relay(url) as relay, Line(relay.url, device.enrolment.central_ca) as line:
        office = head_office(file, line, SystemRandom())
        began = time.perf_counter()
        done = synchronise(office, file.restrictions, file, file.policies, device.ledger, _unheard)
        seconds = time.perf_counter() - began
    if (done.size, done.pending) != (size, 0):
        raise RuntimeError("not in step")
    return size, seconds, relay.bytes, _one_piece(device.ledger, size)


def _one_piece(ledger: Ledger, size: int) -> int:
    """Entries and openings with nothing beside them, compressed as a push is."""
    openings = b"\n".join(msgspec.json.encode(opening) for _, opening in ledger.openings(0, size))
    return len(compress(b"\n".join(ledger.leaves(0, size)) + openings))


def _drained(ready: Stage, url: str, name: str, devices: int, issues: int) -> Drain:
    sessions = [ready.joined(url, f"{name}{number}") for number in range(devices)]
    logs = [ToldLog(session.enrolment.origin) for session in sessions]
    for log in logs:
        log.tell(ready.pattern, issues * len(ready.pattern.entries))
    began = time.perf_counter()
    with ThreadPoolExecutor(devices) as pool:
        sizes = list(pool.map(_push, sessions, logs))
    return Drain(devices, issues, sum(sizes), round(time.perf_counter() - began, 2))


def _push(session: Session, log: ToldLog) -> int:
    return push(session, log.as_ledger(), _unheard)


def _unheard(_what: str, _done: int, _of: int) -> None:
    """Nobody watches."""
