"""Head office as it stands in service: PostgreSQL, several processes, a real nginx before them. Loopback only."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from branch_app.settings import RESOURCES
from sync.central.serving.proxy import Proxy, configuration
from sync.central.serving.server import Settings
from sync.central.trust.authority import prepare_line

_MAIN = RESOURCES.parent / "main.py"
_NGINX = "nginx"
_TEMPLATE = RESOURCES / "central" / "nginx.conf"
_WAIT_SECONDS = 60


class NotServing(RuntimeError):
    """It did not come up; the text is what it said."""


@dataclass(slots=True)
class Process:
    """``central serve`` on a socket; what it wrote to its error stream is in ``log``."""

    settings: Settings
    socket: Path
    log: Path
    running: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Begin; ``wait`` until it serves."""
        folder = str(self.settings.folder)
        command = [sys.executable, str(_MAIN), "central", "serve", "--folder", folder, "--socket", str(self.socket)]
        environment = {**os.environ, "MADOGUCHI_CENTRAL_DB": self.settings.database}
        with self.log.open("a") as log:
            self.running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment)  # noqa: S603 - our own program

    def wait(self) -> None:
        """Until it says that it serves.

        Raises:
            NotServing: it ended instead.
        """
        said = self.running.stdout if self.running else None
        if said is None or not said.readline():
            raise NotServing(self.log.read_text())

    def signal(self, number: int) -> None:
        """Send it."""
        if self.running:
            self.running.send_signal(number)

    def ended(self) -> int | None:
        """Its exit status, once it has ended; None where it never began."""
        return self.running.wait(_WAIT_SECONDS) if self.running else None

    def stop(self) -> None:
        """At once, if it still runs."""
        if self.running and self.running.poll() is None:
            self.running.kill()
            self.running.wait(_WAIT_SECONDS)
        if self.running and self.running.stdout:
            self.running.stdout.close()


@dataclass(frozen=True, slots=True)
class Service:
    """``url`` is for devices, ``inside`` for whoever watches; ``processes`` answer behind it."""

    settings: Settings
    url: str
    inside: str
    processes: Sequence[Process]


@contextmanager
def service(settings: Settings, count: int, changes: Mapping[str, str] | None = None) -> Iterator[Service]:
    """So many processes of a head office that was opened before; ``changes`` to the proxy's text.

    Raises:
        FileNotFoundError: nginx is not installed.
        NotServing: something did not come up.
    """
    place = settings.folder.parent / f"{settings.folder.name}-run"
    place.mkdir()
    sockets = [place / f"{number}.sock" for number in range(1, count + 1)]
    processes = [Process(settings, path, path.with_suffix(".log")) for path in sockets]
    outside, inside = _free_ports()
    with ExitStack() as stack:
        for process in processes:
            stack.callback(process.stop)
            process.start()
        for process in processes:
            process.wait()
        url, watch = f"127.0.0.1:{outside}", f"127.0.0.1:{inside}"
        proxy = Proxy(url, watch, place, sockets, "root" if os.getuid() == 0 else "nobody")
        text = configuration(_TEMPLATE.read_text("utf-8"), proxy, prepare_line(settings.folder, settings.hosts))
        (place / "nginx.conf").write_text(_changed(text, changes or {}), "utf-8")
        stack.enter_context(_nginx(place, outside))
        yield Service(settings, f"https://{url}", f"http://{watch}", processes)


def _changed(text: str, changes: Mapping[str, str]) -> str:
    for old, new in changes.items():
        if old not in text:
            raise NotServing(old)
        text = text.replace(old, new)
    return text


@contextmanager
def _nginx(place: Path, port: int) -> Iterator[None]:
    program = shutil.which(_NGINX, path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        raise FileNotFoundError(_NGINX)
    with (place / "nginx.log").open("w") as log:
        command = (program, "-p", place, "-c", place / "nginx.conf", "-e", "stderr", "-g", "daemon off;")
        running = subprocess.Popen(command, stderr=log)  # noqa: S603 - nginx, as its package has it
    try:
        _answers(running, port)
        yield
    finally:
        running.terminate()
        running.wait(_WAIT_SECONDS)


def _answers(running: subprocess.Popen[bytes], port: int) -> None:
    """Wait until something listens there."""
    while running.poll() is None:
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), _WAIT_SECONDS):
            return
    raise NotServing(_NGINX)


def _free_ports() -> tuple[int, int]:
    with socket.create_server(("127.0.0.1", 0)) as first, socket.create_server(("127.0.0.1", 0)) as second:
        return first.getsockname()[1], second.getsockname()[1]
