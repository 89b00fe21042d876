"""The list of forms under real keys: it cannot be skipped while a paper's end is unknown."""

import tkinter as tk
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from branch_app.cards.session import Terms
from branch_app.cards.slot import VirtualReader
from branch_app.composition.device import Device
from branch_app.documents.name_images import MinchoNames
from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.records.certificate import Certificate
from branch_app.machine import SystemRandom
from branch_app.settings import RESOURCES
from branch_app.strings import Language
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import TextSize
from branch_app.ui.presenters.counter import Stage
from branch_app.ui.presenters.counter_room import CounterRoom
from branch_app.ui.presenters.keyboard import CounterKeyboard
from branch_app.ui.theme import DARK, LIGHT, Palette
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.views.name_pictures import NamePictures
from branch_app.ui.views.open_papers import OpenPapersView
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from branch_app.usecases.desk import Desk
from branch_app.usecases.print_copy import follow, send
from tests.fakes.branch import SetClock, make_branch, open_branch
from tests.fakes.clerk import begin_day, deliver, desk_of, order
from tests.fakes.clipping import clipped
from tests.fakes.counter_room import Hands, Receipted, room_of
from tests.fakes.display import Keyboard, pump_until, settle
from tests.fakes.staged_printer import UNKNOWN, StagedPrinter

TARO, KEN = "9000010100", "9000050100"


@dataclass(slots=True)
class Stand:
    """The list over an empty counter, and what a test looks at."""

    view: OpenPapersView
    room: CounterRoom
    desk: Desk
    printer: StagedPrinter
    receipts: Receipted

    def row(self, at: int) -> tuple[str, ...]:
        """Cells of a form."""
        return self.view._list.rows[at].cells


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Device]:
    """Signed in."""
    opened = open_branch(make_branch(tmp_path / "branch"), SetClock())
    yield opened
    opened.close()


@pytest.fixture
def stand(window: tk.Toplevel, look: Look, device: Device) -> Stand:
    """Between the window's own bars."""
    printer, receipts = StagedPrinter(), Receipted()
    desk = desk_of(device, printer)
    begin_day(desk)
    reader = VirtualReader(None, Terms((), SystemRandom()))
    room = room_of(desk, reader, reader, receipts)
    names = MinchoNames(RESOURCES)
    keyboard = CounterKeyboard(room)
    parts = CounterParts(room, keyboard, names, NamePictures(names), frozenset)
    router = KeyRouter(window, lambda _: False)
    counter = tk.Frame(window, takefocus=True)
    stack = tk.Frame(window)
    tk.Frame(window, height=100).pack(side="top")
    tk.Frame(window, height=75).pack(side="bottom")
    stack.pack(fill="both", expand=True)
    counter.place(in_=stack, width=1, height=1)
    router.push(KeyLayer(keyboard.press, counter))
    view = OpenPapersView(stack, look, router, parts)
    counter.focus_force()
    settle(window)
    return Stand(view, room, desk, printer, receipts)


def _in_doubt(stand: Stand, form: str) -> None:
    _, (job,) = order(stand.desk, form, KEN)
    stand.printer.says.append(UNKNOWN)
    send(stand.desk, job)
    follow(stand.desk, job)


def _press(stand: Stand, keyboard: Keyboard, *keys: str, until: Callable[[], bool]) -> None:
    keyboard.press(*keys)
    pump_until(stand.view, until)


def test_nothing_comes_up_when_all_is_finished(stand: Stand) -> None:
    """A clean start shows the counter."""
    _, jobs = order(stand.desk, "1", TARO)
    send(stand.desk, jobs[0])
    follow(stand.desk, jobs[0])
    deliver(stand.desk, jobs)
    stand.room.recent.remind()
    settle(stand.view)
    assert not stand.view.winfo_ismapped()


def test_a_paper_in_doubt_keeps_the_list_on_the_screen(stand: Stand, keyboard: Keyboard) -> None:
    """First row, said in words; Esc and digits do nothing; Enter leads to the question."""
    order(stand.desk, "1", TARO)
    _in_doubt(stand, "2")
    stand.room.recent.remind()
    settle(stand.view)
    assert stand.view.winfo_ismapped()
    assert ("2", "⚠\N{NO-BREAK SPACE}紙が出たかを答える") == (stand.row(0)[1], stand.row(0)[4])
    assert "2件あります。上から順に終わらせてください。" == stand.view._intro.cget("text")
    assert "1件は、紙が出たかどうか分かっていません。先に答えてください。" in stand.view._doubt.cget("text")
    assert not stand.view._leave.enabled
    listed = stand.room.recent.state
    for key in ("Escape", "1", "ctrl+o"):
        keyboard.press(key)
        settle(stand.view)
        assert listed is stand.room.recent.state
    assert stand.view.winfo_ismapped()
    _press(stand, keyboard, "Return", until=lambda: not stand.view.winfo_ismapped())
    assert (Stage.WORK, Step.ANSWER) == (stand.room.counter.state.stage, stand.room.counter.issue.state.step)


def test_what_is_not_in_doubt_may_wait(stand: Stand, keyboard: Keyboard) -> None:
    """Esc leaves the list; the focus is where it was."""
    order(stand.desk, "1", TARO)
    before = stand.view.focus_get()
    stand.room.recent.remind()
    settle(stand.view)
    assert stand.view.focus_get() is stand.view._list.tree
    _press(stand, keyboard, "Escape", until=lambda: not stand.view.winfo_ismapped())
    assert before is stand.view.focus_get()


def test_arrows_choose_and_a_receipt_is_printed_from_the_list(stand: Stand, keyboard: Keyboard) -> None:
    """↓ moves the row of presenter and table together; F11 prints; the list stays."""
    order(stand.desk, "1", TARO)
    order(stand.desk, "2", KEN, Certificate.INKAN)
    stand.room.recent.show_today()
    settle(stand.view)
    assert ("例題　健", "2", "印鑑登録証明書 1通", "印刷準備済み", "印刷する") == stand.row(0)
    _press(stand, keyboard, "Down", until=lambda: 1 == stand.room.recent.state.at)
    assert 1 == stand.view._list.selected
    _press(stand, keyboard, "F11", until=lambda: 1 == len(stand.receipts.printed))
    assert stand.view.winfo_ismapped()


def test_one_person_in_two_rows_is_drawn_twice(stand: Stand) -> None:
    """The picture of a name that the screen's font cannot draw stands in both rows."""
    order(stand.desk, "1", TARO)
    order(stand.desk, "2", TARO)
    stand.room.recent.show_open()
    settle(stand.view)
    tree = stand.view._list.tree
    images = [str(tree.item(row, "image")[0]) for row in tree.get_children()]
    assert 2 == len(images)
    assert all(int(tree.tk.call("image", "width", image)) > 0 for image in images)


def test_a_held_form_is_recalled_by_its_digit(stand: Stand, keyboard: Keyboard) -> None:
    """F10 puts aside, F10 shows it with its key; a digit without a form behind it changes nothing."""
    hands = Hands(stand.room)
    hands.type("yosi taro")
    hands.press(Key.RETURN, Key.F1, Key.F1, Key.F10, Key.F10)
    settle(stand.view)
    assert [("1", "住民票の写し 2通")] == [row.cells[1:] for row in stand.view._held.rows]
    keyboard.press("7")
    settle(stand.view)
    assert stand.view.winfo_ismapped()
    _press(stand, keyboard, "1", until=lambda: Stage.FORM is stand.room.counter.state.stage)
    assert not stand.view.winfo_ismapped()
    assert not stand.view._held.winfo_manager()


def test_all_is_reached_by_tab(stand: Stand, keyboard: Keyboard) -> None:
    """List, five buttons, and round again; Space presses."""
    order(stand.desk, "1", TARO)
    stand.room.recent.show_open()
    settle(stand.view)
    reached = []
    for _ in range(6):
        here = stand.view.focus_get()
        reached.append(here)
        _press(stand, keyboard, "Tab", until=lambda here=here: stand.view.focus_get() is not here)
    view = stand.view
    assert [view._list.tree, view._take_up, view._void, view._receipt, view._brought_back, view._leave] == reached
    assert view._list.tree is view.focus_get()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("size", "palette"), [(TextSize.STANDARD, LIGHT), (TextSize.LARGE, DARK)])
def test_nothing_is_cut_off(stand: Stand, look: Look, size: TextSize, palette: Palette, language: Language) -> None:
    """Open, in doubt and held at once, in every language and size."""
    hands = Hands(stand.room)
    hands.type("yosi taro")
    hands.press(Key.RETURN, Key.F1, Key.F1, Key.F10)
    order(stand.desk, "1", TARO, copies=2)
    _in_doubt(stand, "2")
    look.change(palette, size, language)
    stand.room.recent.show_open()
    settle(stand.view)
    settle(stand.view)
    assert [] == clipped(stand.view)
