"""キャッシュレス: the number on the terminal's paper, when it took a fee and when it gave one back."""

from dataclasses import dataclass

from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.values.identifiers import JobId, Pseudonym
from branch_app.domain.values.payment import Means, is_payment
from branch_app.domain.values.vouching import Vouched
from branch_app.ui.presenters.issue import IssuePresenter
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.presenters.second_person import SecondPersonPresenter

MEANS = (Means.CARD, Means.E_MONEY, Means.CODE, Means.POSTAL_ORDER)
"""In the order of their keys, from 1."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """``yen`` is what goes through it, 0 while nothing is asked; ``refunded`` the copy for which it is given back.

    No means is chosen for anybody. ``wrong`` where what was typed is no number that a terminal prints.
    """

    yen: int = 0
    refunded: JobId | None = None
    means: Means | None = None
    wrong: bool = False

    @property
    def shown(self) -> bool:
        """Whether a number is asked for now."""
        return self.yen > 0


class TerminalPresenter(Presenter[Terminal]):
    """Over the application in hand."""

    def __init__(self, issue: IssuePresenter, second: SecondPersonPresenter) -> None:
        super().__init__(Terminal())
        self._issue = issue
        self._second = second

    def take(self, means: Means | None = None) -> None:
        """F8 at the money step; nothing where nothing is due. What came by post was paid by 定額小為替."""
        state = self._issue.state
        if state.work is not None and state.step is Step.PAY and not state.busy:
            self._become(Terminal(state.work.total_yen, means=means))

    def give_back(self) -> None:
        """The first copy that the terminal owes for."""
        state = self._issue.state
        at = state.work.at if state.work is not None and not state.busy else None
        if at is not None and state.step is Step.REFUND:
            self._become(Terminal(at.refund_due_yen, at.job))

    def choose(self, place: int) -> None:
        """The means at that place, from 0; a refund goes the way the fee came."""
        if place < len(MEANS) and self.state.refunded is None:
            self._change(means=MEANS[place])

    def write(self, slip: str) -> None:
        """Enter: the number that the paper shows."""
        state = self.state
        number = slip.strip()
        if not state.shown or (state.means is None and state.refunded is None):
            return
        if not is_payment(state.means or Means.CARD, number):
            self._change(wrong=True)
            return
        self._become(Terminal())
        if state.refunded is not None:
            self._ask_back(state.refunded, number)
        elif state.means is not None:
            self._issue.pay_by_terminal(state.means, number)

    def give_up(self) -> None:
        """Nothing is written down."""
        self._become(Terminal())

    def _ask_back(self, job: JobId, slip: str) -> None:
        def agreed(second: Pseudonym) -> None:
            self._issue.refund(job, second, slip)

        self._second.ask(Vouched.REFUND, agreed)
