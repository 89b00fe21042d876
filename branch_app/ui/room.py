"""All presenters of the counter over whoever is signed in now."""

from collections.abc import Callable

from branch_app.ui.presenters.asking import Asking
from branch_app.ui.presenters.bringing_back import BringingBackPresenter
from branch_app.ui.presenters.card import CardPresenter, CardTools
from branch_app.ui.presenters.certificate_list import CertificateListPresenter
from branch_app.ui.presenters.choices import ChoicesPresenter
from branch_app.ui.presenters.counter import CounterPresenter
from branch_app.ui.presenters.counter_room import CounterRoom
from branch_app.ui.presenters.exempting import ExemptingPresenter
from branch_app.ui.presenters.hits import HitsPresenter
from branch_app.ui.presenters.issue import IssuePresenter
from branch_app.ui.presenters.preview import PreviewPresenter
from branch_app.ui.presenters.proof import ProofPresenter
from branch_app.ui.presenters.receipts import ReceiptsPresenter, ReceiptTools, SlipTools
from branch_app.ui.presenters.recent import RecentPresenter
from branch_app.ui.presenters.requester import RequesterPresenter
from branch_app.ui.presenters.second_person import Circle, SecondPersonPresenter
from branch_app.ui.presenters.terminal import TerminalPresenter
from branch_app.ui.presenters.voiding import VoidingPresenter
from branch_app.ui.work import Work
from branch_app.ui.workplace import Workplace
from branch_app.usecases.desk import Desk
from branch_app.usecases.front_door import Doorplate
from branch_app.usecases.look_up import holds_removed
from branch_app.usecases.next_form import next_form


def room_of(
    place: Callable[[], Workplace],
    people: Callable[[], tuple[Doorplate, ...]],
    work: Work,
    free: Callable[[], bool] = lambda: True,
    still: Callable[[], bool] = lambda: True,
) -> CounterRoom:
    """Made once for a window; ``place`` is asked each time, because operators change.

    ``free`` and ``still`` say when a card may ask for its PIN. Reader, pages and sounds are the device's and stay
    the same, whoever works with them.
    """
    first = place()

    def desk() -> Desk:
        return place().desk

    hits = HitsPresenter(lambda: desk().register, work, first.desk.today, lambda: holds_removed(desk()))
    issue = IssuePresenter(desk, work, first.desk.clock)
    counter = CounterPresenter(desk, work, hits, issue)
    asking = Asking(desk, counter)
    second = SecondPersonPresenter(lambda: Circle(people, place().operator.id, place().second_persons), work)
    recent = RecentPresenter(desk, work)
    tools = CardTools(first.reader, first.presence, first.sounder, first.desk.clock, free, still)
    slips = SlipTools(first.slip_renderer, first.slip_printer)
    receipts = ReceiptTools(first.receipt_renderer, first.receipt_printer, slips)
    return CounterRoom(
        counter=counter,
        asking=asking,
        certificates=CertificateListPresenter(counter, asking),
        choices=ChoicesPresenter(desk, counter, work),
        requester=RequesterPresenter(desk, counter, asking),
        exempting=ExemptingPresenter(desk, counter),
        terminal=TerminalPresenter(issue, second),
        card=CardPresenter(desk, work, tools, lambda: next_form(desk()), counter.proved),
        proof=ProofPresenter(desk, counter),
        voiding=VoidingPresenter(issue, second),
        second=second,
        recent=recent,
        bringing_back=BringingBackPresenter(desk, work, counter, recent),
        preview=PreviewPresenter(desk, first.pages, work),
        receipts=ReceiptsPresenter(desk, work, second, receipts),
    )


def begin(room: CounterRoom, desk: Desk) -> None:
    """Somebody has come in: what may be asked for and shown today."""
    room.counter.begin(desk.today())
    room.proof.begin(desk.today())


def end(room: CounterRoom) -> None:
    """Somebody has got up: nothing of what they did stays on the screen, and nothing asks any more."""
    room.recent.hide()
    room.voiding.give_up()
    room.terminal.give_up()
    room.exempting.give_up()
    room.bringing_back.give_up()
    room.proof.give_up()
    room.second.give_up()
    room.preview.show(None)
    room.card.forget()
    room.counter.leave()
