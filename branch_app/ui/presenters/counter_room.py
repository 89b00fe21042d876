"""The counter screen's presenters side by side."""

from dataclasses import dataclass

from branch_app.ui.presenters.asking import Asking
from branch_app.ui.presenters.bringing_back import BringingBackPresenter
from branch_app.ui.presenters.card import CardPresenter
from branch_app.ui.presenters.certificate_list import CertificateListPresenter
from branch_app.ui.presenters.choices import ChoicesPresenter
from branch_app.ui.presenters.counter import CounterPresenter
from branch_app.ui.presenters.exempting import ExemptingPresenter
from branch_app.ui.presenters.preview import PreviewPresenter
from branch_app.ui.presenters.proof import ProofPresenter
from branch_app.ui.presenters.receipts import ReceiptsPresenter
from branch_app.ui.presenters.recent import RecentPresenter
from branch_app.ui.presenters.requester import RequesterPresenter
from branch_app.ui.presenters.second_person import SecondPersonPresenter
from branch_app.ui.presenters.terminal import TerminalPresenter
from branch_app.ui.presenters.voiding import VoidingPresenter


@dataclass(frozen=True, slots=True)
class CounterRoom:
    """Everything on the counter screen that takes keys."""

    counter: CounterPresenter
    asking: Asking
    certificates: CertificateListPresenter
    choices: ChoicesPresenter
    requester: RequesterPresenter
    exempting: ExemptingPresenter
    terminal: TerminalPresenter
    card: CardPresenter
    proof: ProofPresenter
    voiding: VoidingPresenter
    second: SecondPersonPresenter
    recent: RecentPresenter
    bringing_back: BringingBackPresenter
    preview: PreviewPresenter
    receipts: ReceiptsPresenter
