"""照会: what head office asks this office about, and what is answered here."""

from collections.abc import Callable
from dataclasses import dataclass

from branch_app.domain.errors import MadoguchiError
from branch_app.domain.records.case import CaseId
from branch_app.domain.values.reasons import AnswerReason
from branch_app.ports import CaseBook
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.answer_case import MAX_WORDS, ListedCase, answer_case, listed_cases
from branch_app.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Cases:
    """``chosen`` is the case that is looked at; ``reason`` and ``words`` are what will be answered to it."""

    listed: tuple[ListedCase, ...] = ()
    chosen: CaseId | None = None
    reason: AnswerReason | None = None
    words: str = ""
    busy: bool = False
    sent: bool = False
    trouble: MadoguchiError | None = None

    @property
    def looked_at(self) -> ListedCase | None:
        """The chosen one, as long as it lies here."""
        return next((each for each in self.listed if each.case.id == self.chosen), None)

    @property
    def waiting(self) -> int:
        """So many wait for somebody here."""
        return sum(each.waiting for each in self.listed)

    @property
    def answerable(self) -> bool:
        """Whether the answer can be written down."""
        seen = self.looked_at
        return seen is not None and seen.waiting and self.reason is not None and not self.busy


class CasesPresenter(Presenter[Cases]):
    """One office's cases at one counter."""

    def __init__(self, desk: Callable[[], Desk], book: Callable[[], CaseBook], work: Work) -> None:
        super().__init__(Cases())
        self._desk = desk
        self._book = book
        self._work = work

    def come_up(self) -> None:
        """The cases of now; what was typed for one stays with it."""
        desk, book = self._desk(), self._book()
        self._change(sent=False, trouble=None)
        self._work.run(Lane.DESK, lambda: listed_cases(desk, book), self._show, self._failed)

    def forget(self) -> None:
        """Somebody gets up: no half answer of theirs is there for the next one."""
        self._become(Cases())

    def choose(self, at: int) -> None:
        """Look at that one; an answer begun for another one is not taken along."""
        chosen = self.state.listed[at].case.id
        if chosen != self.state.chosen:
            self._change(chosen=chosen, reason=None, words="", sent=False, trouble=None)

    def explain(self, reason: AnswerReason) -> None:
        """What the office says of it."""
        self._change(reason=reason)

    def add(self, words: str) -> None:
        """In the office's own words; they cross sealed and stand in the log as a commitment."""
        self._change(words=words[:MAX_WORDS])

    def answer(self) -> None:
        """Write it down; it crosses with the log."""
        state = self.state
        seen, reason = state.looked_at, state.reason
        if not state.answerable or seen is None or reason is None:
            return
        desk, book = self._desk(), self._book()
        self._change(busy=True, sent=False, trouble=None)

        def job() -> tuple[ListedCase, ...]:
            answer_case(desk, seen.case, reason, state.words)
            return listed_cases(desk, book)

        self._work.run(Lane.DESK, job, self._answered, self._failed)

    def _answered(self, listed: tuple[ListedCase, ...]) -> None:
        self._change(reason=None, words="")
        self._show(listed)
        self._change(sent=True)

    def _show(self, listed: tuple[ListedCase, ...]) -> None:
        """The one that was looked at stays, else the first."""
        here = {each.case.id for each in listed}
        first = listed[0].case.id if listed else None
        chosen = self.state.chosen if self.state.chosen in here else first
        self._change(listed=listed, chosen=chosen, busy=False)

    def _failed(self, error: MadoguchiError) -> None:
        self._change(busy=False, trouble=error)
