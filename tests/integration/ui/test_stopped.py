"""The screen of a device that head office ended: read in every look, left by no key but its own."""

import tkinter as tk
from dataclasses import dataclass, field

import pytest

from branch_app.domain.errors import DeviceLocked
from branch_app.domain.records.standing import Standing
from branch_app.strings import Language
from branch_app.ui.look import Look
from branch_app.ui.measures import TextSize
from branch_app.ui.theme import CONTRAST, DARK, LIGHT
from branch_app.ui.views.stopped import StoppedView
from branch_app.ui.widgets.router import KeyRouter
from tests.fakes.clipping import clipped
from tests.fakes.display import Keyboard, pump_until, settle

_ENDED = [each for each in Standing if each is not Standing.IN_FORCE]


@dataclass(slots=True)
class Room:
    """The room between the bars, and how often head office was asked once more."""

    stack: tk.Frame
    view: StoppedView
    asked: list[int] = field(default_factory=list)


@pytest.fixture
def room(window: tk.Toplevel, look: Look) -> Room:
    """Nothing in it but the screen, not shown yet."""
    tk.Frame(window, height=80).pack(side="top")
    tk.Frame(window, height=60).pack(side="bottom")
    stack = tk.Frame(window)
    stack.pack(fill="both", expand=True)
    asked: list[int] = []
    router = KeyRouter(window, lambda _: False)
    view = StoppedView(stack, look, router, lambda: "suge-01", lambda: asked.append(1))
    settle(window)
    return Room(stack, view, asked)


@pytest.mark.parametrize("standing", _ENDED)
def test_all_of_it_can_be_read(room: Room, look: Look, standing: Standing) -> None:
    """What happened, what to say, what to do: in every language, at both sizes, in every colour."""
    room.view.show(DeviceLocked(why=standing.value))
    faults = {}
    for palette, size in ((LIGHT, TextSize.STANDARD), (DARK, TextSize.LARGE), (CONTRAST, TextSize.LARGE)):
        for language in Language:
            look.change(palette=palette, size=size, language=language)
            settle(room.view)
            if found := clipped(room.stack):
                faults[(size, language)] = found
    assert {} == faults


def test_no_key_but_its_own_does_anything(room: Room, keyboard: Keyboard) -> None:
    """F5, and Return on its button, ask again; whatever else is pressed goes nowhere."""
    room.view.show(DeviceLocked(why="revoked"))
    settle(room.view)
    button = room.view.focus_get()
    keyboard.press("1")
    keyboard.press("Tab")
    keyboard.press("F5")
    pump_until(room.view, lambda: len(room.asked) == 1)
    assert button is room.view.focus_get()
    keyboard.press("Return")
    pump_until(room.view, lambda: len(room.asked) == 2)


def test_it_goes_when_the_device_may_be_used_again(room: Room) -> None:
    """Nothing of it is left, and the second time it stands there anew."""
    for _ in range(2):
        room.view.show(DeviceLocked(why="forked"))
        room.view.show(DeviceLocked(why="revoked"))
        settle(room.view)
        assert (True, 1) == (room.view.shown, room.view.winfo_ismapped())
        room.view.hide()
        room.view.hide()
        settle(room.stack)
        assert (False, 0) == (room.view.shown, room.view.winfo_ismapped())
