"""領収書 on demand, every further one marked 再発行 and by two persons; before that 交付請求書, to be signed."""

from collections.abc import Callable
from dataclasses import dataclass

from branch_app.domain.errors import MadoguchiError
from branch_app.domain.values.identifiers import ApplicationId, Pseudonym
from branch_app.domain.values.vouching import Vouched
from branch_app.ports import ReceiptPrinter, ReceiptRenderer, SlipRenderer
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.presenters.second_person import SecondPersonPresenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.desk import Desk
from branch_app.usecases.receipt import IssuedReceipt, issue_receipt, receipted
from branch_app.usecases.request_form import print_request_form


@dataclass(frozen=True, slots=True)
class Receipts:
    """``issued`` is the last receipt that was sent to the printer, ``form`` whether a 交付請求書 was."""

    busy: bool = False
    issued: IssuedReceipt | None = None
    form: bool = False
    trouble: MadoguchiError | None = None


@dataclass(frozen=True, slots=True)
class SlipTools:
    """What makes the office's own slips, and where they come out."""

    renderer: SlipRenderer
    printer: ReceiptPrinter


@dataclass(frozen=True, slots=True)
class ReceiptTools:
    """The same for receipts, with the slips beside them."""

    renderer: ReceiptRenderer
    printer: ReceiptPrinter
    slips: SlipTools


class ReceiptsPresenter(Presenter[Receipts]):
    """One key, one receipt."""

    def __init__(
        self, desk: Callable[[], Desk], work: Work, second: SecondPersonPresenter, tools: ReceiptTools
    ) -> None:
        super().__init__(Receipts())
        self._desk = desk
        self._work = work
        self._second = second
        self._tools = tools

    def print(self, application: ApplicationId) -> None:
        """F11 on paid work; another one after somebody else agreed."""
        if self.state.busy:
            return
        if receipted(self._desk(), application):
            self._second.ask(Vouched.REISSUE, lambda second: self._print(application, second))
        else:
            self._print(application, None)

    def _print(self, application: ApplicationId, second: Pseudonym | None) -> None:
        desk, tools = self._desk(), self._tools
        self._become(Receipts(busy=True))
        self._work.run(
            Lane.DESK,
            lambda: issue_receipt(desk, application, tools.renderer, tools.printer, second=second),
            lambda issued: self._become(Receipts(issued=issued)),
            lambda error: self._become(Receipts(trouble=error)),
        )

    def print_form(self, application: ApplicationId) -> None:
        """F11 while nothing is paid yet: the form as it was asked for, for the citizen's signature."""
        if self.state.busy:
            return
        desk, slips = self._desk(), self._tools.slips
        self._become(Receipts(busy=True))
        self._work.run(
            Lane.DESK,
            lambda: print_request_form(desk, application, slips.renderer, slips.printer),
            lambda _pdf: self._become(Receipts(form=True)),
            lambda error: self._become(Receipts(trouble=error)),
        )

    def clear(self) -> None:
        """The next citizen."""
        if not self.state.busy:
            self._become(Receipts())
