"""What lies over the counter: opened and closed as the presenters say, one dialog a kind."""

import tkinter as tk
from collections.abc import Callable
from typing import Protocol, TypeVar

from branch_app.ui.look import Look
from branch_app.ui.presenters.bringing_back import BringingBack
from branch_app.ui.presenters.card import CardStage, CardState
from branch_app.ui.presenters.certificate_list import CertificateList
from branch_app.ui.presenters.choices import Choices
from branch_app.ui.presenters.exempting import Exempting
from branch_app.ui.presenters.proof import Asking, Proof
from branch_app.ui.presenters.requester import Requester
from branch_app.ui.presenters.terminal import Terminal
from branch_app.ui.presenters.voiding import Voiding
from branch_app.ui.views.alarm_view import AlarmView
from branch_app.ui.views.bringing_back_dialog import BringingBackDialog
from branch_app.ui.views.certificate_list_dialog import CertificateListDialog
from branch_app.ui.views.choices_dialog import ChoicesDialog
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.views.exempting_dialog import ExemptingDialog
from branch_app.ui.views.pin_dialog import PinDialog
from branch_app.ui.views.preview_view import LargePreview
from branch_app.ui.views.proof_dialogs import DocumentList, SealCardDialog
from branch_app.ui.views.requester_dialog import RequesterDialog
from branch_app.ui.views.terminal_dialog import TerminalDialog
from branch_app.ui.views.void_dialog import VoidDialog
from branch_app.ui.widgets.router import KeyRouter

_ASKS = frozenset({CardStage.PIN, CardStage.PROVING, CardStage.REFUSED})


class _Opened(Protocol):
    def open(self, first: tk.Misc) -> None: ...

    def close(self) -> None: ...

    def focus_first(self) -> tk.Misc: ...


D = TypeVar("D", bound=_Opened)


class Overlays:
    """Follows what the presenters of the room have open; the alarm lies above all."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, parts: CounterParts) -> None:
        self._window = window
        self._look = look
        self._router = router
        self._parts = parts
        self._pin: PinDialog | None = None
        self._void: VoidDialog | None = None
        self._terminal: TerminalDialog | None = None
        self._documents: DocumentList | None = None
        self._seal_card: SealCardDialog | None = None
        self._certificates: CertificateListDialog | None = None
        self._choices: ChoicesDialog | None = None
        self._bringing_back: BringingBackDialog | None = None
        self._exempting: ExemptingDialog | None = None
        self._requester: RequesterDialog | None = None
        LargePreview(window, look, parts)
        AlarmView(window, look, router, parts)
        parts.room.card.listen(self._follow_card)
        parts.room.voiding.listen(self._follow_voiding)
        parts.room.terminal.listen(self._follow_terminal)
        parts.room.proof.listen(self._follow_proof)
        parts.room.certificates.listen(self._follow_certificates)
        parts.room.choices.listen(self._follow_choices)
        parts.room.bringing_back.listen(self._follow_bringing_back)
        parts.room.exempting.listen(self._follow_exempting)
        parts.room.requester.listen(self._follow_requester)

    def scan(self, number: str) -> bool:
        """A wedge read a card's number while a 印鑑登録証 was asked for."""
        if self._seal_card is None:
            return False
        self._seal_card.scan(number)
        return True

    def _follow_card(self, state: CardState) -> None:
        self._pin = self._kept(self._pin, state.stage in _ASKS, lambda: self._made(PinDialog))
        if self._pin is not None:
            self._pin.tell(state)

    def _follow_voiding(self, state: Voiding) -> None:
        self._void = self._kept(self._void, state.shown, lambda: self._made(VoidDialog))
        if self._void is not None:
            self._void.tell(state)

    def _follow_terminal(self, state: Terminal) -> None:
        self._terminal = self._kept(self._terminal, state.shown, lambda: self._made(TerminalDialog))
        if self._terminal is not None:
            self._terminal.tell(state)

    def _follow_proof(self, state: Proof) -> None:
        listed, carded = state.dialog is Asking.LIST, state.dialog is Asking.SEAL_CARD
        self._documents = self._kept(self._documents, listed, lambda: self._made(DocumentList))
        self._seal_card = self._kept(self._seal_card, carded, lambda: self._made(SealCardDialog))
        if self._documents is not None:
            self._documents.tell(state)
        if self._seal_card is not None:
            self._seal_card.tell(state)

    def _follow_certificates(self, state: CertificateList) -> None:
        self._certificates = self._kept(self._certificates, state.shown, lambda: self._made(CertificateListDialog))
        if self._certificates is not None:
            self._certificates.tell(state)

    def _follow_choices(self, state: Choices) -> None:
        self._choices = self._kept(self._choices, state.shown, lambda: self._made(ChoicesDialog))
        if self._choices is not None:
            self._choices.tell(state)

    def _follow_bringing_back(self, state: BringingBack) -> None:
        made = self._kept(self._bringing_back, state.shown, lambda: self._made(BringingBackDialog))
        self._bringing_back = made
        if made is not None:
            made.tell(state)

    def _follow_exempting(self, state: Exempting) -> None:
        self._exempting = self._kept(self._exempting, state.shown, lambda: self._made(ExemptingDialog))

    def _follow_requester(self, state: Requester) -> None:
        self._requester = self._kept(self._requester, state.shown, lambda: self._made(RequesterDialog))
        if self._requester is not None:
            self._requester.tell(state)

    def _made(self, kind: Callable[[tk.Misc, Look, KeyRouter, CounterParts], D]) -> D:
        dialog = kind(self._window, self._look, self._router, self._parts)
        dialog.open(dialog.focus_first())
        return dialog

    @staticmethod
    def _kept(dialog: D | None, wanted: bool, make: Callable[[], D]) -> D | None:  # noqa: FBT001
        if wanted and dialog is None:
            return make()
        if not wanted and dialog is not None:
            dialog.close()
            return None
        return dialog
