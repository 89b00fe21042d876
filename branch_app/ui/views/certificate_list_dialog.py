"""Certificates without a key of their own, over the counter."""

import tkinter as tk
from collections.abc import Iterable

from branch_app.domain.rules.catalogue import Listed, Unoffered
from branch_app.ui.keys import DIGITS, Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space
from branch_app.ui.presenters.certificate_list import CertificateList
from branch_app.ui.presenters.form import Offered
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.table import Column, DataTable, Row, RowKind
from branch_app.ui.wording import Wording

_WIDTH, _HEIGHT = 800, 376
_COLUMNS = (Column("", 56, "center"), Column("", 300, grows=True), Column("", 410))
_HEAD_TEXTS = ("recent_key", "trouble_recover_certificate", "unoffered_column")
_BY_DIGIT = DIGITS[1:]


class CertificateListDialog(Dialog):
    """Digit, name and today's fee of each, then what is not offered here and why.

    From the tenth on only ↑ and ↓ lead there.
    """

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, parts: CounterParts) -> None:
        self._words = Wording(look)
        say = self._words.say
        super().__init__(
            window,
            look,
            router,
            say("help_list"),
            hear=parts.keyboard.press,
            on_escape=lambda: parts.press(Key.ESCAPE),
        )
        holder = Area(self.body, look)
        holder.configure(width=look.px(_WIDTH), height=look.px(_HEIGHT))
        holder.pack_propagate(flag=False)
        holder.pack()
        listed = parts.room.certificates
        self._table = DataTable(
            holder,
            look,
            _COLUMNS,
            lambda row: listed.move(row - listed.state.at),
            lambda _row: listed.choose(),
        )
        self._table.pack(fill="both", expand=True)
        self._table.head([say(key) for key in _HEAD_TEXTS])
        offers = [self._row(place, offer) for place, offer in enumerate(listed.state.offers)]
        self._table.fill([*offers, *map(self._barred, listed.state.unoffered)], 0)
        self._choose = ActionButton(
            self.actions,
            look,
            say("general_confirm"),
            lambda: parts.press(Key.RETURN),
            Key.RETURN,
            ButtonKind.PRIMARY,
        )
        self._choose.pack(side="right")
        leave = ActionButton(self.actions, look, say("general_close"), lambda: parts.press(Key.ESCAPE), Key.ESCAPE)
        leave.pack(side="right", padx=look.gap(Space.S))

    @property
    def table(self) -> DataTable:
        """What can be chosen."""
        return self._table

    def tell(self, state: CertificateList) -> None:
        """The row that Enter chooses; one that is not offered leaves nothing to choose."""
        self._table.select(state.at)
        if state.at < len(state.offers):
            self._choose.enable()
        else:
            self._choose.disable()

    def focus_first(self) -> tk.Misc:
        """The list takes ↑ and ↓ by the keyboard."""
        return self.body

    def _row(self, place: int, offer: Offered) -> Row:
        digit = _BY_DIGIT[place].value if place < len(_BY_DIGIT) else ""
        return Row((digit, self._words.word(offer.certificate.value), self._words.yen(offer.fee_yen)))

    def _barred(self, listed: Listed) -> Row:
        """Grey, without a digit."""
        return Row(("", self._words.word(listed.code), f"✕ {self._why(listed)}"), RowKind.FADED)

    def _why(self, listed: Listed) -> str:
        words = self._words
        match listed.why:
            case Unoffered.OTHER_OFFICE if listed.office_kinds:
                return words.say("unoffered_where", offices=_joined(words, listed.office_kinds))
            case Unoffered.OTHER_CHANNEL if listed.channels:
                return words.say("unoffered_where", offices=_joined(words, listed.channels))
            case Unoffered.ENDED if listed.day is not None:
                return words.say("unoffered_until", day=words.date(listed.day))
            case Unoffered.NOT_YET if listed.day is not None:
                return words.say("unoffered_from", day=words.date(listed.day))
            case why:
                return words.word(f"unoffered_{why.value}") if why else ""


def _joined(words: Wording, codes: Iterable[str]) -> str:
    return "・".join(words.word(code) for code in codes)
