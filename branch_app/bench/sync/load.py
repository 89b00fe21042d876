"""How fast head office answers: the most it can, and how long one waits at a fifth of that."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import quantiles

from sync.client.feeds import fetch_restrictions
from sync.client.session import Session

_PEAK_SECONDS = 5.0
_CALM_SECONDS = 15.0
_SHARE = 0.2


def peak_and_p99(sessions: Sequence[Session]) -> tuple[float, float]:
    """Requests a second when each device asks as soon as it is answered; ms of the 99th of 100 at 20 % of it.

    At 20 % each device asks when its turn is, answered or not, and waiting is counted from there.
    """
    with ThreadPoolExecutor(len(sessions)) as pool:
        peak = sum(pool.map(_hurried, sessions)) / _PEAK_SECONDS
        pause = len(sessions) / (_SHARE * peak)
        begin = time.perf_counter() + 0.5
        turns = [
            (session, begin + number * pause / len(sessions), pause) for number, session in enumerate(sessions)
        ]
        waits = [wait for found in pool.map(lambda turn: _calm(*turn), turns) for wait in found]
    return peak, quantiles(waits, n=100)[98]


def _hurried(session: Session) -> int:
    until, done = time.perf_counter() + _PEAK_SECONDS, 0
    while time.perf_counter() < until:
        fetch_restrictions(session)
        done += 1
    return done


def _calm(session: Session, first: float, pause: float) -> list[float]:
    """Milliseconds of every request, from when it was due."""
    waits, due = [], first
    while due < first + _CALM_SECONDS:
        time.sleep(max(0.0, due - time.perf_counter()))
        fetch_restrictions(session)
        waits.append(1_000 * (time.perf_counter() - due))
        due += pause
    return waits
