"""The whole log folded once more, beside the work: what a start believed of it is proved before the day is old."""

import logging
import threading
from collections.abc import Callable

from branch_app.domain.errors import MadoguchiError, StoreBusy
from branch_app.usecases.journal import Journal
from branch_app.usecases.stored_state import check_stored

_REST_S = 0.01
_QUIET_S = 1.0
"""Nobody types, pays or prints when the log did not grow for so long."""

_log = logging.getLogger(__name__)


class LogWatch:
    """A thread of its own that rests more than it works; ``stop`` waits for it.

    It steps aside while the log grows: whoever stands at the counter would wait for their turn of the interpreter.
    """

    def __init__(self, journal: Journal, build: str, release: Callable[[], None]) -> None:
        self._journal = journal
        self._build = build
        self._release = release
        self._seen = journal.state.size
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="log watch", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, wherever it is."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            check_stored(self._journal.ledger, self._build, self._rested)
        except StoreBusy as error:
            _log.warning("the log was not read again: %s", error.code)
        except MadoguchiError as error:
            self._journal.distrust(error)
        finally:
            self._release()

    def _rested(self) -> bool:
        """Whether to go on, after a short rest or, while somebody works, a long one."""
        rest = _REST_S
        while not self._stopping.wait(rest):
            size, rest = self._journal.state.size, _QUIET_S
            if size == self._seen:
                return True
            self._seen = size
        return False
