"""入金 and 出金 on the manager's table: which way, how much, why; out goes only by two persons."""

from dataclasses import dataclass
from enum import Enum

from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.reasons import MoveReason
from branch_app.domain.values.vouching import Vouched
from branch_app.ui.presenters.manager import ManagerPresenter
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.presenters.second_person import SecondPersonPresenter


class Way(Enum):
    """Into the drawer, or out of it."""

    IN = "in"
    OUT = "out"


REASONS = tuple(MoveReason)
"""In the order of their keys."""


@dataclass(frozen=True, slots=True)
class CashMove:
    """``shown`` while it is asked; neither way nor reason is chosen for anybody."""

    shown: bool = False
    way: Way | None = None
    reason: MoveReason | None = None
    amount_yen: int = 0

    @property
    def whole(self) -> bool:
        """Whether it can be written down."""
        return self.way is not None and self.reason is not None and self.amount_yen > 0


class CashMovePresenter(Presenter[CashMove]):
    """Over the manager's page of the drawer."""

    def __init__(self, manager: ManagerPresenter, second: SecondPersonPresenter) -> None:
        super().__init__(CashMove())
        self._manager = manager
        self._second = second

    def open(self) -> None:
        """Only on an open day: outside of it no cash moves."""
        report = self._manager.state.report
        if report is not None and report.open and not self._manager.state.busy:
            self._become(CashMove(shown=True))

    def go(self, way: Way) -> None:
        """Which way."""
        self._change(way=way)

    def choose(self, place: int) -> None:
        """The reason at that place, from 0."""
        if place < len(REASONS):
            self._change(reason=REASONS[place])

    def type(self, amount_yen: int) -> None:
        """As typed; 0 for nothing."""
        self._change(amount_yen=amount_yen)

    def write(self, words: str) -> None:
        """Enter; what leaves the drawer waits for a second person."""
        state = self.state
        if state.reason is None or not state.whole:
            return
        amount, reason, said = state.amount_yen, state.reason, words.strip()
        self._become(CashMove())
        if state.way is Way.IN:
            self._manager.pay_in(amount, reason, said)
            return

        def agreed(second: Pseudonym) -> None:
            self._manager.pay_out(amount, reason, second, said)

        self._second.ask(Vouched.PAY_OUT, agreed)

    def give_up(self) -> None:
        """Nothing moved."""
        self._become(CashMove())
