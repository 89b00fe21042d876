"""Central on a port, under TLS 1.3.

central = open_head_office(Settings(folder, "sqlite:////…/central.db", ("localhost",)), table_texts(), clock)
with RunningCentral(central, "127.0.0.1", 0) as running:
    print(running.url)
"""

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn

from sync.central.database import open_database
from sync.central.head_office import HeadOffice
from sync.central.policies import publish_first
from sync.central.schema import migrate
from sync.central.serving.face import build_app
from sync.central.site import load_site
from sync.central.trust.authority import Line, prepare_line, renew_line
from sync.central.trust.keys import load_keys
from sync.central.trust.vault import OpeningVault

_GRACE_SECONDS = 10
_START_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Settings:
    """Folder of keys, database (``MADOGUCHI_CENTRAL_DB``), names and addresses under which devices reach us."""

    folder: Path
    database: str
    hosts: tuple[str, ...]


def open_head_office(settings: Settings, texts: Mapping[str, str], clock: Callable[[], datetime]) -> HeadOffice:
    """Keys, CA and schema, made on the first start and found again on every later one.

    ``texts`` are the dated tables that the program comes with: published on the first start, and never again.
    """
    database = open_database(settings.database)
    migrate(database)
    central = HeadOffice(
        database,
        load_keys(settings.folder),
        OpeningVault(settings.folder / "openings"),
        prepare_line(settings.folder, settings.hosts),
        load_site(settings.folder),
        clock,
    )
    with database.connection_context():
        publish_first(central, texts)
    return central


class RunningCentral:
    """Serves from a thread of its own between ``__enter__`` and ``__exit__``; requests under way are finished."""

    def __init__(self, central: HeadOffice, host: str, port: int) -> None:
        self._socket = socket.create_server((host, port))
        self._server = _Server(_config(central), central.line)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]})
        self.url = f"https://{host}:{self._socket.getsockname()[1]}"

    def renew(self) -> None:
        """Look now whether the server's certificate ends soon; it does so by itself once a day."""
        self._server.renew()

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._server.ready.wait(_START_SECONDS):
            raise TimeoutError("central did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, line: Line) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self._line = line

    async def on_tick(self, counter: int) -> bool:
        """Once a day, by the server's own count of tenths of a second: whether its certificate ends soon."""
        if counter == 0:
            self.renew()
        return await super().on_tick(counter)

    def renew(self) -> None:
        """Connections from now on see the new certificate; those there are go on."""
        if renew_line(self._line) and self.config.ssl is not None:
            self.config.ssl.load_cert_chain(self._line.certificate, self._line.key)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


def _config(central: HeadOffice) -> uvicorn.Config:
    return uvicorn.Config(
        build_app(central),
        ssl_certfile=central.line.certificate,
        ssl_keyfile=central.line.key,
        ssl_context_factory=_tls_1_3,
        http="h11",
        lifespan="off",
        access_log=False,
        log_config=None,
        log_level="critical",
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )


def _tls_1_3(_config: uvicorn.Config, default: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    context = default()
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    return context
