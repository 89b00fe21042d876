"""The list of further certificates under real keys, over a real desk."""

import tkinter as tk
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from branch_app.cards.session import Terms
from branch_app.cards.slot import VirtualReader
from branch_app.composition.device import Device
from branch_app.documents.name_images import MinchoNames
from branch_app.machine import SystemRandom
from branch_app.settings import RESOURCES
from branch_app.strings import Language
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import TextSize
from branch_app.ui.presenters.counter import Stage
from branch_app.ui.presenters.counter_room import CounterRoom
from branch_app.ui.presenters.form import Offered
from branch_app.ui.presenters.keyboard import CounterKeyboard
from branch_app.ui.theme import CONTRAST, DARK, LIGHT, Palette
from branch_app.ui.views.certificate_list_dialog import CertificateListDialog
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.views.name_pictures import NamePictures
from branch_app.ui.views.overlays import Overlays
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from branch_app.ui.widgets.table import RowKind
from tests.fakes.branch import OPENED, SetClock, make_branch, open_branch
from tests.fakes.clerk import begin_day, desk_of
from tests.fakes.clipping import clipped
from tests.fakes.counter_room import Hands, offer, room_of
from tests.fakes.display import Keyboard, pump_until, settle
from tests.fakes.staged_printer import StagedPrinter

MANY = 18


@dataclass(slots=True)
class Stand:
    """A form with many certificates on offer, and what may lie over it."""

    window: tk.Toplevel
    room: CounterRoom
    offers: tuple[Offered, ...]

    def dialogs(self) -> list[CertificateListDialog]:
        """Open now."""
        return [each for each in self.window.winfo_children() if isinstance(each, CertificateListDialog)]

    def asked(self) -> list[Offered]:
        """Lines of the form, as offered first."""
        kinds = {each.certificate: each for each in reversed(self.offers)}
        return [kinds[line.wish.certificate] for line in self.room.counter.state.form.lines]

    def wait(self, condition: Callable[[], bool]) -> None:
        """Until it holds."""
        pump_until(self.window, condition)
        settle(self.window)


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Device]:
    """Signed in."""
    opened = open_branch(make_branch(tmp_path / "branch"), SetClock())
    yield opened
    opened.close()


@pytest.fixture
def stand(window: tk.Toplevel, look: Look, device: Device) -> Stand:
    """The window's own keys go to the counter."""
    desk = desk_of(device, StagedPrinter())
    begin_day(desk)
    reader = VirtualReader(None, Terms((), SystemRandom()))
    room, names = room_of(desk, reader, reader), MinchoNames(RESOURCES)
    keys = CounterKeyboard(room)
    router = KeyRouter(window, lambda _: False)
    counter = tk.Frame(window, takefocus=True)
    counter.place(relwidth=1, relheight=1)
    router.push(KeyLayer(keys.press, counter))
    Overlays(window, look, router, CounterParts(room, keys, names, NamePictures(names), frozenset))
    hands = Hands(room)
    hands.type("yosi taro")
    hands.press(Key.RETURN)
    counter.focus_force()
    settle(window)
    return Stand(window, room, offer(room, MANY))


def _open(stand: Stand, keyboard: Keyboard) -> CertificateListDialog:
    keyboard.press("F8")
    stand.wait(lambda: bool(stand.dialogs()))
    (dialog,) = stand.dialogs()
    return dialog


def test_each_row_says_digit_name_and_fee(stand: Stand, keyboard: Keyboard) -> None:
    """From the eighth certificate on; the tenth row and those below have no digit."""
    rows = [row.cells for row in _open(stand, keyboard).table.rows]
    assert ("1", "課税（非課税・免除）証明書", "107円") == rows[0]
    assert ("2", "除籍の証明書", "108円") == rows[1]
    assert ["9", "", ""] == [cells[0] for cells in rows[8:]]


def test_a_digit_chooses_the_ninth(stand: Stand, keyboard: Keyboard) -> None:
    """F8 2: the dialog is gone, the form has the line, and the counter has the focus again."""
    before = stand.window.focus_get()
    _open(stand, keyboard)
    keyboard.press("2")
    stand.wait(lambda: not stand.dialogs())
    assert [stand.offers[8].certificate] == [each.certificate for each in stand.asked()]
    assert before is stand.window.focus_get()


def test_arrows_move_the_mark_and_enter_chooses(stand: Stand, keyboard: Keyboard) -> None:
    """Table and presenter move together, beyond the digits too."""
    dialog = _open(stand, keyboard)
    keyboard.press("Next", "Up", "Down", "Down")
    stand.wait(lambda: 10 == stand.room.certificates.state.at)
    assert 10 == dialog.table.selected
    keyboard.press("Up", "Return")
    stand.wait(lambda: not stand.dialogs())
    assert [stand.offers[16].certificate] == [each.certificate for each in stand.asked()]


def test_tab_into_the_list_and_enter_chooses_once(stand: Stand, keyboard: Keyboard) -> None:
    """The table's own keys do the same; the certificate is asked for in one copy."""
    dialog = _open(stand, keyboard)
    keyboard.press("Tab")
    stand.wait(lambda: stand.window.focus_get() is dialog.table.tree)
    keyboard.press("Down")
    stand.wait(lambda: 1 == stand.room.certificates.state.at)
    keyboard.press("Return")
    stand.wait(lambda: not stand.dialogs())
    assert [1] == [line.wish.copies for line in stand.room.counter.state.form.lines]


@pytest.mark.parametrize("key", ["Escape", "F8"])
def test_the_list_goes_without_a_choice(stand: Stand, keyboard: Keyboard, key: str) -> None:
    """One key; the form below stays."""
    _open(stand, keyboard)
    keyboard.press(key)
    stand.wait(lambda: not stand.dialogs())
    assert (Stage.FORM, []) == (stand.room.counter.state.stage, stand.asked())


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("size", "palette"),
    [
        (TextSize.STANDARD, LIGHT),
        (TextSize.STANDARD, CONTRAST),
        (TextSize.LARGE, DARK),
        (TextSize.LARGEST, LIGHT),
    ],
)
def test_nothing_is_cut_off(
    stand: Stand,
    keyboard: Keyboard,
    look: Look,
    size: TextSize,
    palette: Palette,
    language: Language,
) -> None:
    """In every language and size."""
    look.change(palette, size, language)
    _open(stand, keyboard)
    settle(stand.window)
    assert [] == clipped(stand.window)


def test_what_is_not_offered_is_grey_and_says_why(stand: Stand, keyboard: Keyboard) -> None:
    """Which office, or until when; Enter on such a row chooses nothing, and the button says so."""
    stand.room.counter.begin(OPENED.date())
    rows = _open(stand, keyboard).table.rows
    told = {row.cells[1]: row.cells[2] for row in rows if row.kind is RowKind.FADED}
    assert len(rows) == len(told)
    assert "✕ 平成24年7月8日で終わりました" == told["登録原票記載事項証明書"]
    assert "✕ 区役所・支所・出張所で扱います" == told["身分証明書"]
    keyboard.press("Return")
    settle(stand.window)
    assert (1, []) == (len(stand.dialogs()), stand.asked())
