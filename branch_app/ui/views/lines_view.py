"""申請の内容: one line a certificate, and what the chosen line shows."""

import tkinter as tk

from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.snapshots import JuminhyoForm, Scope
from branch_app.strings import purpose_text
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.choice import Kind
from branch_app.ui.presenters.choice_rows import said
from branch_app.ui.presenters.counter import CounterState
from branch_app.ui.theme import Role
from branch_app.ui.views.choice_words import brief
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.widgets.label import Paragraph
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.widgets.table import Column, DataTable, Row
from branch_app.ui.wording import Wording
from branch_app.usecases.make_papers import Line
from branch_app.usecases.snapshot import Wish

_HEAD_TEXTS = ("counter_column_name", "counter_certificates", "counter_copies", "counter_quote")
_COLUMNS = (Column("", 100), Column("", 150, grows=True), Column("", 50, "e"), Column("", 60, "e"))


class LinesView(Panel):
    """The form's lines, and what one of them shows."""

    def __init__(self, parent: tk.Misc, look: Look, parts: CounterParts) -> None:
        super().__init__(parent, look)
        self._parts = parts
        self._words = Wording(look)
        self._table = DataTable(self.body, look, _COLUMNS, on_select=self._move_to)
        self._said = ""
        self._shows = Paragraph(self.body, look, "", Type.BODY, Role.MUTED)
        self._table.pack(fill="both", expand=True)
        self.body.bind("<Configure>", lambda _: self._place_shows(), add="+")
        look.follow(self.body, self._restyle_body)
        parts.room.counter.listen(self._show)
        parts.room.choices.listen(lambda _state: self._show(parts.room.counter.state))

    def _restyle_body(self) -> None:
        self.body.paint_ground()
        self._table.head([self._words.say(key) for key in _HEAD_TEXTS])
        self._show(self._parts.room.counter.state)

    def _move_to(self, row: int) -> None:
        counter = self._parts.room.counter
        counter.fill(counter.state.form.moved(row - counter.state.form.at))

    def _show(self, state: CounterState) -> None:
        form, line = state.form, state.form.line
        fees = {offer.certificate: offer.fee_yen for offer in state.offers}
        rows = [self._row(line, fees) for line in form.lines]
        self._table.fill(rows, form.at if rows else None)
        self._said = self._shows_of(line) if line else ""
        self._shows.show(self._said)
        self._place_shows()

    def _place_shows(self) -> None:
        """Below the lines where it says something and they keep their room."""
        needed = self._table.winfo_reqheight() + self._shows.winfo_reqheight()
        if self._said and needed <= self.body.winfo_height():
            if not self._shows.winfo_manager():
                self._shows.pack(side="bottom", fill="x", pady=(self.look.gap(Space.XS), 0), before=self._table)
        elif self._shows.winfo_manager():
            self._shows.pack_forget()

    def _row(self, line: Line, fees: dict[Certificate, int]) -> Row:
        words, wish = self._words, line.wish
        fee = words.say("general_free") if line.exempt else words.yen(fees.get(wish.certificate, 0) * wish.copies)
        certificate = words.word(wish.certificate.value)
        name = self._parts.room.choices.name_of(wish.subject)
        return Row((name, certificate, words.copies(wish.copies), fee), picture=self._parts.pictures.of(name))

    def _shows_of(self, line: Line) -> str:
        words, wish = self._words, line.wish
        parts = [] if self._parts.room.choices.state.given else [f"⚠ {words.say('counter_not_given')}"]
        parts += self._chosen(wish)
        if wish.purpose:
            parts.append(purpose_text(wish.purpose))
        if line.evidence:
            parts.append(words.say("counter_exempted", evidence=words.word(line.evidence)))
        elif self._parts.room.asking.may_be_free(line):
            parts.append(words.say("counter_exemption"))
        return "　".join(parts)

    def _chosen(self, wish: Wish) -> list[str]:
        """What is not as usual; of a 住民票の写し always who stands on it."""
        words = self._words
        whole = wish.certificate is Certificate.JUMINHYO and wish.form is JuminhyoForm.HOUSEHOLD
        parts = []
        if whole:
            parts.append(words.say("counter_scope_whole" if wish.scope is Scope.WHOLE else "counter_scope_part"))
        named = said(self._parts.room.choices.state.rows)
        left_out = {Kind.PART, Kind.SUBJECT} if whole else {Kind.SUBJECT}
        plain = self._parts.names.needs_image
        return parts + [brief(words, each, plain) for each in named if each.kind not in left_out]
