"""Which key does what on the counter: one layer after another, the topmost that is open takes the key.

An alarm ends by its button only; a second person, a void, a PIN, a list lie over the counter; below all of them the
stage of the work decides. Text fields get what types; ``press`` says whether a key was taken.
"""

from collections.abc import Callable
from dataclasses import dataclass

from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.records.certificate import JuminhyoScope
from branch_app.domain.values.identifiers import ApplicationId
from branch_app.domain.values.reasons import PaperReason
from branch_app.ui.keys import DIGITS, FUNCTION_KEYS, OPTIONS, Key
from branch_app.ui.presenters.card import CardPresenter, CardStage
from branch_app.ui.presenters.certificate_list import CERTIFICATE_KEYS, CertificateListPresenter, beyond_keys
from branch_app.ui.presenters.counter import CounterPresenter, Stage
from branch_app.ui.presenters.form import Option
from branch_app.ui.presenters.preview import PreviewPresenter
from branch_app.ui.presenters.proof import Asking, ProofPresenter
from branch_app.ui.presenters.receipts import ReceiptsPresenter
from branch_app.ui.presenters.recent import RecentPresenter
from branch_app.ui.presenters.second_person import SecondPersonPresenter
from branch_app.ui.presenters.voiding import VoidingPresenter
from branch_app.usecases.answer import Answer

PAGE = 10
"""Rows that PgUp and PgDn move by."""
_MOVES = {Key.UP: -1, Key.DOWN: 1, Key.PAGE_UP: -PAGE, Key.PAGE_DOWN: PAGE}
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
_AT_THE_CARD = frozenset({CardStage.PIN, CardStage.PROVING, CardStage.REFUSED})
"""While the PIN's dialog lies over the counter, nothing below it hears a key."""
_TYPED_STEPS = frozenset({Step.PAY, Step.CHECK})


@dataclass(frozen=True, slots=True)
class CounterRoom:
    """Everything on the counter screen that takes keys."""

    counter: CounterPresenter
    certificates: CertificateListPresenter
    card: CardPresenter
    proof: ProofPresenter
    voiding: VoidingPresenter
    second: SecondPersonPresenter
    recent: RecentPresenter
    preview: PreviewPresenter
    receipts: ReceiptsPresenter


class CounterKeyboard:
    """The keys of the counter screen."""

    def __init__(self, room: CounterRoom) -> None:
        self._room = room
        self._layers: tuple[tuple[Callable[[], bool], Callable[[Key], bool]], ...] = (
            (lambda: room.card.state.alarm, self._alarm),
            (lambda: room.second.state.action is not None, self._second),
            (lambda: room.voiding.state.shown, self._voiding),
            (lambda: room.preview.state.large, self._preview),
            (lambda: room.card.state.stage in _AT_THE_CARD, self._pin),
            (lambda: room.recent.state.shown, self._recent),
            (lambda: room.proof.state.asking, self._proof),
            (lambda: room.certificates.state.shown, self._certificates),
        )

    def press(self, key: Key) -> bool:
        """Whether the key meant something here; a key that meant nothing may go to the field with the focus."""
        for is_open, takes in self._layers:
            if is_open():
                return takes(key)
        return self._anywhere(key) or self._stage(key)

    def _alarm(self, key: Key) -> bool:
        """Nothing else works until the button was pressed."""
        if key is Key.RETURN:
            self._room.card.acknowledge()
        return True

    def _second(self, key: Key) -> bool:
        """Names and fields of the dialog are its own; Esc gives up."""
        if key is Key.ESCAPE:
            self._room.second.give_up()
            return True
        return False

    def _voiding(self, key: Key) -> bool:
        voiding = self._room.voiding
        match key:
            case Key.ESCAPE:
                voiding.give_up()
            case Key.RETURN:
                voiding.go()
            case Key.PLUS | Key.MINUS:
                voiding.toggle_fault()
            case _ if key in _MOVES:
                voiding.move(_MOVES[key])
            case _ if key in DIGITS[1:]:
                voiding.choose(DIGITS.index(key) - 1)
            case _:
                return False
        return True

    def _preview(self, key: Key) -> bool:
        preview = self._room.preview
        match key:
            case Key.ESCAPE | Key.PREVIEW | Key.RETURN:
                preview.shrink()
            case _ if key in _MOVES:
                preview.turn(1 if _MOVES[key] > 0 else -1)
            case _:
                return False
        return True

    def _pin(self, key: Key) -> bool:
        """Digits are the citizen's; F-keys do nothing while they type."""
        card = self._room.card
        match key:
            case Key.ESCAPE:
                card.leave()
            case Key.RETURN if card.state.stage is CardStage.REFUSED:
                card.leave()
            case Key.RETURN:
                card.submit()
            case Key.MINUS:
                card.rub_out()
            case Key.CARD:
                card.read_again()
            case _ if key in DIGITS:
                card.type_digit(key.value)
            case _:
                return key in FUNCTION_KEYS
        return True

    def _recent(self, key: Key) -> bool:
        recent, form = self._room.recent, self._room.recent.state.form
        match key:
            case Key.ESCAPE | Key.RECENT:
                recent.leave()
            case _ if key in _MOVES:
                recent.move(_MOVES[key])
            case Key.RETURN | Key.F9 if form is not None:
                self._take_up(form.application)
            case Key.F11 if form is not None:
                self._room.receipts.print(form.application)
            case _ if key in DIGITS[1:]:
                self._recall(DIGITS.index(key) - 1)
            case _:
                return False
        return True

    def _take_up(self, application: ApplicationId) -> None:
        """The list stays while something runs: nothing that is under way is let go of."""
        counter = self._room.counter
        if not counter.issue.state.busy and not counter.state.opening:
            self._room.recent.hide()
            counter.resume(application)

    def _recall(self, place: int) -> None:
        """Nothing is recalled where nothing was held, nor while a paper is in doubt."""
        if place < len(self._room.counter.state.held) and not self._room.recent.state.in_doubt:
            self._room.recent.hide()
            self._room.counter.recall(place)

    def _proof(self, key: Key) -> bool:
        """The list moves; number and birth date of a 印鑑登録証 are typed into fields of their own."""
        proof = self._room.proof
        match key:
            case Key.ESCAPE:
                proof.give_up()
            case Key.RETURN if proof.state.dialog is Asking.LIST:
                proof.choose()
            case _ if key in _MOVES and proof.state.dialog is Asking.LIST:
                proof.move(_MOVES[key])
            case _:
                return False
        return True

    def _certificates(self, key: Key) -> bool:
        certificates = self._room.certificates
        match key:
            case Key.ESCAPE | Key.F8:
                certificates.give_up()
            case Key.RETURN:
                certificates.choose()
            case _ if key in _MOVES:
                certificates.move(_MOVES[key])
            case _ if key in DIGITS[1:]:
                certificates.take(DIGITS.index(key) - 1)
            case _:
                return False
        return True

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
        if application is not None:
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
            case _ if key in _MOVES:
                counter.hits.move(_MOVES[key])
            case _:
                return False
        return True

    def _form(self, key: Key) -> bool:
        counter, form = self._room.counter, self._room.counter.state.form
        match key:
            case Key.ESCAPE:
                counter.back()
            case Key.F12:
                counter.make()
            case Key.PLUS:
                counter.fill(form.more())
            case Key.MINUS:
                counter.fill(form.fewer())
            case _ if key in _MOVES:
                counter.fill(form.moved(1 if _MOVES[key] > 0 else -1))
            case Key.F8 if beyond_keys(counter.state.offers):
                self._room.certificates.open()
            case _ if key in _CERTIFICATES:
                counter.ask_for(_CERTIFICATES.index(key))
            case _ if key in DIGITS:
                self._room.proof.press(DIGITS.index(key))
            case _ if key in OPTIONS:
                self._option(OPTIONS.index(key))
            case _:
                return False
        return True

    def _option(self, place: int) -> None:
        counter, form = self._room.counter, self._room.counter.state.form
        if form.line is None:
            return
        match place:
            case 0:
                whole = form.line.wish.scope is JuminhyoScope.WHOLE
                counter.fill(form.scoped(JuminhyoScope.PART if whole else JuminhyoScope.WHOLE))
            case 1 | 2 | 3:
                counter.fill(form.toggled(list(Option)[place - 1]))
            case 4:
                counter.next_purpose()
            case _:
                counter.fill(form.charged(exempt=not form.line.exempt))

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
                issue.pay_and_print()
            case Key.F12 | Key.RETURN if step is Step.PRINT:
                issue.confirm_sheet() if issue.state.sheet_wanted else issue.print_next()
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
