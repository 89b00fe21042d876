"""``Work`` whose jobs wait until a test lets them go: what a key does while something else is under way."""

from collections.abc import Callable
from typing import TypeVar

from branch_app.domain.errors import MadoguchiError
from branch_app.ui.work import Lane

Result = TypeVar("Result")


class WaitingWork:
    """At once, like ``DirectWork``, unless a lane is held; what waits goes in order."""

    def __init__(self) -> None:
        self._held: set[Lane] = set()
        self._waiting: list[Callable[[], None]] = []

    def run(
        self,
        lane: Lane,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[MadoguchiError], None],
    ) -> None:
        """Now, or once it is let go."""

        def go() -> None:
            try:
                result = job()
            except MadoguchiError as error:
                failed(error)
                return
            done(result)

        if lane in self._held:
            self._waiting.append(go)
        else:
            go()

    def run_after_drawing(
        self,
        lane: Lane,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[MadoguchiError], None],
    ) -> None:
        """Nothing is drawn here."""
        self.run(lane, job, done, failed)

    def hold(self, *lanes: Lane) -> None:
        """From now on jobs of these lanes wait."""
        self._held |= set(lanes)

    def let_go(self) -> None:
        """All that waits, and what comes of it, in order; no lane is held any more."""
        self._held.clear()
        while self._waiting:
            self._waiting.pop(0)()
