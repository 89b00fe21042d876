"""Connections do not wander between threads."""

import threading

from db.threads import ThreadConnections


class _Connection:
    closed = False

    def close(self) -> None:
        """Remembered."""
        self.closed = True


def test_every_thread_has_its_own() -> None:
    """Asked twice, the same; another thread gets another."""
    connections = ThreadConnections(_Connection)
    mine = connections.mine()
    theirs: list[_Connection] = []
    thread = threading.Thread(target=lambda: theirs.append(connections.mine()))
    thread.start()
    thread.join()
    assert mine is connections.mine()
    assert mine is not theirs[0]


def test_what_was_closed_is_opened_anew() -> None:
    """Closing twice does nothing, and closes nobody else's."""
    connections = ThreadConnections(_Connection)
    first = connections.mine()
    connections.close()
    connections.close()
    assert (True, False) == (first.closed, connections.mine().closed)
