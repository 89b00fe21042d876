"""Head office as it stands in service: PostgreSQL, several processes, a real nginx before them. Loopback only."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from sync.central.authority import prepare_line
from sync.central.serving.proxy import Proxy, configuration
from tests.fakes.town import HOSTS

_NGINX = "nginx"
_TEMPLATE = Path("resources/central/nginx.conf")
_WAIT_SECONDS = 60


@dataclass(slots=True)
class Process:
    """``central serve`` on a socket; what it wrote to its error stream is in ``log``."""

    folder: Path
    database: str
    socket: Path
    log: Path
    running: "subprocess.Popen[str] | None" = None

    def start(self) -> None:
        """Begin; ``wait`` until it serves."""
        with self.log.open("a") as log:
            self.running = subprocess.Popen(
                [sys.executable, "main.py", "central", "serve", "--folder", self.folder, "--socket", self.socket],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={**os.environ, "MADOGUCHI_CENTRAL_DB": self.database},
            )

    def wait(self) -> None:
        """Until it says that it serves."""
        assert self.running
        assert self.running.stdout
        if not self.running.stdout.readline():
            raise AssertionError(self.log.read_text())

    def signal(self, number: int) -> None:
        """Send it."""
        assert self.running
        self.running.send_signal(number)

    def ended(self) -> int:
        """Its exit status, once it has ended."""
        assert self.running
        return self.running.wait(_WAIT_SECONDS)

    def stop(self) -> None:
        """At once, if it still runs."""
        if self.running and self.running.poll() is None:
            self.running.kill()
            self.running.wait(_WAIT_SECONDS)
        if self.running and self.running.stdout:
            self.running.stdout.close()


@dataclass(frozen=True, slots=True)
class Cluster:
    """``url`` is for devices, ``inside`` for whoever watches; ``processes`` answer behind it."""

    folder: Path
    database: str
    url: str
    inside: str
    processes: Sequence[Process] = field(default_factory=list)

    def ask_inside(self, path: str) -> httpx.Response:
        """GET from the inside."""
        return httpx.get(f"{self.inside}{path}", trust_env=False, timeout=_WAIT_SECONDS)


@contextmanager
def cluster(folder: Path, database: str, count: int, changes: dict[str, str] | None = None) -> Iterator[Cluster]:
    """That many processes on a database whose head office was opened already; ``changes`` to the proxy's text."""
    place = folder.parent / f"{folder.name}-run"
    place.mkdir()
    sockets = [place / f"{number}.sock" for number in range(1, count + 1)]
    processes = [Process(folder, database, path, path.with_suffix(".log")) for path in sockets]
    outside, inside = _free_ports()
    with ExitStack() as stack:
        for process in processes:
            stack.callback(process.stop)
            process.start()
        for process in processes:
            process.wait()
        url, watch = f"127.0.0.1:{outside}", f"127.0.0.1:{inside}"
        proxy = Proxy(url, watch, place, sockets, "root" if os.getuid() == 0 else "nobody")
        text = configuration(_TEMPLATE.read_text(), proxy, prepare_line(folder, HOSTS))
        for old, new in (changes or {}).items():
            assert old in text
            text = text.replace(old, new)
        (place / "nginx.conf").write_text(text)
        stack.enter_context(_nginx(place, outside))
        yield Cluster(folder, database, f"https://{url}", f"http://{watch}", processes)


@contextmanager
def _nginx(place: Path, port: int) -> Iterator[None]:
    program = shutil.which(_NGINX, path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "no nginx here"
    with (place / "nginx.log").open("w") as log:
        command = (program, "-p", place, "-c", place / "nginx.conf", "-e", "stderr", "-g", "daemon off;")
        running = subprocess.Popen(command, stderr=log)
    try:
        _answers(running, port)
        yield
    finally:
        running.terminate()
        running.wait(_WAIT_SECONDS)


def _answers(running: "subprocess.Popen[bytes]", port: int) -> None:
    """Wait until something listens there."""
    while running.poll() is None:
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), _WAIT_SECONDS):
            return
    raise AssertionError("nginx ended")


def _free_ports() -> tuple[int, int]:
    with socket.create_server(("127.0.0.1", 0)) as first, socket.create_server(("127.0.0.1", 0)) as second:
        return first.getsockname()[1], second.getsockname()[1]
