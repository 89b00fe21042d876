"""The counter of whoever is signed in: built once for a window, handed from one person to the next."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass

from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.errors import DataStale, MadoguchiError
from branch_app.domain.values.identifiers import ApplicationId, ResidentId
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.other_screens import OtherScreens, Screens
from branch_app.ui.own_draft import OwnDraft, kept_before
from branch_app.ui.presenters.auditing import AuditingPresenter
from branch_app.ui.presenters.card import CardStage
from branch_app.ui.presenters.cases import CasesPresenter
from branch_app.ui.presenters.cash_move import CashMovePresenter
from branch_app.ui.presenters.certificate_list import beyond_keys
from branch_app.ui.presenters.counter import Stage, unfinished
from branch_app.ui.presenters.doctor import DoctorPresenter
from branch_app.ui.presenters.form import Unfinished
from branch_app.ui.presenters.keyboard import CounterKeyboard
from branch_app.ui.presenters.manager import ManagerPresenter, Section
from branch_app.ui.presenters.month import MonthPresenter, MonthTools
from branch_app.ui.presenters.receipts import SlipTools
from branch_app.ui.presenters.revealing import RevealingPresenter
from branch_app.ui.presenters.status import StatusPresenter
from branch_app.ui.presenters.stops import StopsPresenter
from branch_app.ui.presenters.supplement import SupplementPresenter
from branch_app.ui.pump import Pump
from branch_app.ui.room import begin, end, room_of
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.views.counter_screen import CounterScreen
from branch_app.ui.views.doctor import DoctorView
from branch_app.ui.views.manager import ManagerScreen
from branch_app.ui.views.manager_overlays import ManagerOverlays
from branch_app.ui.views.manager_parts import ManagerParts
from branch_app.ui.views.name_pictures import NamePictures
from branch_app.ui.views.open_papers import OpenPapersView
from branch_app.ui.views.overlays import Overlays
from branch_app.ui.views.second_person import SecondPersonView
from branch_app.ui.views.status_bar import StatusBar
from branch_app.ui.visit import Visit
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.work import Lane
from branch_app.ui.workplace import Workplace
from branch_app.usecases.doctor import Report
from branch_app.usecases.front_door import Doorplate
from branch_app.usecases.leftovers import wipe_leftovers
from branch_app.usecases.recover import recover
from branch_app.usecases.run_day import forgotten_close
from branch_app.usecases.shred_expired import shred_when_somebody_comes

PRINTER_MS, CARD_MS, SECOND_MS, DEVICES_MS = 250, 300, 1_000, 5_000
"""How often the printer of a running print, the reader, the device's own state, and the devices are looked at."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the counter stands in the window."""

    window: tk.Misc
    stack: Area
    bar: Area
    look: Look
    router: KeyRouter
    pump: Pump
    still: Callable[[], bool]
    """Whether nobody is typing."""

    def dialog(self) -> bool:
        """Whether one has the keys."""
        return bool(self.window.tk.call("grab", "current", str(self.window)))


class CounterSession:
    """Presenters, screen and clockwork."""

    def __init__(self, stand: Stand, place: Workplace, people: Callable[[], tuple[Doorplate, ...]]) -> None:
        self._stand = stand
        self._place = place
        self.at_work = False
        pump, look = stand.pump, stand.look
        self._visit = Visit(pump)
        self._draft = OwnDraft(stand.window, look, stand.router, pump, self._not_recovered)
        self.greeted = False
        self._receipted: ApplicationId | None = None
        self.room = room_of(lambda: self._place, people, self._visit, self._free, stand.still)
        self.keyboard = CounterKeyboard(self.room)
        self.status = StatusPresenter(
            lambda: self._place.desk, place.presence, lambda: self._place.office, pump, self._idle
        )
        second, slips = self.room.second, SlipTools(place.slip_renderer, place.slip_printer)
        self.manager = ManagerPresenter(lambda: self._place.desk, self._visit, slips, place.closes)
        self.stops = StopsPresenter(lambda: self._place.desk, self._visit, second)
        self.cases = CasesPresenter(lambda: self._place.desk, lambda: self._place.cases, self._visit)
        self._parts = CounterParts(
            self.room, self.keyboard, place.names, NamePictures(place.names), self._restricted
        )
        self.screen = CounterScreen(stand.stack, look, self._parts)
        self.screen.place(relwidth=1, relheight=1)
        self.moves = CashMovePresenter(self.manager, second)
        self.supplement = SupplementPresenter(self.manager, second)
        tools = MonthTools(slips, place.tables, place.closes)
        self.month = MonthPresenter(lambda: self._place.desk, self._visit, second, tools)
        self.revealing = RevealingPresenter(lambda: self._place.desk, self._visit, second)
        self.auditing = AuditingPresenter(lambda: self._place.desk, lambda: self._place.audits, self._visit, second)
        manager_parts = ManagerParts(
            self.manager,
            self.status,
            second,
            self.stops,
            self.cases,
            self.moves,
            self.supplement,
            self.month,
            self.revealing,
            self.auditing,
            place.names,
            self._open_papers,
            self._leave_manager,
        )
        self.manager_screen = ManagerScreen(stand.stack, look, manager_parts)
        self.manager_screen.place(relwidth=1, relheight=1)
        OpenPapersView(stand.stack, look, stand.router, self._parts)
        SecondPersonView(stand.window, look, stand.router, second)
        self.doctor = DoctorPresenter(self._examine, pump)
        self.doctor_view = DoctorView(stand.stack, look, self.doctor, stand.router, self._leave_doctor)
        self.doctor_view.place(relwidth=1, relheight=1)
        self.doctor_view.lower()
        self._others = OtherScreens(Screens(self.screen, self.manager_screen, self.doctor_view), stand.router)
        self._overlays = Overlays(stand.window, look, stand.router, self._parts)
        ManagerOverlays(stand.window, look, stand.router, manager_parts)
        StatusBar(stand.bar, look, self.status).pack(fill="x")
        self._layer = KeyLayer(self.keyboard.press, self.screen)
        self._wind_up(pump)
        self.room.counter.listen(lambda _state: self._follow_card())
        self.room.counter.issue.listen(lambda _state: self._follow_receipt())

    def _wind_up(self, pump: Pump) -> None:
        """What is looked at again and again while somebody is at work."""
        for milliseconds, act in (
            (PRINTER_MS, self.room.counter.issue.tick),
            (CARD_MS, self.room.card.poll),
            (SECOND_MS, self.status.look),
            (SECOND_MS, self.auditing.look),
            (DEVICES_MS, self.status.look_at_devices),
        ):
            pump.every(milliseconds, self._if_at_work(act))

    @property
    def place(self) -> Workplace:
        """Of whoever is at work."""
        return self._place

    @property
    def lists_certificates(self) -> bool:
        """Whether F8 opens a list."""
        return beyond_keys(self.room.counter.state).shown

    def begin(self, place: Workplace) -> None:
        """Somebody sits down: what is open is shown, what was half filled in comes back."""
        self._place = place
        self.at_work, self.greeted = True, False
        begin(self.room, place.desk)
        self._stand.router.push(self._layer)
        self.screen.wake()
        self.status.look()
        self.status.look_at_devices()
        self._visit.run(Lane.DESK, lambda: _arrived(place), self._recovered, self._not_recovered)

    def end(self) -> bool:
        """Somebody gets up; half-filled forms are kept for them alone, and nothing stays on the screen.

        Whether anything was kept.
        """
        if not self.at_work:
            return False
        self.at_work = False
        self._visit.end()
        kept = self._put_away()
        end(self.room)
        for forget in (self.moves.give_up, self.supplement.give_up, self.month.give_up, self.revealing.give_up):
            forget()
        for forget in (self.auditing.forget, self.manager.forget, self.stops.forget, self.cases.forget):
            forget()
        self._leave_manager()
        self._leave_doctor()
        self.screen.rest()
        self._stand.router.remove(self._layer)
        return bool(kept.forms)

    def _put_away(self) -> Unfinished:
        """A draft that its owner has not been asked about yet, or has not answered for, stays what it is."""
        place = self._place
        kept = self._draft.beside(unfinished(self.room.counter.state))
        if kept.forms or self.greeted:
            self._draft.keep(place.drafts, kept)
        self._draft.close()
        return kept

    def let_go(self) -> None:
        """After ``end``: their files and keys, on every thread that opened any, each after its last job.

        The desk's first. Apart from ``end``, because the door is drawn first: it must not wait for the disk.
        """
        pump, place = self._stand.pump, self._place
        others = [lane for lane in Lane if lane is not Lane.DESK]

        def desk_closed(_none: object) -> None:
            for lane in others:
                pump.run(lane, place.close, lambda _none: None, lambda _error: None)

        pump.run(Lane.DESK, place.close, desk_closed, desk_closed)

    def show_manager(self) -> None:
        """Ctrl+M; not over a dialog, whose keys it would take."""
        if not self._others.shown and not self._stand.dialog():
            self._others.show_manager()

    def show_doctor(self) -> None:
        """Ctrl+D; not over a dialog, whose keys it would take."""
        if not self._others.shown and not self._stand.dialog():
            self._others.show_doctor()

    def _examine(self) -> Report:
        return self._place.examine()

    def _leave_manager(self) -> None:
        self._others.leave_manager()

    def _leave_doctor(self) -> None:
        self._others.leave_doctor()

    def _open_papers(self) -> None:
        self._leave_manager()
        self.room.recent.show_open()

    def scan(self, number: str) -> None:
        """A wedge read a city card."""
        if not self.at_work or self._overlays.scan(number):
            return
        self.room.card.scan(number)

    def may_lock(self) -> bool:
        """Not while a paper may be coming out, something is being written, or a PIN is being checked."""
        room = self.room
        issue = room.counter.issue.state
        writing = (
            room.receipts.state.busy or room.second.state.busy or self.manager.state.busy or self.stops.state.busy
        )
        proving = room.card.state.stage is CardStage.PROVING
        # The log knows how a paper ended: whatever is asked about it then waits for whoever comes next.
        return not (issue.under_way or issue.step is Step.WATCH or writing or proving)

    def _idle(self) -> bool:
        """Nobody types, nothing comes out: the disk may be busy with new registers."""
        return self._stand.still() and self.may_lock()

    def search(self) -> None:
        """Ctrl+F."""
        if self._free():
            self.screen.search()

    def press(self, key: Key) -> None:
        """As if a key was pressed; for buttons outside the counter."""
        self.keyboard.press(key)

    def _if_at_work(self, act: Callable[[], None]) -> Callable[[], None]:
        def when_at_work() -> None:
            if self.at_work:
                act()

        return when_at_work

    def _follow_card(self) -> None:
        """Work that is done, or that nobody wants any more, no longer needs the card."""
        state, proven = self.room.counter.state, self.room.card.state.stage is CardStage.PROVEN
        left = state.stage is Stage.FIND and not state.opening and proven
        if state.last is not None or left:
            self.room.card.work_done()

    def _follow_receipt(self) -> None:
        """What was said of one form's receipt is not said of the next one's."""
        work = self.room.counter.issue.state.work
        application = work.application if work else None
        if application != self._receipted:
            self._receipted = application
            self.room.receipts.clear()

    def _free(self) -> bool:
        """Whether the counter itself has the keys, and nothing lies over it."""
        over = self._others.shown or self.room.preview.state.large
        return self.at_work and not over and not self._stand.dialog()

    def _restricted(self) -> frozenset[ResidentId]:
        try:
            return self._place.desk.restrictions.current().residents
        except DataStale:
            return frozenset()

    def _recovered(self, kept: Unfinished) -> None:
        self.greeted = True
        if kept.forms:
            self._draft.ask(self._place.drafts, kept, self.room.counter.restore, self._greet)
        else:
            self._greet()

    def _greet(self) -> None:
        """What stands open, or the day that is to be opened; after the draft, so that one thing has the keys.

        A day that was not closed comes before anything else: no form is taken until it is.
        """
        if forgotten_close(self._place.desk) is not None:
            self.manager.show(Section.CLOSE)
            self.show_manager()
        elif self._place.desk.journal.state.day.open:
            self.room.recent.remind()
        else:
            self.show_manager()

    def _not_recovered(self, error: MadoguchiError) -> None:
        self.room.counter.complain(error)


def _arrived(place: Workplace) -> Unfinished:
    """What the printer knows is written down, what is left over or expired goes; then the person's own draft."""
    recover(place.desk)
    wipe_leftovers(place.desk)
    shred_when_somebody_comes(place.desk, place.retention)
    return kept_before(place.drafts)
