"""One connection of the driver a thread: none is ever used by two."""

import threading
from collections.abc import Callable
from typing import Any


class ThreadConnections:
    """Opened by ``connect`` when a thread first asks; a thread that ended takes its own along."""

    def __init__(self, connect: Callable[[], Any]) -> None:
        self._connect = connect
        self._local = threading.local()

    def mine(self) -> Any:  # noqa: ANN401 - the driver has no types
        """This thread's."""
        if not hasattr(self._local, "connection"):
            self._local.connection = self._connect()
        return self._local.connection

    def close(self) -> None:
        """Close this thread's; the next question opens another."""
        if hasattr(self._local, "connection"):
            self._local.connection.close()
            del self._local.connection
