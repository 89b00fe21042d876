"""Which key does what while something lies over the counter; the topmost that is open takes every key.

An alarm ends by its button only; below it a second person, a void, a terminal's number, the large preview, a PIN,
a list.
"""

from collections.abc import Callable

from branch_app.domain.values.identifiers import ApplicationId
from branch_app.ui.keys import CHOICES, DIGITS, FUNCTION_KEYS, MOVES, REQUESTER, Key
from branch_app.ui.presenters.card import CardStage
from branch_app.ui.presenters.counter_room import CounterRoom
from branch_app.ui.presenters.proof import Asking

_AT_THE_CARD = frozenset({CardStage.PIN, CardStage.PROVING, CardStage.REFUSED})
"""While the PIN's dialog lies over the counter, nothing below it hears a key."""


class OverlayKeys:
    """The keys of what lies over the counter."""

    def __init__(self, room: CounterRoom) -> None:
        self._room = room
        self._layers: tuple[tuple[Callable[[], bool], Callable[[Key], bool]], ...] = (
            (lambda: room.card.state.alarm, self._alarm),
            (lambda: room.second.state.action is not None, self._second),
            (lambda: room.voiding.state.shown, self._voiding),
            (lambda: room.terminal.state.shown, self._terminal),
            (lambda: room.preview.state.large, self._preview),
            (lambda: room.card.state.stage in _AT_THE_CARD, self._pin),
            (lambda: room.bringing_back.state.shown, self._bringing_back),
            (lambda: room.recent.state.shown, self._recent),
            (lambda: room.proof.state.asking, self._proof),
            (lambda: room.certificates.state.shown, self._certificates),
            (lambda: room.choices.state.shown, self._choices),
            (lambda: room.exempting.state.shown, self._exempting),
            (lambda: room.requester.state.shown, self._requester),
        )

    def topmost(self) -> Callable[[Key], bool] | None:
        """What takes the next key; None when nothing lies over the counter."""
        return next((takes for is_open, takes in self._layers if is_open()), None)

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
            case Key.F9:
                voiding.mark()
            case _ if key in MOVES:
                voiding.move(MOVES[key])
            case _ if key in DIGITS[1:]:
                voiding.choose(DIGITS.index(key) - 1)
            case _:
                return False
        return True

    def _terminal(self, key: Key) -> bool:
        """Digits choose the means while no field has the focus; the number is typed into the dialog's own."""
        terminal = self._room.terminal
        match key:
            case Key.ESCAPE:
                terminal.give_up()
            case _ if key in DIGITS[1:]:
                terminal.choose(DIGITS.index(key) - 1)
            case _:
                return False
        return True

    def _preview(self, key: Key) -> bool:
        preview = self._room.preview
        match key:
            case Key.ESCAPE | Key.PREVIEW | Key.RETURN:
                preview.shrink()
            case _ if key in MOVES:
                preview.turn(1 if MOVES[key] > 0 else -1)
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

    def _bringing_back(self, key: Key) -> bool:
        """The number is typed into a field of the dialog's own."""
        if key is Key.ESCAPE:
            self._room.bringing_back.give_up()
            return True
        return False

    def _recent(self, key: Key) -> bool:
        recent, form = self._room.recent, self._room.recent.state.form
        match key:
            case Key.ESCAPE | Key.RECENT:
                recent.leave()
            case _ if key in MOVES:
                recent.move(MOVES[key])
            case Key.RETURN | Key.F9 if form is not None:
                self._take_up(form.application)
            case Key.F8:
                self._room.bringing_back.open()
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
            case _ if key in MOVES and proof.state.dialog is Asking.LIST:
                proof.move(MOVES[key])
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
            case _ if key in MOVES:
                certificates.move(MOVES[key])
            case _ if key in DIGITS[1:]:
                certificates.take(DIGITS.index(key) - 1)
            case _:
                return False
        return True

    def _choices(self, key: Key) -> bool:
        """Any number of them, one after the other, until it is closed."""
        choices = self._room.choices
        match key:
            case _ if key in {Key.ESCAPE, CHOICES}:
                choices.give_up()
            case Key.RETURN:
                choices.choose()
            case _ if key in MOVES:
                choices.move(MOVES[key])
            case _ if key in DIGITS[1:]:
                choices.take(DIGITS.index(key) - 1)
            case _:
                return False
        return True

    def _exempting(self, key: Key) -> bool:
        """Enter is the usual paper, 0 says that nothing was shown."""
        exempting = self._room.exempting
        match key:
            case Key.ESCAPE:
                exempting.give_up()
            case Key.RETURN:
                exempting.choose(0)
            case Key.DIGIT_0:
                exempting.decline()
            case _ if key in DIGITS[1:]:
                exempting.choose(DIGITS.index(key) - 1)
            case _:
                return False
        return True

    def _requester(self, key: Key) -> bool:
        """Digits choose while no field has the focus; what is typed is the dialog's own."""
        requester = self._room.requester
        match key:
            case _ if key in {Key.ESCAPE, REQUESTER}:
                requester.give_up()
            case _ if key in MOVES:
                requester.move(MOVES[key])
            case _ if key in DIGITS[1:]:
                requester.choose(DIGITS.index(key) - 1)
            case _:
                return False
        return True
