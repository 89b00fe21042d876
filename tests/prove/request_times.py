"""How many requests head office answers, and how long one waits when a fifth of that is asked.

    python -m tests.prove.request_times              # JSON; PostgreSQL, two processes, nginx, all on this machine

Half of what is asked are restrictions with nothing new, half are pushes of one entry: what an office sends all day.
"""

import json
import sys
import tempfile
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles

from sync.client.feeds import fetch_restrictions
from sync.client.push import push
from sync.client.session import Session
from tests.fakes.cluster import cluster
from tests.fakes.conversation import open_fixed
from tests.fakes.device import ignore_progress
from tests.fakes.memory_log import MemoryLog
from tests.fakes.postgres import binaries, new_database, running_postgres
from tests.fakes.town import Town, Watch

_DEVICES = 8
_PEAK_SECONDS, _CALM_SECONDS = 6, 12
_SHARE = 0.2
_LIMIT_MS = 100
_NO_LIMITS = {"rate=100r/s": "rate=100000r/s"}


def main() -> int:
    """Print the figures; 1 when a request waits too long."""
    programs = binaries()
    if programs is None:
        raise SystemExit("no PostgreSQL here")
    with tempfile.TemporaryDirectory() as place, running_postgres(programs) as postgres, ExitStack() as stack:
        url = new_database(postgres, uuid.uuid4().hex)
        central = open_fixed(Path(place) / "central", url)
        served = stack.enter_context(cluster(Path(place) / "central", url, 2, _NO_LIMITS))
        town = Town(central, served.url, Watch(), stack, lambda: central)
        devices = [town.join(f"C06-{number}") for number in range(2, _DEVICES + 2)]
        peak = len(_asked(devices, _PEAK_SECONDS, None)) / _PEAK_SECONDS
        waited = _asked(devices, _CALM_SECONDS, peak * _SHARE)
        central.close()
    p50, p99 = (quantiles(waited, n=100)[place] * 1000 for place in (49, 98))
    figures = {
        "peak_per_second": round(peak),
        "asked_per_second": round(peak * _SHARE),
        "requests": len(waited),
    }
    print(json.dumps({**figures, "p50_ms": round(p50, 1), "p99_ms": round(p99, 1)}))  # noqa: T201 - a command
    return int(p99 > _LIMIT_MS)


def _asked(devices: Sequence[tuple[Session, MemoryLog]], seconds: float, rate: float | None) -> list[float]:
    """Seconds of each request; all devices together ask ``rate`` times a second, or as often as they can."""
    every = len(devices) / rate if rate else 0.0
    with ThreadPoolExecutor(len(devices)) as pool:
        begun = time.monotonic()
        work = [pool.submit(_device, *device, begun, seconds, every) for device in devices]
        return [waited for each in work for waited in each.result()]


def _device(session: Session, log: MemoryLog, begun: float, seconds: float, every: float) -> list[float]:
    """What is due and was not asked yet counts as waiting from when it was due."""
    held = fetch_restrictions(session).point
    waited: list[float] = []
    due = time.monotonic()
    while (now := time.monotonic()) < begun + seconds:
        time.sleep(max(0.0, due - now))
        since = due if every else time.monotonic()
        if len(waited) % 2:
            fetch_restrictions(session, held)
        else:
            log.grow(1)
            push(session, log, ignore_progress)
        waited.append(time.monotonic() - since)
        due += every
    return waited


if __name__ == "__main__":
    sys.exit(main())
