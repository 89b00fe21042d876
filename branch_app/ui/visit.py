"""One person's time at the counter: what they set going and comes back late is not heard by the next one."""

from collections.abc import Callable
from typing import TypeVar

from branch_app.domain.errors import MadoguchiError
from branch_app.ui.work import Lane, Work

Result = TypeVar("Result")
Word = TypeVar("Word")


class Visit:
    """``Work`` whose jobs all run to their end, and whose ends are heard only until ``end``."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._visits = 0

    def run(
        self,
        lane: Lane,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[MadoguchiError], None],
    ) -> None:
        """Queue it; nobody hears of it once the person has gone."""
        self._work.run(lane, job, self._while_here(done), self._while_here(failed))

    def run_after_drawing(
        self,
        lane: Lane,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[MadoguchiError], None],
    ) -> None:
        """The same, when what was just changed can be seen."""
        self._work.run_after_drawing(lane, job, self._while_here(done), self._while_here(failed))

    def end(self) -> None:
        """They have gone; whoever comes next begins with nothing under way."""
        self._visits += 1

    def _while_here(self, hear: Callable[[Word], None]) -> Callable[[Word], None]:
        visit = self._visits

        def heard(word: Word) -> None:
            if visit == self._visits:
                hear(word)

        return heard
