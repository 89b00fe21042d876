"""Lists: only what is visible reaches Tk, in one call, and the look is followed."""

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk
from typing import overload

import pytest

from branch_app.ui.look import Look
from branch_app.ui.measures import Target, TextSize
from branch_app.ui.theme import DARK, LIGHT, Role
from branch_app.ui.widgets.table import DataTable, Row, RowKind
from tests.fakes.display import Display, Keyboard, pump_until, settle
from tests.fakes.gallery import COLUMNS, bar_raster, rows

JOURNAL = 20_000


class _LazyRows(Sequence[Row]):
    """A journal that counts how many rows were made."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __len__(self) -> int:
        return JOURNAL

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        assert isinstance(index, int)
        self.asked.append(index)
        return Row((f"{index}", "印鑑登録証明書", "", "", ""))


@pytest.fixture
def picked() -> list[int]:
    """What ``on_pick`` said."""
    return []


@pytest.fixture
def chosen() -> list[int]:
    """What ``on_select`` said."""
    return []


@pytest.fixture
def table(window: tk.Toplevel, look: Look, chosen: list[int], picked: list[int]) -> DataTable:
    """Laid out, empty."""
    made = DataTable(window, look, COLUMNS, chosen.append, picked.append)
    made.pack(fill="both", expand=True)
    settle(window)
    return made


def _first_cells(table: DataTable) -> list[str]:
    return [str(table.tree.item(row, "text")) for row in table.tree.get_children()]


class _Calls:
    """Tk's interpreter, counting how often it is called."""

    def __init__(self, tk_app: object) -> None:
        self._app = tk_app
        self.names: list[str] = []

    def call(self, *words: object) -> object:
        self.names.append(str(words[0]))
        return self._app.call(*words)  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> object:
        return getattr(self._app, name)


@pytest.fixture
def numbered(window: tk.Toplevel, look: Look, chosen: list[int], picked: list[int]) -> DataTable:
    """Nine of its rows have a number; six rows fit."""
    frame = tk.Frame(window, width=900, height=7 * look.target(Target.ROW) + 20)
    frame.pack_propagate(flag=False)
    frame.pack()
    made = DataTable(frame, look, COLUMNS, chosen.append, picked.append, 9)
    made.pack(fill="both", expand=True)
    settle(window)
    return made


def _numbers(table: DataTable) -> dict[str, str]:
    """What is written beside which first cell."""
    column = table._numbers
    assert column is not None
    beside = {str(table.tree.item(row, "text")): str(column.item(row, "text")) for row in column.get_children()}
    return {name: number for name, number in beside.items() if number}


def test_a_number_stands_beside_its_own_row(numbered: DataTable, window: tk.Toplevel) -> None:
    """At the top, rolled, and at the end: only before the first nine, and only before a row that is whole."""
    people = [Row((f"佐藤 {at}郎", "", "", "", "")) for at in range(1, 51)]
    numbered.fill(people)
    settle(window)
    seen = []
    for roll in (0, 5, 40):
        numbered._roll(roll)
        settle(window)
        numbers = _numbers(numbered)
        assert {name: name[3:-1] for name in numbers} == numbers
        assert [at for at in range(50) if numbered.numbered(at)] == [int(number) - 1 for number in numbers.values()]
        seen.append(list(numbers.values()))
    first = [str(at) for at in range(1, numbered.page() + 1)]
    assert (6, [first, ["6", "7", "8", "9"], []]) == (numbered.page(), seen)


def test_a_row_and_its_number_lie_side_by_side(
    numbered: DataTable, window: tk.Toplevel, display: Display, chosen: list[int], picked: list[int]
) -> None:
    """Same height and ground in every size; a click on the number is one on the row."""
    numbered.fill(rows(50), selected=1)
    column = numbered._numbers
    assert column is not None
    for size in TextSize:
        numbered.look.change(size=size)
        settle(window)
        settle(window)
        assert [numbered.tree.bbox(row)[1::2] for row in "012"] == [column.bbox(row)[1::2] for row in "012"]
        left, top, _, height = column.bbox("1")
        place = column.winfo_rootx() + left + 1, column.winfo_rooty() + top + height // 2
        pixel = display.screenshot().getpixel(place)
        assert isinstance(pixel, tuple)
        assert LIGHT[Role.SELECTED] == "#{:02x}{:02x}{:02x}".format(*pixel)
    left, top, width, height = column.bbox("2")
    for _ in range(2):
        column.event_generate("<Button-1>", x=left + width // 2, y=top + height // 2)
        column.event_generate("<ButtonRelease-1>", x=left + width // 2, y=top + height // 2)
    assert ([2], [2]) == (chosen, picked)


def test_rows_reach_tk_in_one_call(table: DataTable, monkeypatch: pytest.MonkeyPatch) -> None:
    """One call for all rows and the bar: after each one a worker may keep the interpreter's lock."""
    table.fill(rows(49)[4:])
    calls = _Calls(table.tk)
    for widget in (table, table.tree, table._bar):
        monkeypatch.setattr(widget, "tk", calls)
    table.fill([row for row in rows(50) if row.picture is None])
    assert ["madoguchi_fill"] == calls.names
    assert table.page() + 1 == len(_first_cells(table))


def test_the_same_rows_reach_tk_once(table: DataTable, monkeypatch: pytest.MonkeyPatch) -> None:
    """A view fills its table at every change of its state; another choice, or another row, is drawn."""
    people, calls = rows(50), _Calls(table.tk)
    table.fill(people, selected=1)
    for widget in (table, table.tree, table._bar):
        monkeypatch.setattr(widget, "tk", calls)
    table.fill(list(people), selected=1)
    assert [] == calls.names
    table.fill(people, selected=2)
    table.fill([*people[:-1], Row(("別", "", "", "", ""))], selected=2)
    assert 2 == calls.names.count("madoguchi_fill")


def test_a_journal_of_20_000_rows_is_a_window_of_a_few(table: DataTable, window: tk.Toplevel) -> None:
    """Only visible rows are ever made, at the start, in the middle and at the end."""
    journal = _LazyRows()
    table.fill(journal)
    for place in (0, 10_000, JOURNAL - 1):
        journal.asked.clear()
        table.select(place)
        assert len(journal.asked) <= table.page() + 1
        assert str(place) in _first_cells(table)
    settle(window)


def test_keys_in_the_table_move_and_pick(
    table: DataTable, window: tk.Toplevel, keyboard: Keyboard, chosen: list[int], picked: list[int]
) -> None:
    """↓ ↓ ↑ PgDn, then Return: heard once each; the ends stay."""
    table.fill(rows(50))
    table.tree.focus_force()
    settle(window)
    keyboard.press("Up", "Down", "Down", "Up", "Next", "Return")
    pump_until(window, lambda: bool(picked))
    assert [1, 2, 1, 1 + table.page()] == chosen
    assert [1 + table.page()] == picked


def test_another_field_moves_the_selection(table: DataTable, chosen: list[int]) -> None:
    """``move`` from a search box: within the list, bringing the row into view; ``select`` is not heard."""
    table.fill(rows(50))
    table.move(-1)
    table.move(48)
    table.move(9)
    assert 49 == table.selected
    assert [48, 49] == chosen
    assert "佐藤 49郎" in _first_cells(table)
    table.select(0)
    assert [48, 49] == chosen
    assert "佐藤 0郎" == _first_cells(table)[0]


def test_an_empty_list_has_no_selection(table: DataTable) -> None:
    """Nothing found: nothing to pick, nothing to move."""
    table.fill(())
    table.move(1)
    assert table.selected is None
    assert [] == _first_cells(table)


def test_a_click_selects_and_a_double_click_picks(
    table: DataTable, window: tk.Toplevel, chosen: list[int], picked: list[int]
) -> None:
    """On the row under the pointer."""
    table.fill(rows(50))
    settle(window)
    left, top, width, height = table.tree.bbox("2")
    for _ in range(2):
        table.tree.event_generate("<Button-1>", x=left + width // 2, y=top + height // 2)
        table.tree.event_generate("<ButtonRelease-1>", x=left + width // 2, y=top + height // 2)
    assert [2] == chosen
    assert [2] == picked


def test_the_wheel_and_the_bar_roll(table: DataTable, window: tk.Toplevel) -> None:
    """The list rolls under a selection that stays."""
    table.fill(rows(50))
    settle(window)
    table.tree.event_generate("<Button-5>")
    assert "佐藤 4郎" == _first_cells(table)[1]
    table._scroll("moveto", "1.0")
    assert "佐藤 49郎" in _first_cells(table)
    assert 0 == table.selected


def _pixel(display: Display, table: DataTable, row: str) -> str:
    left, top, _, height = table.tree.bbox(row)
    place = (table.tree.winfo_rootx() + left + 1, table.tree.winfo_rooty() + top + height // 2)
    pixel = display.screenshot().getpixel(place)
    assert isinstance(pixel, tuple)
    return "#{:02x}{:02x}{:02x}".format(*pixel)


def test_a_restricted_person_has_a_row_of_her_own_colour(
    table: DataTable, window: tk.Toplevel, display: Display
) -> None:
    """Red while unselected, and red when selected, in the palette of the moment."""
    table.fill(rows(50), selected=1)
    settle(window)
    assert LIGHT[Role.RESTRICTED] == _pixel(display, table, "2")
    assert LIGHT[Role.SELECTED] == _pixel(display, table, "1")
    table.select(2)
    settle(window)
    assert LIGHT[Role.RESTRICTED_SELECTED] == _pixel(display, table, "2")
    table.look.change(palette=DARK)
    settle(window)
    settle(window)
    assert DARK[Role.RESTRICTED_SELECTED] == _pixel(display, table, "2")
    assert DARK[Role.STRIPE] == _pixel(display, table, "1")
    assert DARK[Role.TABLE] == _pixel(display, table, "0")


def test_rows_and_columns_follow_the_text_size(table: DataTable, window: tk.Toplevel) -> None:
    """Treeview scales neither by itself."""
    table.fill(rows(50))
    settle(window)
    before = table.tree.column("#1", "width")
    table.look.change(size=TextSize.LARGEST)
    settle(window)
    assert round(COLUMNS[1].width * 1.5) == table.tree.column("#1", "width")
    assert COLUMNS[1].width == before
    assert round(Target.ROW * 1.5) <= int(ttk.Style(window).lookup("Madoguchi.Treeview", "rowheight"))
    assert table.tree.bbox("1")[3] >= round(Target.ROW * 1.5)


def test_columns_shrink_together_when_there_is_no_room(window: tk.Toplevel, look: Look) -> None:
    """On a narrow screen with large text no column is pushed out of sight."""
    look.change(size=TextSize.LARGEST)
    frame = tk.Frame(window, width=500, height=300)
    frame.pack_propagate(flag=False)
    frame.pack()
    table = DataTable(frame, look, COLUMNS)
    table.pack(fill="both", expand=True)
    settle(window)
    widths = [table.tree.column(f"#{at}", "width") for at in range(len(COLUMNS))]
    assert sum(widths) <= table.tree.winfo_width()
    assert min(widths) > 40


def test_a_name_that_needs_a_picture_has_one_in_the_ink_of_its_row(
    table: DataTable, window: tk.Toplevel, display: Display
) -> None:
    """Black on white becomes the row's ink on the row's ground, when it is selected, too."""
    table.fill([Row(("", "", "", "", ""), picture=bar_raster()), Row(("a", "", "", "", ""))], selected=None)
    for selected, ink in ((None, Role.TEXT), (0, Role.ON_SELECTED)):
        table.select(selected)
        settle(window)
        left, top, _, height = table.tree.bbox("0")
        x, y = table.tree.winfo_rootx() + left, table.tree.winfo_rooty() + top
        found = display.screenshot().crop((x, y, x + 60, y + height)).getcolors()
        assert found is not None
        assert LIGHT[ink] in {"#{:02x}{:02x}{:02x}".format(*colour) for count, colour in found if count > 50}


def test_names_with_spaces_and_tcl_signs_arrive_as_they_are(table: DataTable) -> None:
    """Braces, brackets and dollars in a name are text, never Tcl."""
    name = '佐藤 {$x} [exit] \\ "太郎"'
    table.fill([Row((name, name, "", "", ""))])
    assert name == table.tree.item("0", "text")
    assert name == table.tree.set("0", "#1")


def test_faded_rows_are_readable(table: DataTable) -> None:
    """Voided entries are muted, and muted still has its contrast (see the theme's pairs)."""
    table.fill([Row(("取消", "", "", "", ""), RowKind.FADED)], selected=None)
    assert LIGHT[Role.MUTED] == str(table.tree.tag_configure("FADED-even", "foreground"))


def test_a_text_that_finds_no_room_ends_in_dots(table: DataTable, window: tk.Toplevel) -> None:
    """Cut off in the middle of a sign it could be read as another word."""
    long = "住民票記載事項証明書" * 20
    table.fill([Row(("例題　健", long, "", "", ""))], None)
    settle(window)
    shown = str(table.tree.item("0", "values")[0])
    assert shown.endswith("…")
    assert long.startswith(shown[:-1])


def test_a_column_is_as_wide_as_its_text(table: DataTable, window: tk.Toplevel) -> None:
    """The column that grows gives room to one that needs more than it was made for."""
    before = [table.tree.column(f"#{at}", "width") for at in range(len(COLUMNS))]
    narrow = next(at for at, column in enumerate(COLUMNS) if at and not column.grows)
    cells = [""] * len(COLUMNS)
    cells[narrow] = "あ" * (before[narrow] // 12)
    table.fill([Row(tuple(cells))], None)
    settle(window)
    after = [table.tree.column(f"#{at}", "width") for at in range(len(COLUMNS))]
    assert (sum(before), True) == (sum(after), after[narrow] > before[narrow])
