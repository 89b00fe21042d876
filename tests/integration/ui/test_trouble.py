"""Trouble in three parts, at every width it is used in; and what can be done about it."""

import tkinter as tk

import pytest

from branch_app.domain import errors
from branch_app.domain.errors import DataStale, MadoguchiError, PrinterBusy
from branch_app.strings import Language, message
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import TextSize
from branch_app.ui.theme import CONTRAST, DARK, LIGHT, Palette
from branch_app.ui.views.trouble import Remedy, TroubleNote, TroublePanel
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.surface import Area
from tests.fakes.clipping import clipped
from tests.fakes.display import settle

REMEDIES = ("もう一度", "この印刷をやめる", "あとで続ける")


def _below(widget: tk.Misc) -> list[tk.Misc]:
    return [part for child in widget.winfo_children() for part in (child, *_below(child))]


def _texts(widget: tk.Misc) -> list[str]:
    labels = [each for each in _below(widget) if isinstance(each, Label) and each.winfo_viewable()]
    return [str(label.cget("text")) for label in labels]


def _holder(window: tk.Toplevel, look: Look, width: int) -> Area:
    holder = Area(window, look)
    tk.Frame(holder, width=width, height=1).pack()
    holder.pack(anchor="nw")
    return holder


def _every_error(kind: type[MadoguchiError] = MadoguchiError) -> list[type[MadoguchiError]]:
    found = [each for child in kind.__subclasses__() for each in (child, *_every_error(child))]
    return [each for each in found if each.__module__ == errors.__name__ and not each.__subclasses__()]


def test_the_three_parts_and_their_captions(window: tk.Toplevel, look: Look) -> None:
    """What happened with a sign, the citizen's words in quotation marks, the next step, in that order."""
    panel = TroublePanel(_holder(window, look, 700), look)
    panel.pack(fill="x")
    panel.show(PrinterBusy())
    settle(window)
    told = message(PrinterBusy(), Language.JA)
    assert [
        "⚠\N{NO-BREAK SPACE}起きたこと",
        told.happened,
        "市民の方へ",
        f"「{told.citizen}」",
        "次にすること",
        told.next,
    ] == _texts(panel)


def test_what_is_spoken_lies_in_a_box_of_its_own(window: tk.Toplevel, look: Look) -> None:
    """On another ground than the rest, so that eyes find it while the mouth is open."""
    panel = TroublePanel(_holder(window, look, 700), look)
    panel.pack(fill="x")
    panel.show(PrinterBusy())
    settle(window)
    grounds = {
        label.cget("text")[:1]: label.cget("background") for label in _below(panel) if isinstance(label, Label)
    }
    spoken = grounds.pop("「")
    assert spoken == grounds.pop("市")
    assert spoken not in grounds.values()


def test_without_trouble_it_takes_no_room(window: tk.Toplevel, look: Look) -> None:
    """Shown and taken back, again and again, without a widget more."""
    panel = TroublePanel(_holder(window, look, 700), look)
    panel.pack(fill="x")
    heights, parts = [], set()
    for trouble in (None, PrinterBusy(), None, DataStale(register="resident", hours=30, limit=24), None):
        panel.show(trouble)
        settle(window)
        heights.append(panel.winfo_height())
        parts.add(len(_below(panel)))
    assert [1, 1, 1] == heights[::2]
    assert min(heights[1::2]) > 80
    assert 1 == len(parts)


def test_remedies_are_pressed(window: tk.Toplevel, look: Look) -> None:
    """A button each, with its key in front; other troubles have other ones."""
    panel, done = TroublePanel(_holder(window, look, 700), look), []
    panel.pack(fill="x")
    panel.show(
        PrinterBusy(),
        [
            Remedy("もう一度", lambda: done.append("again"), Key.F12, ButtonKind.PRIMARY),
            Remedy("やめる", lambda: done.append("stop"), Key.F9, ButtonKind.DANGER),
        ],
    )
    settle(window)
    buttons = [each for each in _below(panel) if isinstance(each, ActionButton)]
    for button in buttons:
        button.act()
    assert (["again", "stop"], ["F12　もう一度", "F9　やめる"]) == (done, [button.label for button in buttons])
    panel.show(PrinterBusy(), [Remedy("あとで", lambda: done.append("later"))])
    settle(window)
    assert ["あとで"] == [button.label for button in buttons if button.winfo_viewable()]


def test_it_follows_the_language(window: tk.Toplevel, look: Look) -> None:
    """What is on the screen changes with it."""
    panel = TroublePanel(_holder(window, look, 700), look)
    note = TroubleNote(_holder(window, look, 700), look)
    for part in (panel, note):
        part.pack(fill="x")
        part.show(PrinterBusy())
    look.change(language=Language.EN)
    settle(window)
    told = message(PrinterBusy(), Language.EN)
    assert f"“{told.citizen}”" in _texts(panel)
    assert [f"⚠\N{NO-BREAK SPACE}{told.happened}", told.next] == _texts(note)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("size", "palette"), [(TextSize.STANDARD, LIGHT), (TextSize.LARGE, DARK), (TextSize.LARGEST, CONTRAST)]
)
def test_every_error_fits_from_400_to_900_pixels(
    window: tk.Toplevel, look: Look, size: TextSize, palette: Palette, language: Language
) -> None:
    """The whole tree, with three remedies, in every language: nothing is cut off, nothing leaves its place."""
    look.change(palette, size, language)
    faults: list[str] = []
    for width in (400, 620, 900):
        holder = _holder(window, look, width)
        panel, note = TroublePanel(holder, look), TroubleNote(holder, look)
        for part in (panel, note):
            part.pack(fill="x")
        for kind in _every_error():
            panel.show(kind(), [Remedy(label, lambda: None, Key.F12) for label in REMEDIES])
            faults.extend(f"{width} {kind.__name__} {fault}" for fault in _cut_off(window, holder))
            panel.show(None)
            note.show(kind())
            faults.extend(f"{width} {kind.__name__} {fault}" for fault in _cut_off(window, holder))
            note.show(None)
            assert width == holder.winfo_width()
        holder.destroy()
    assert [] == faults


def _cut_off(window: tk.Toplevel, holder: Area) -> list[str]:
    settle(window)
    settle(window)
    return clipped(holder)
