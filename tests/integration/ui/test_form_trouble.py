"""Why the last F12 was refused: read whole over the form, whatever the language and however low the room."""

import tkinter as tk
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from branch_app.cards.session import Terms
from branch_app.cards.slot import VirtualReader
from branch_app.documents.name_images import MinchoNames
from branch_app.domain.errors import ItemWithheld
from branch_app.machine import SystemRandom
from branch_app.settings import RESOURCES
from branch_app.strings import Language, message
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import TextSize
from branch_app.ui.presenters.counter_room import CounterRoom
from branch_app.ui.presenters.keyboard import CounterKeyboard
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.views.form_view import FormView
from branch_app.ui.views.name_pictures import NamePictures
from tests.fakes.branch import SetClock, make_branch, open_branch
from tests.fakes.clerk import begin_day, desk_of
from tests.fakes.clipping import clipped
from tests.fakes.counter_room import Hands, room_of
from tests.fakes.display import pump_until, settle
from tests.fakes.staged_printer import StagedPrinter

_WIDTH, _HEIGHT = 939, 260
"""Px: less than a training counter has at 125 % on a screen of 1366 × 768."""
_REFUSED = ItemWithheld(why="item_juminhyo_code")


@dataclass(slots=True)
class Stand:
    """A form with a 住民票の写し on it."""

    room: CounterRoom
    view: FormView
    hands: Hands


@pytest.fixture
def stand(window: tk.Toplevel, look: Look, tmp_path: Path) -> Iterator[Stand]:
    """As low as it gets."""
    device = open_branch(make_branch(tmp_path / "branch"), SetClock())
    desk = desk_of(device, StagedPrinter())
    begin_day(desk)
    reader = VirtualReader(None, Terms((), SystemRandom()))
    room, names = room_of(desk, reader, reader), MinchoNames(RESOURCES)
    parts = CounterParts(room, CounterKeyboard(room), names, NamePictures(names), frozenset)
    place = tk.Frame(window, width=_WIDTH, height=_HEIGHT)
    place.place(x=0, y=0)
    view = FormView(place, look, parts)
    view.place(relwidth=1, relheight=1)
    hands = Hands(room)
    hands.type("reidai ken")
    hands.press(Key.RETURN, Key.F1)
    settle(window)
    yield Stand(room, view, hands)
    device.close()


def _read(widget: tk.Misc) -> Iterator[str]:
    """What labels say that can be seen."""
    for child in widget.winfo_children():
        if isinstance(child, tk.Label) and child.winfo_viewable():
            yield _bare(str(child.cget("text")))
        yield from _read(child)


def _bare(text: str) -> str:
    """Without what breaks lines."""
    return "".join(text.split())


@pytest.mark.parametrize("language", list(Language))
def test_a_refusal_is_read_whole(stand: Stand, look: Look, language: Language) -> None:
    """What was identified gives way to it where there is no room for both."""
    look.change(size=TextSize.LARGE, language=language)
    stand.room.counter.complain(_REFUSED)
    pump_until(stand.view, lambda: not stand.view._below[0].winfo_ismapped())
    settle(stand.view)
    assert [] == clipped(stand.view)
    read = "".join(_read(stand.view))
    told = message(_REFUSED, language)
    assert [] == [part for part in (told.happened, told.citizen, told.next) if _bare(part) not in read]


def test_what_gave_way_is_back_with_the_next_key(stand: Stand, look: Look) -> None:
    """And a second refusal finds the same room."""
    look.change(size=TextSize.LARGE, language=Language.EN)
    proof = stand.view._below[0]
    for _ in range(2):
        stand.room.counter.complain(_REFUSED)
        pump_until(stand.view, lambda: not proof.winfo_ismapped())
        stand.hands.press(Key.F1)
        pump_until(stand.view, lambda: bool(proof.winfo_ismapped()))
