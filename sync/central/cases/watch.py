"""The city compared all the time: round after round, until somebody ends it.

Any number of processes may do so and share the logs; where one is gone, the others compare what it would have. What
a round does is committed log by log, so an end in the middle of one loses nothing.
"""

import logging
from collections.abc import Callable
from threading import Event

from sync.central.cases.city import compare_city
from sync.central.head_office import HeadOffice
from sync.central.serving.readiness import NO_DATABASE

_LOG = logging.getLogger("madoguchi")


def watch(central: HeadOffice, pause_seconds: float, ended: Event, told: Callable[[int], None]) -> None:
    """Compare what came, pause, and again; ``told`` how many cases a round changed. Ends after the log at hand."""
    while not ended.is_set():
        try:
            with central.database.connection_context():
                changed = compare_city(central, ended.is_set)
        except NO_DATABASE as error:
            _LOG.warning("compare: %s", type(error).__name__)  # its text may quote a row
        else:
            told(changed)
        ended.wait(pause_seconds)
