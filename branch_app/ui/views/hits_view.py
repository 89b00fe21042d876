"""The search box and what it found: on the screen as it is typed."""

import tkinter as tk
from collections.abc import Callable

from branch_app.domain.errors import BadInput
from branch_app.domain.records.registers import Hit, RemovedHit
from branch_app.domain.records.resident import RemovedResident
from branch_app.domain.values.birth import meant_birth
from branch_app.domain.values.identifiers import ResidentId
from branch_app.ui.keys import ROWS
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.hits import Hits, HitsPresenter
from branch_app.ui.theme import Role
from branch_app.ui.views.name_pictures import NamePictures
from branch_app.ui.widgets.entry import TextEntry
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.table import Column, DataTable, Row, RowKind
from branch_app.ui.wording import Wording

_COLUMNS = (
    Column("", 180),
    Column("", 160),
    Column("", 172),
    Column("", 48, "center"),
    Column("", 260, grows=True),
    Column("", 108),
)
CITY = "神奈川県川崎市"
"""Every address begins so; what tells two of them apart comes after."""
_HEAD_TEXTS = (
    "counter_column_name",
    "counter_column_kana",
    "counter_column_birth",
    "counter_column_sex",
    "counter_column_address",
    "counter_column_flag",
)


class HitsView(Area):
    """``restricted`` says whose row must be red; ``on_pick`` is a double click, Enter comes by the keyboard."""

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        presenter: HitsPresenter,
        pictures: NamePictures,
        restricted: Callable[[], frozenset[ResidentId]],
        on_pick: Callable[[], None],
    ) -> None:
        super().__init__(parent, look)
        self._presenter = presenter
        self._pictures = pictures
        self._restricted = restricted
        self._words = Wording(look)
        self._found: object = None
        self.box = TextEntry(self, look, presenter.type, caption=" ", style=Type.HEADING)
        self._note = Label(self, look, "", Type.BODY, Role.MUTED)
        self._table = DataTable(self, look, _COLUMNS, self._selected, lambda _row: on_pick(), len(ROWS))
        presenter.numbered = self._table.numbered
        self.columnconfigure(0, weight=1)
        self.rowconfigure(2, weight=1)
        self.box.grid(row=0, column=0, sticky="ew")
        self._note.grid(row=1, column=0, sticky="w", pady=look.gap(Space.XS))
        self._table.grid(row=2, column=0, sticky="nsew")
        look.follow(self, self.restyle)
        presenter.listen(self._show)

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        self.box.show(self._words.say("counter_search"), self._words.say("counter_search_placeholder"))
        self._table.head([self._words.say(key) for key in _HEAD_TEXTS])
        self._found = None
        self._show(self._presenter.state)

    def page(self) -> int:
        """Rows that fit."""
        return self._table.page()

    def _selected(self, row: int) -> None:
        self._presenter.move(row - self._presenter.state.at)

    def _show(self, state: Hits) -> None:
        if self.box.value != state.typed:
            self.box.put(state.typed)
        self._note.show(self._note_of(state), Role.BAD_TEXT if state.trouble else Role.MUTED)
        if state.found is not self._found:
            self._found = state.found
            restricted = self._restricted()
            self._table.fill([self._row(hit, restricted) for hit in state.rows], state.at)
        else:
            self._table.select(state.at if state.hit else None)

    def _note_of(self, state: Hits) -> str:
        words = self._words
        if state.trouble is not None:
            return self._trouble(state)
        if state.found is None:
            return words.say("counter_pick_hint")
        shown, total = len(state.rows), len(state.rows) + state.found.more
        if not shown:
            return words.say("counter_found_none")
        if state.found.uncounted:
            return words.say("counter_found_more", n=total - 1)
        if state.found.more:
            return words.say("counter_found_first", n=total, shown=shown)
        return f"{words.say('counter_found', n=total)}　{words.say('counter_pick_hint')}"

    def _trouble(self, state: Hits) -> str:
        error = state.trouble
        if isinstance(error, BadInput) and error.facts.get("why") == "birth":
            meant = meant_birth(state.typed, self._presenter.today())
            if meant is not None:
                return self._words.say("counter_date_instead", date=self._words.date(meant))
        return self._words.message(error).happened if error else ""

    def _row(self, hit: Hit | RemovedHit, restricted: frozenset[ResidentId]) -> Row:
        flagged, words = hit.id in restricted, self._words
        where = ("", removal_words(words, hit)) if isinstance(hit, RemovedHit) else sex_and_place(words, hit)
        flag = f"⚠ {words.say('resident_flag')}" if flagged else ""
        return Row(
            (hit.name, hit.kana, words.date(hit.birth), *where, flag),
            RowKind.RESTRICTED if flagged else RowKind.PLAIN,
            self._pictures.of(hit.name),
        )


def removal_words(words: Wording, row: RemovedHit | RemovedResident) -> str:
    """That somebody is on the register no more, why and since when."""
    return words.say("resident_removed", why=words.word(row.removal.value), day=words.date(row.removed))


def sex_and_place(words: Wording, hit: Hit) -> tuple[str, str]:
    """Sex and address; before the address stands the 旧氏 or 通称 by which somebody was found."""
    address, other = hit.address.removeprefix(CITY), hit.found_as
    if other is not None:
        kind = words.word(other.kind.value)
        address = words.say("counter_found_as", kind=kind, name=other.name, address=address)
    return words.word(hit.sex.value), address
