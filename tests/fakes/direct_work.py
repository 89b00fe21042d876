"""``Work`` without threads: every job runs at once, and its end is heard before ``run`` returns."""

from collections.abc import Callable
from typing import TypeVar

from branch_app.domain.errors import MadoguchiError
from branch_app.ui.work import Lane

Result = TypeVar("Result")


class DirectWork:
    """For presenters' tests; ``lanes`` remembers where each job would have run."""

    def __init__(self) -> None:
        self.lanes: list[Lane] = []

    def run(
        self,
        lane: Lane,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[MadoguchiError], None],
    ) -> None:
        """Run it here and now."""
        self.lanes.append(lane)
        try:
            result = job()
        except MadoguchiError as error:
            failed(error)
            return
        done(result)

    def run_after_drawing(
        self,
        lane: Lane,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[MadoguchiError], None],
    ) -> None:
        """Nothing is drawn here."""
        self.run(lane, job, done, failed)
