"""Which key does what on the counter: what lies over it takes the key, else the stage of the work decides.

Text fields get what types; ``press`` says whether a key was taken.
"""

from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.values.origin import Origin
from branch_app.domain.values.payment import Means
from branch_app.domain.values.reasons import PaperReason
from branch_app.domain.values.vouching import Vouched
from branch_app.ui.keys import CHOICES, DIGITS, FUNCTION_KEYS, MOVES, OPTIONS, RELEASE, REQUESTER, ROWS, Key
from branch_app.ui.presenters.certificate_list import CERTIFICATE_KEYS, beyond_keys
from branch_app.ui.presenters.counter import Stage
from branch_app.ui.presenters.counter_room import CounterRoom
from branch_app.ui.presenters.overlay_keys import OverlayKeys
from branch_app.usecases.answer import Answer
from branch_app.usecases.batch import Batch

_CERTIFICATES = FUNCTION_KEYS[:CERTIFICATE_KEYS]
_SPOILS = {Key.F6: PaperReason.SMEARED, Key.F7: PaperReason.TORN, Key.F8: PaperReason.OTHER}
"""書損 while a paper is counted, or before it is handed over."""
_ANSWERS = (
    (Answer.CAME_OUT_WELL, PaperReason.OTHER),
    (Answer.CAME_OUT_SPOILT, PaperReason.JAM),
    (Answer.DID_NOT_COME_OUT, PaperReason.OTHER),
    (Answer.IS_GONE, PaperReason.NOT_FOUND),
)
"""「紙は出ましたか」, in the order of the keys 1 to 4."""
_DIALOGS = frozenset({REQUESTER, CHOICES})
_TYPED_STEPS = frozenset({Step.PAY, Step.CHECK})


class CounterKeyboard:
    """The keys of the counter screen."""

    def __init__(self, room: CounterRoom) -> None:
        self._room = room
        self._overlays = OverlayKeys(room)

    def press(self, key: Key) -> bool:
        """Whether the key meant something here; a key that meant nothing may go to the field with the focus."""
        overlay = self._overlays.topmost()
        if overlay is not None:
            return overlay(key)
        return self._anywhere(key) or self._release(key) or self._stage(key)

    def _anywhere(self, key: Key) -> bool:
        room = self._room
        match key:
            case Key.RECENT:
                room.recent.show_today()
            case Key.PREVIEW:
                room.preview.enlarge()
            case Key.CARD:
                room.card.read_again()
            case Key.F10:
                self._hold()
            case Key.F11:
                self._receipt()
            case _:
                return False
        return True

    def _release(self, key: Key) -> bool:
        """What is stopped is let go by two persons: papers kept back, or not made yet."""
        room = self._room
        if key is not RELEASE:
            return False
        if room.counter.releasable:
            room.second.ask(Vouched.RELEASE, room.counter.make_released)
        elif room.counter.issue.state.withheld:
            room.second.ask(Vouched.RELEASE, room.counter.issue.release)
        else:
            return False
        return True

    def _hold(self) -> None:
        counter = self._room.counter
        if counter.state.stage in {Stage.FORM, Stage.WORK}:
            counter.hold()
        else:
            self._room.recent.show_open()

    def _receipt(self) -> None:
        counter = self._room.counter
        last, work = counter.state.last, counter.issue.state.work
        application = work.application if work else last.application if last else None
        if application is None:
            return
        if counter.issue.state.step is Step.PAY:
            self._room.receipts.print_form(application)
        else:
            self._room.receipts.print(application)

    def _stage(self, key: Key) -> bool:
        match self._room.counter.state.stage:
            case Stage.FIND:
                return self._find(key)
            case Stage.FORM:
                return self._form(key)
            case Stage.WORK:
                return self._work(key)
            case Stage.DONE:
                return self._done(key)

    def _find(self, key: Key) -> bool:
        counter = self._room.counter
        match key:
            case Key.RETURN:
                counter.pick()
            case Key.ESCAPE:
                counter.hits.clear()
            case Key.F9:
                counter.next_origin()
            case _ if key in MOVES:
                counter.hits.move(MOVES[key])
            case _ if key in ROWS:
                self._pick_numbered(ROWS.index(key))
            case _:
                return False
        return True

    def _pick_numbered(self, row: int) -> None:
        """A number without a row, or beside an older question's row, opens nobody."""
        if self._room.counter.hits.point(row):
            self._room.counter.pick()

    def _form(self, key: Key) -> bool:
        counter, form = self._room.counter, self._room.counter.state.form
        match key:
            case Key.ESCAPE:
                counter.back()
            case Key.F12:
                self._make()
            case Key.PLUS:
                counter.fill(form.more())
            case Key.MINUS:
                counter.fill(form.fewer())
            case _ if key in MOVES:
                counter.fill(form.moved(1 if MOVES[key] > 0 else -1))
            case Key.F8 if beyond_keys(counter.state).shown:
                self._room.certificates.open()
            case _ if key in _CERTIFICATES:
                self._room.asking.by_key(_CERTIFICATES.index(key))
            case _ if key in DIGITS:
                self._room.proof.press(DIGITS.index(key))
            case _ if key in OPTIONS:
                self._option(OPTIONS.index(key))
            case _ if key in _DIALOGS:
                self._ask(key)
            case _:
                return False
        return True

    def _make(self) -> None:
        """A line that is proposed as free waits for what was shown."""
        counter = self._room.counter
        if not self._room.exempting.hold_up(counter.make):
            counter.make()

    def _option(self, place: int) -> None:
        if self._room.counter.state.form.line is None:
            return
        match place:
            case 4:
                self._room.asking.next_purpose()
            case 5:
                self._room.exempting.switch()
            case _:
                self._room.choices.quick(place)

    def _ask(self, key: Key) -> None:
        if key is REQUESTER:
            self._room.requester.open()
        else:
            self._room.choices.open()

    def _pay(self) -> None:
        """Cash; of a letter what lay in it, and an authority pays nothing.

        The log says how the form came in: one that is taken up after a restart is filled in by nobody.
        """
        room, issue = self._room, self._room.counter.issue
        work = issue.state.work
        if work is not None and work.origin is Origin.POST and work.total_yen:
            room.terminal.take(Means.POSTAL_ORDER)
        elif work is not None and work.origin is Origin.OFFICIAL:
            issue.settle(Batch(work.origin))
        else:
            issue.pay_and_print()

    def _work(self, key: Key) -> bool:
        issue = self._room.counter.issue
        step = issue.state.step
        if key in DIGITS and (step in _TYPED_STEPS or issue.state.sheet_wanted):
            issue.type_digit(key.value)
            return True
        if key is Key.MINUS and issue.state.typed:
            issue.rub_out()
            return True
        match key:
            case Key.F12 if step is Step.PAY:
                self._pay()
            case Key.F8 if step is Step.PAY:
                self._room.terminal.take()
            case Key.F8 | Key.RETURN if step is Step.REFUND:
                self._room.terminal.give_back()
            case Key.F12 | Key.RETURN if step is Step.PRINT:
                self._print()
            case Key.RETURN if step in {Step.HAND_OVER, Step.DECIDE}:
                issue.hand_over()
            case Key.RETURN if step in {Step.NOTHING, Step.WITHDRAW}:
                self._leave_work()
            case Key.ESCAPE if step is Step.WATCH:
                issue.cancel_print()
            case Key.ESCAPE if step in {Step.PAY, Step.WITHDRAW}:
                self._room.counter.back_to_form()
            case Key.ESCAPE:
                self._room.counter.back()
            case Key.F9 if step in {Step.PAY, Step.WITHDRAW}:
                self._room.counter.back_to_form()
            case Key.F9:
                self._room.voiding.ask()
            case _ if key in _SPOILS:
                issue.spoil(_SPOILS[key])
            case _ if key in DIGITS[1:5] and step is Step.ANSWER:
                issue.answer(*_ANSWERS[DIGITS.index(key) - 1])
            case _:
                return False
        return True

    def _print(self) -> None:
        """The next sheet's number first; then, where a paper came out before or is gone, a second person."""
        issue = self._room.counter.issue
        if issue.state.sheet_wanted:
            issue.confirm_sheet()
        elif issue.state.second_wanted:
            self._room.second.ask(Vouched.REPRINT, issue.print_next)
        else:
            issue.print_next()

    def _leave_work(self) -> None:
        if self._room.counter.issue.state.step is Step.WITHDRAW:
            self._room.counter.back_to_form()
        else:
            self._room.counter.back()

    def _done(self, key: Key) -> bool:
        """Whatever types begins the next citizen's search."""
        counter = self._room.counter
        match key:
            case Key.F12:
                counter.same_again()
            case Key.RETURN | Key.ESCAPE:
                self._room.receipts.clear()
                counter.back()
            case _:
                return False
        return True
