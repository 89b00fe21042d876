"""How fast head office answers: the most it can, and how long one waits at a fifth of that.

Half of what is asked are restrictions with nothing new, half are pushes of one citizen's entries: what an office
sends all day. Devices know nothing of each other, so they ask at random moments; in step they would only queue.
"""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from statistics import quantiles

from branch_app.bench.sync.told import Pattern, ToldLog
from branch_app.domain.records.restrictions import NOTHING_HELD, RestrictionPoint
from sync.client.feeds import fetch_restrictions
from sync.client.push import push
from sync.client.session import Session

_PEAK_SECONDS = 5.0
_CALM_REQUESTS = 60
"""Of each device: some half a minute."""
_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Answered:
    """Requests a second at the most; of so many at 20 % of it, ms of the 50th and the 99th of 100."""

    peak_per_s: int
    requests: int
    p50_ms: float
    p99_ms: float


@dataclass(slots=True)
class _Device:
    session: Session
    pattern: Pattern
    log: ToldLog
    chance: Random
    held: RestrictionPoint = NOTHING_HELD
    asked: int = 0
    waited: list[float] = field(default_factory=list)

    def ask(self) -> None:
        """The next request."""
        self.asked += 1
        if self.asked % 2:
            self.held = fetch_restrictions(self.session, self.held).point
        else:
            self.log.tell(self.pattern, 1)
            push(self.session, self.log.as_ledger(), _unheard)

    def hurry(self) -> int:
        """As soon as it is answered; how many times."""
        until, before = time.perf_counter() + _PEAK_SECONDS, self.asked
        while time.perf_counter() < until:
            self.ask()
        return self.asked - before

    def stroll(self, pause: float) -> None:
        """Now and then, ``pause`` seconds apart in the mean; waiting is counted from when each was due."""
        due = time.perf_counter()
        for _ in range(_CALM_REQUESTS):
            due += self.chance.expovariate(1 / pause)
            time.sleep(max(0.0, due - time.perf_counter()))
            self.ask()
            self.waited.append(1_000 * (time.perf_counter() - due))


def answered(sessions: Sequence[Session], pattern: Pattern, seed: int) -> Answered:
    """All of them at once, in the same moments for the same seed."""
    devices = [
        _Device(session, pattern, ToldLog(session.enrolment.origin), Random(seed + number))  # noqa: S311 - moments, no secrets
        for number, session in enumerate(sessions)
    ]
    with ThreadPoolExecutor(len(devices)) as pool:
        peak = sum(pool.map(_Device.hurry, devices)) / _PEAK_SECONDS
        list(pool.map(lambda device: device.stroll(len(devices) / (_SHARE * peak)), devices))
    waited = [each for device in devices for each in device.waited]
    cuts = quantiles(waited, n=100)
    return Answered(round(peak), len(waited), round(cuts[49], 1), round(cuts[98], 1))


def _unheard(_what: str, _done: int, _of: int) -> None:
    """Nobody watches."""
