"""補正: why the day that was closed is opened once more; then a second person."""

from dataclasses import dataclass

from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.reasons import SupplementReason
from branch_app.domain.values.vouching import Vouched
from branch_app.ui.presenters.manager import ManagerPresenter
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.presenters.second_person import SecondPersonPresenter

REASONS = tuple(SupplementReason)
"""In the order of their keys, from 1."""


@dataclass(frozen=True, slots=True)
class Supplement:
    """``shown`` while the reason is asked for."""

    shown: bool = False


class SupplementPresenter(Presenter[Supplement]):
    """Over the page of the close."""

    def __init__(self, manager: ManagerPresenter, second: SecondPersonPresenter) -> None:
        super().__init__(Supplement())
        self._manager = manager
        self._second = second

    def open(self) -> None:
        """Only while a day is closed and no other opened yet."""
        report = self._manager.state.report
        if report is not None and report.claimed and not self._manager.state.busy:
            self._become(Supplement(shown=True))

    def choose(self, place: int) -> None:
        """The reason at that place, from 0."""
        if not self.state.shown or place >= len(REASONS):
            return
        reason = REASONS[place]

        def agreed(second: Pseudonym) -> None:
            self._manager.supplement_day(reason, second)

        self._become(Supplement())
        self._second.ask(Vouched.SUPPLEMENT, agreed)

    def give_up(self) -> None:
        """The day stays closed."""
        self._become(Supplement())
