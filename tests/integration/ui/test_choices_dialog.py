"""選択肢 and 請求者 under real keys, over a real desk of a ward office."""

import tkinter as tk
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from branch_app.cards.session import Terms
from branch_app.cards.slot import VirtualReader
from branch_app.composition.device import Device
from branch_app.documents.name_images import MinchoNames
from branch_app.domain.records.requester import Standing
from branch_app.machine import SystemRandom
from branch_app.settings import RESOURCES
from branch_app.strings import Language
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import TextSize
from branch_app.ui.presenters.counter_room import CounterRoom
from branch_app.ui.presenters.keyboard import CounterKeyboard
from branch_app.ui.presenters.requester import Stated
from branch_app.ui.theme import CONTRAST, DARK, LIGHT, Palette
from branch_app.ui.views.choices_dialog import ChoicesDialog
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.views.name_pictures import NamePictures
from branch_app.ui.views.overlays import Overlays
from branch_app.ui.views.requester_dialog import RequesterDialog
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from tests.fakes.branch import WARD_OFFICE, SetClock, make_branch, open_branch
from tests.fakes.clerk import begin_day, desk_of
from tests.fakes.clipping import clipped
from tests.fakes.counter_room import Hands, room_of
from tests.fakes.display import Keyboard, pump_until, settle
from tests.fakes.staged_printer import StagedPrinter

D = TypeVar("D", bound=tk.Misc)
SIZES = pytest.mark.parametrize(
    ("size", "palette"), [(TextSize.STANDARD, LIGHT), (TextSize.LARGE, DARK), (TextSize.LARGE, CONTRAST)]
)


@dataclass(slots=True)
class Stand:
    """A form with a 住民票の写し on it, and what may lie over it."""

    window: tk.Toplevel
    room: CounterRoom

    def dialog(self, kind: type[D]) -> D | None:
        """Open now."""
        return next((each for each in self.window.winfo_children() if isinstance(each, kind)), None)

    def opened(self, kind: type[D]) -> D:
        """Once it lies there."""
        self.wait(lambda: self.dialog(kind) is not None)
        dialog = self.dialog(kind)
        assert dialog is not None
        return dialog

    def wait(self, condition: Callable[[], bool]) -> None:
        """Until it holds."""
        pump_until(self.window, condition)
        settle(self.window)


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Device]:
    """Signed in."""
    opened = open_branch(make_branch(tmp_path / "ward", office=WARD_OFFICE), SetClock())
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
    hands.type("yosino taro")
    hands.press(Key.RETURN, Key.F1)
    counter.focus_force()
    settle(window)
    return Stand(window, room)


def _cells(dialog: ChoicesDialog) -> list[tuple[str, ...]]:
    return [row.cells for row in dialog.table.rows]


def test_rows_say_what_is_on_and_why_not(stand: Stand, keyboard: Keyboard) -> None:
    """A circle for one of several, a tick for what stands by itself; 個人番号 is grey and says where to go."""
    keyboard.press("ctrl+8")
    cells = _cells(stand.opened(ChoicesDialog))
    assert [("全員", "1　●", ""), ("一部の人", "2　○", "")] == cells[:2]
    assert ("個人番号（マイナンバー）", "7　☐", "区役所区民課で扱います") == cells[-1]


def test_digits_switch_and_the_list_stays(stand: Stand, keyboard: Keyboard) -> None:
    """Part of the household, then 本籍: two keys in one dialog, Esc ends it."""
    keyboard.press("ctrl+8")
    dialog = stand.opened(ChoicesDialog)
    keyboard.press("2")
    stand.wait(lambda: "☑" in "".join(cells[1] for cells in _cells(dialog)))
    keyboard.press("3", "Escape")
    stand.wait(lambda: stand.dialog(ChoicesDialog) is None)
    line = stand.room.counter.state.form.line
    assert line is not None
    assert 1 == len(line.wish.shown) or line.wish.shown == ()


def test_what_cannot_be_had_says_why_in_the_dialog(stand: Stand, keyboard: Keyboard) -> None:
    """The citizen's words stand below the list, and nothing was switched."""
    keyboard.press("ctrl+8")
    stand.opened(ChoicesDialog)
    before = stand.room.counter.state.form
    keyboard.press("7")
    stand.wait(lambda: stand.room.choices.state.trouble is not None)
    assert (True, before) == (stand.room.choices.state.shown, stand.room.counter.state.form)


def test_an_agent_by_keys_alone(stand: Stand, keyboard: Keyboard) -> None:
    """2 chooses, Enter goes from field to field and takes it."""
    keyboard.press("ctrl+7", "2")
    dialog = stand.opened(RequesterDialog)
    for told in ("kakuu dairi", "tokyo kakuu 1", "S55.1.2"):
        keyboard.type(told)
        settle(stand.window)
        keyboard.press("Return")
        settle(stand.window)
    stand.wait(lambda: stand.dialog(RequesterDialog) is None)
    claim = stand.room.counter.state.form.claim
    assert claim is not None
    assert Standing.AGENT is claim.standing
    assert not dialog.winfo_exists()


def test_an_empty_field_is_marked_and_has_the_focus(stand: Stand, keyboard: Keyboard) -> None:
    """Enter three times with nothing typed: the name is wanted first."""
    keyboard.press("ctrl+7", "2")
    dialog = stand.opened(RequesterDialog)
    keyboard.press("Return", "Return", "Return")
    stand.wait(lambda: stand.room.requester.state.wrong is Stated.NAME)
    assert stand.window.focus_get() is dialog.field(Stated.NAME).field


@pytest.mark.parametrize("language", Language)
@SIZES
def test_no_choice_is_cut_off(
    stand: Stand, keyboard: Keyboard, look: Look, size: TextSize, palette: Palette, language: Language
) -> None:
    """In every language and size."""
    look.change(palette, size, language)
    keyboard.press("ctrl+8")
    stand.opened(ChoicesDialog)
    keyboard.press("7")
    stand.wait(lambda: stand.room.choices.state.trouble is not None)
    assert [] == clipped(stand.window)


@pytest.mark.parametrize("language", Language)
@SIZES
def test_no_requester_is_cut_off(
    stand: Stand, keyboard: Keyboard, look: Look, size: TextSize, palette: Palette, language: Language
) -> None:
    """With the most fields, one of them wrong."""
    look.change(palette, size, language)
    keyboard.press("ctrl+7")
    stand.opened(RequesterDialog)
    for digit in ("1", "5", "4"):
        keyboard.press("Escape", "ctrl+7", digit)
        settle(stand.window)
        assert [] == clipped(stand.window)
    stand.room.requester.take({})
    settle(stand.window)
    assert [] == clipped(stand.window)
