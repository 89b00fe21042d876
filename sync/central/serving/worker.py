"""One process of head office behind the proxy, on a Unix socket; any number of them serve one database.

A new process takes the socket's name over in one step, so that an old one beside it can end without a request lost.
"""

import logging
import os
import secrets
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import uvicorn

from sync.central.head_office import HeadOffice
from sync.central.serving.face import build_worker_app
from sync.central.trust.authority import Line, renew_line

GRACE_SECONDS = 30
"""Requests under way have so long, more than any of them is given by the proxy."""
_IDLE_SECONDS = 75
"""Longer than the proxy keeps an idle connection, or it would send a request down one that is just being closed."""
_BACKLOG = 512
_FOR_OWNER_AND_GROUP = 0o660


def serve(central: HeadOffice, path: Path, started: Callable[[], None]) -> None:
    """Answer on that socket until SIGTERM or SIGINT; then finish what is under way. A second signal ends at once.

    Ending at once loses nothing: a transaction that was not committed is gone, and the device asks again.
    """
    log_to_stderr()
    listener = _listen(path)
    inode = path.stat().st_ino
    try:
        _Worker(_config(central), central.line, started).run(sockets=[listener])
    finally:
        if path.exists() and path.stat().st_ino == inode:
            path.unlink()
        central.close()


def log_to_stderr() -> None:
    """A line a request, with the time before it; whoever started the process keeps them."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("madoguchi")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)


def _listen(path: Path) -> socket.socket:
    """A socket that takes the name of one that is there; the proxy's group may connect."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(draft))
    draft.chmod(_FOR_OWNER_AND_GROUP)
    listener.listen(_BACKLOG)
    draft.replace(path)
    return listener


class _Worker(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, line: Line, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._line = line
        self._say_started = started

    async def on_tick(self, counter: int) -> bool:
        """Once a day, by the server's own count of tenths of a second: files of the line that end soon."""
        if counter == 0:
            renew_line(self._line)
        return await super().on_tick(counter)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._say_started()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - as the signal module calls it
        if self.should_exit:
            signal.signal(sig, signal.SIG_DFL)
            os.kill(os.getpid(), sig)
        self.should_exit = True


def _config(central: HeadOffice) -> uvicorn.Config:
    return uvicorn.Config(
        build_worker_app(central),
        http="h11",
        lifespan="off",
        access_log=False,
        log_config=None,
        log_level="critical",
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
