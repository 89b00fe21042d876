"""The manager's screen on a real desk, between the window's own bars, with a colleague who always agrees."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from branch_app.composition.month_tables import CsvMonthTables
from branch_app.documents.name_images import MinchoNames
from branch_app.documents.slips import SlipPapers
from branch_app.domain.records.hold import HoldReason
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.vouching import Vouched
from branch_app.ports import AuditFolders
from branch_app.settings import RESOURCES
from branch_app.ui.look import Look
from branch_app.ui.measures import TextSize
from branch_app.ui.presenters.auditing import AuditingPresenter
from branch_app.ui.presenters.cases import CasesPresenter
from branch_app.ui.presenters.cash_move import CashMovePresenter
from branch_app.ui.presenters.manager import ManagerPresenter
from branch_app.ui.presenters.month import MonthPresenter, MonthTools
from branch_app.ui.presenters.receipts import SlipTools
from branch_app.ui.presenters.revealing import RevealingPresenter
from branch_app.ui.presenters.second_person import Circle, SecondPersonPresenter
from branch_app.ui.presenters.status import StatusPresenter
from branch_app.ui.presenters.stops import StopsPresenter
from branch_app.ui.presenters.supplement import SupplementPresenter
from branch_app.ui.views.manager import ManagerScreen
from branch_app.ui.views.manager_overlays import ManagerOverlays
from branch_app.ui.views.manager_parts import ManagerParts
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from branch_app.usecases.desk import Desk
from branch_app.usecases.front_door import Doorplate
from branch_app.usecases.holds import enter_hold
from tests.fakes.branch import OPENED
from tests.fakes.cases import BookInMemory
from tests.fakes.counter_room import Closes, Colleague, Receipted
from tests.fakes.direct_work import DirectWork
from tests.fakes.display import Keyboard, pump_until, settle
from tests.fakes.extensions import Signing, extension
from tests.fakes.head_office import HeadOfficeByHand, NoReader

ABOVE, BELOW = {TextSize.STANDARD: 80, TextSize.LARGE: 100}, {TextSize.STANDARD: 44, TextSize.LARGE: 75}
"""Training banner and top bar, status bar: what the window keeps for itself, in px."""
NAMES = MinchoNames(RESOURCES)


@dataclass(slots=True)
class ManagerStand:
    """The screen, and what a test reads and moves beside it."""

    screen: ManagerScreen
    manager: ManagerPresenter
    stops: StopsPresenter
    cases: CasesPresenter
    book: BookInMemory
    moves: CashMovePresenter
    month: MonthPresenter
    revealing: RevealingPresenter
    auditing: AuditingPresenter
    status: StatusPresenter
    office: HeadOfficeByHand
    desk: Desk
    asked: list[Vouched] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def said(self) -> str:
        """Every word on the screen, one label a line."""
        return "\n".join(words(self.screen))

    def page(self) -> str:
        """Every word on the page that is up, one label a line."""
        return "\n".join(words(self.screen._pages[self.manager.state.section]))

    def press(self, keyboard: Keyboard, *keys: str, until: Callable[[], bool]) -> None:
        """Keys, and what they lead to."""
        keyboard.press(*keys)
        pump_until(self.screen, until)

    def stop(self, resident: str) -> None:
        """That person is held twice, once as head office knows; extensions of every state lie there."""
        second = Colleague(self.desk).beside("clerk-2", "", Vouched.HOLD)
        for reason in HoldReason:
            enter_hold(self.desk, resident, reason, second)
        self.desk.restrictions.known(self.desk.restrictions.holds()[0].hold.id, 99)
        office = Signing()
        made = [
            extension(OPENED, 1),
            extension(OPENED + timedelta(days=9), 2, registers=("restrictions", "resident", "seal")),
            extension(OPENED - timedelta(days=40), 3, registers=("tax",), days=31),
        ]
        file = self.desk.enrolments
        known = file.enrolment()
        file.enrol(replace(known, central_key=office.verifier, extensions=tuple(map(office.sign, made))))


def words(widget: tk.Misc) -> list[str]:
    """What the labels that can be seen say."""
    here = [str(widget.cget("text"))] if isinstance(widget, Label) and widget.winfo_ismapped() else []
    return here + [word for child in widget.winfo_children() for word in words(child)]


def unreadable(widget: tk.Misc) -> list[str]:
    """What labels spell that the screen's font cannot: it should have been drawn."""
    return [line for word in words(widget) for line in word.splitlines() if NAMES.needs_image(line)]


def manager_stand(window: tk.Toplevel, look: Look, desk: Desk, audits: AuditFolders) -> ManagerStand:
    """Up, with the keys."""
    work, office = DirectWork(), HeadOfficeByHand()
    manager = ManagerPresenter(lambda: desk, work, SlipTools(SlipPapers(RESOURCES), Receipted()), Closes())
    status = StatusPresenter(lambda: desk, NoReader(), lambda: office, work)
    asked: list[Vouched] = []
    left: list[str] = []
    tk.Frame(window, height=ABOVE[TextSize.STANDARD]).pack(side="top")
    tk.Frame(window, height=BELOW[TextSize.STANDARD]).pack(side="bottom")
    second = _Asking(desk, asked)
    stops = StopsPresenter(lambda: desk, work, second)
    slips = SlipTools(SlipPapers(RESOURCES), Receipted())
    month = MonthPresenter(lambda: desk, work, second, MonthTools(slips, CsvMonthTables(), Closes()))
    revealing = RevealingPresenter(lambda: desk, work, second)
    auditing = AuditingPresenter(lambda: desk, lambda: audits, work, second)
    moves = CashMovePresenter(manager, second)
    book = BookInMemory()
    cases = CasesPresenter(lambda: desk, lambda: book, work)
    parts = ManagerParts(
        manager,
        status,
        second,
        stops,
        cases,
        moves,
        SupplementPresenter(manager, second),
        month,
        revealing,
        auditing,
        NAMES,
        lambda: left.append("papers"),
        lambda: left.append("counter"),
    )
    screen = ManagerScreen(window, look, parts)
    screen.pack(fill="both", expand=True)
    router = KeyRouter(window, lambda _: False)
    router.push(KeyLayer(screen.press, screen))
    ManagerOverlays(window, look, router, parts)
    settle(window)
    status.look()
    screen.arrive()
    settle(window)
    return ManagerStand(
        screen, manager, stops, cases, book, moves, month, revealing, auditing, status, office, desk, asked, left
    )


class _Asking(SecondPersonPresenter):
    """Remembers what was asked, and gives the colleague's yes at once."""

    def __init__(self, desk: Desk, asked: list[Vouched]) -> None:
        super().__init__(self._circle, DirectWork())
        self._desk = desk
        self._actions = asked

    def ask(self, action: Vouched, then: Callable[[Pseudonym], None]) -> None:
        """A colleague stands beside and types."""
        self._actions.append(action)
        super().ask(action, then)
        self.answer("any")

    def _circle(self) -> Circle:
        roster = self._desk.enrolment.roster
        plates = tuple(Doorplate(person.id, person.name, person.roles, has_slot=True) for person in roster)
        return Circle(lambda: plates, "clerk-1", Colleague(self._desk))
