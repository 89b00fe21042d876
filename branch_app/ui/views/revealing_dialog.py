"""開示, over the manager's report: the number on a paper, what is to be seen, why; then what stands behind it."""

import tkinter as tk

from branch_app.domain.values.reasons import RevealReason
from branch_app.domain.values.veiled import VeiledField
from branch_app.ports import NameImages
from branch_app.ui.keys import FUNCTION_KEYS, Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.revealing import FIELDS, REASONS, Revealing, RevealingPresenter
from branch_app.ui.theme import Role
from branch_app.ui.views.keyed_choices import KeyedChoices
from branch_app.ui.views.outcome import not_done
from branch_app.ui.views.signed import signed
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.entry import TextEntry
from branch_app.ui.widgets.label import Label, Paragraph
from branch_app.ui.widgets.name import NameLabel
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording

_WIDTH, _ACROSS = 660, 3
_FIELD_KEYS = FUNCTION_KEYS[: len(FIELDS)]
_REASON_KEYS = FUNCTION_KEYS[len(FIELDS) : len(FIELDS) + len(REASONS)]
_FIELD_TEXTS = {
    VeiledField.SUBJECT: "manager_reveal_subject",
    VeiledField.APPLICANT: "manager_reveal_applicant",
    VeiledField.PURPOSE: "manager_reveal_purpose",
}
_REASON_TEXTS = {
    RevealReason.AUDIT: "manager_reveal_audit",
    RevealReason.INQUIRY: "manager_reveal_inquiry",
    RevealReason.COMPLAINT: "manager_reveal_complaint",
    RevealReason.MISTAKE: "manager_reveal_mistake",
    RevealReason.OTHER: "manager_reveal_other",
}


class RevealingDialog(Dialog):
    """F1 to F3 say what, F4 to F8 why; Enter asks the second person. Esc takes away what was shown."""

    def __init__(
        self, window: tk.Misc, look: Look, router: KeyRouter, revealing: RevealingPresenter, names: NameImages
    ) -> None:
        self._revealing = revealing
        self._words = Wording(look)
        say = self._words.say
        super().__init__(
            window, look, router, say("manager_reveal"), hear=self._hear_key, on_escape=revealing.give_up
        )
        gap = look.gap(Space.S)
        holder = Area(self.body, look)
        holder.configure(width=look.px(_WIDTH), height=1)
        holder.pack()
        Paragraph(self.body, look, say("manager_reveal_how")).pack(fill="x", pady=(0, gap))
        self._number = TextEntry(
            self.body, look, lambda _text: None, say("trouble_recover_number"), style=Type.FIGURE
        )
        self._number.pack(fill="x", pady=(0, gap))
        self._fields = KeyedChoices(
            self.body,
            look,
            [(field, say(_FIELD_TEXTS[field]), key) for field, key in zip(FIELDS, _FIELD_KEYS, strict=True)],
            lambda field: revealing.aim(FIELDS.index(field)),
            _ACROSS,
        )
        self._reasons = KeyedChoices(
            self.body,
            look,
            [(reason, say(_REASON_TEXTS[reason]), key) for reason, key in zip(REASONS, _REASON_KEYS, strict=True)],
            lambda reason: revealing.choose(REASONS.index(reason)),
            _ACROSS,
        )
        for choices in (self._fields, self._reasons):
            choices.pack(fill="x", pady=(0, look.gap(Space.HAIR)))
        self._of = Paragraph(self.body, look)
        self._asked = Label(self.body, look, "", Type.STRONG)
        self._words_behind = NameLabel(self.body, look, names, Type.TITLE)
        self._of.pack(fill="x", pady=(gap, 0))
        self._asked.pack(fill="x", pady=(look.gap(Space.XS), 0))
        self._words_behind.pack(fill="x")
        self._go = ActionButton(
            self.actions, look, say("general_confirm"), self._ask, Key.RETURN, ButtonKind.PRIMARY
        )
        leave = ActionButton(self.actions, look, say("general_close"), revealing.give_up, Key.ESCAPE)
        self._go.pack(side="right")
        leave.pack(side="right", padx=gap)

    def tell(self, state: Revealing) -> None:
        """What is chosen, and what there is to see."""
        self._fields.put(state.field)
        self._reasons.put(state.reason)
        if state.whole:
            self._go.enable()
        else:
            self._go.disable()
        self._of.show(*self._about(state))
        seen = state.revealed
        self._asked.show(self._words.say(_FIELD_TEXTS[seen.field]) if seen else "")
        self._words_behind.show((seen.words or "—") if seen else "")

    def focus_first(self) -> tk.Misc:
        """The number."""
        return self._number

    def _about(self, state: Revealing) -> tuple[str, Role]:
        say = self._words.say
        waiting = not_done(self._words, state.trouble, busy=state.busy)
        if waiting is not None:
            return waiting
        if state.revealed is None:
            return "", Role.MUTED
        seen = state.revealed
        certificate = self._words.word(seen.certificate.value)
        of = say("manager_reveal_of", certificate=certificate, number=seen.number, form=seen.form)
        return signed("✓", of), Role.GOOD_TEXT

    def _hear_key(self, key: Key) -> bool:
        match key:
            case Key.RETURN:
                self._ask()
            case _ if key in _FIELD_KEYS:
                self._revealing.aim(_FIELD_KEYS.index(key))
            case _ if key in _REASON_KEYS:
                self._revealing.choose(_REASON_KEYS.index(key))
            case _:
                return False
        return True

    def _ask(self) -> None:
        self._revealing.ask(self._number.value)
