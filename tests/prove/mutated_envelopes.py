"""Hostile devices: altered requests of every route against head offices on PostgreSQL, one for each processor.

    python -m tests.prove.mutated_envelopes COUNT SEED

Says one line of JSON: how often each status was answered. Ends with 1 at the first fault of ours, which it names.
"""

import json
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random

from branch_app.settings import table_texts
from sync.central.head_office import HeadOffice
from sync.central.offices import keep_settings
from sync.central.registers.history import record
from sync.central.serving.app import HANDLERS, answer
from sync.central.serving.server import RunningCentral, Settings, open_head_office
from tests.fakes.mutants import Request, honest_requests, mutants
from tests.fakes.postgres import binaries, new_database, running_postgres
from tests.fakes.register_records import RECORDS
from tests.fakes.town import HOSTS, Town, Watch, city

_A_DEVICE = 2_000
"""Requests of one device; then its log is most likely at an end, and another one joins."""


def main(count: int, seed: int) -> int:
    """Until so many were answered, by a process for each processor, each with a head office of its own."""
    began, processes = time.monotonic(), min(os.cpu_count() or 1, -(-count // _A_DEVICE))
    shares = [count // processes + (number < count % processes) for number in range(processes)]
    seeds = range(seed, seed + processes)
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        seen = sum(pool.map(_answered, shares, seeds), Counter[int]())
    figures = {"statuses": dict(sorted(seen.items())), "seconds": round(time.monotonic() - began)}
    print(json.dumps(figures))  # noqa: T201
    return int(any(status >= 500 for status in seen))


def _answered(count: int, seed: int) -> Counter[int]:
    """Statuses of so many, or of those up to the first fault; a line after each device says how far it is."""
    programs = binaries()
    if programs is None:
        raise SystemExit("no PostgreSQL here")
    chance, seen = Random(seed), Counter[int]()  # noqa: S311
    with running_postgres(programs) as socket, tempfile.TemporaryDirectory() as folder, ExitStack() as lines:
        watch = Watch()
        settings = Settings(Path(folder), new_database(socket, "hostile"), HOSTS)
        central = open_head_office(settings, table_texts(), watch)
        lines.callback(central.close)
        with central.database.connection_context():
            for office in city().offices:
                keep_settings(central, office.code, office.settings)
            record(central, RECORDS)
        with RunningCentral(central, "127.0.0.1", 0) as running:
            town = Town(central, running.url, watch, lines, lambda: central)
            for device in range(-(-count // _A_DEVICE)):
                session, log = town.join(f"C06-{device}")
                requests = honest_requests(central, session, log, "9100000101")
                most = min(_A_DEVICE, count - sum(seen.values()))
                for request in islice(mutants(requests, session, chance), most):
                    status = _status(central, request)
                    seen[status] += 1
                    if status >= 500:
                        return seen
                print(seed, sum(seen.values()), file=sys.stderr, flush=True)  # noqa: T201
    return seen


def _status(central: HeadOffice, request: Request) -> int:
    try:
        status = answer(central, HANDLERS[request.route], request.body).status
    except Exception:  # noqa: BLE001 - any fault at all is what is looked for
        print(request.route, request.body[:2_000], traceback.format_exc())  # noqa: T201
        return 500
    if status >= 500:
        print(request.route, status, request.body[:2_000])  # noqa: T201
    return status


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
