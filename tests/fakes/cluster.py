"""Head office in service for tests, as a bench has it, and a question from the inside."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from branch_app.bench.sync.service import Process, service
from sync.central.serving.server import Settings
from tests.fakes.town import HOSTS

_WAIT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Cluster:
    """``url`` is for devices, ``inside`` for whoever watches; ``processes`` answer behind it."""

    settings: Settings
    url: str
    inside: str
    processes: Sequence[Process]

    def ask_inside(self, path: str) -> httpx.Response:
        """GET from the inside."""
        return httpx.get(f"{self.inside}{path}", trust_env=False, timeout=_WAIT_SECONDS)


@contextmanager
def cluster(folder: Path, database: str, count: int, changes: dict[str, str] | None = None) -> Iterator[Cluster]:
    """That many processes on a database whose head office was opened already; ``changes`` to the proxy's text."""
    with service(Settings(folder, database, HOSTS), count, changes) as served:
        yield Cluster(served.settings, served.url, served.inside, served.processes)
