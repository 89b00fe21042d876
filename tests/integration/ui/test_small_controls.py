"""Banner, hints, pad, sums, progress, pictures."""

import inspect
import re
import tkinter as tk
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import pytest

from branch_app.ports import Raster
from branch_app.ui import views, widgets
from branch_app.ui.keys import FUNCTION_KEYS
from branch_app.ui.look import Look
from branch_app.ui.measures import Target
from branch_app.ui.theme import CONTRAST, DARK, LIGHT, Palette, Role
from branch_app.ui.widgets import ctk_parts
from branch_app.ui.widgets.banner import TrainingBanner
from branch_app.ui.widgets.button import ActionButton
from branch_app.ui.widgets.check import Check
from branch_app.ui.widgets.key_hints import Hint, KeyHints
from branch_app.ui.widgets.numpad import NumPad, PadActs
from branch_app.ui.widgets.picture import Picture, inked
from branch_app.ui.widgets.progress import Progress
from branch_app.ui.widgets.status_cell import StatusCell
from branch_app.ui.widgets.surface import Area
from branch_app.ui.window import display_scale
from branch_app.usecases.level import Level
from tests.fakes.display import Display, settle
from tests.fakes.gallery import build, page_raster


@pytest.mark.parametrize("palette", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
def test_the_training_banner_is_hatched_in_every_palette(
    window: tk.Toplevel, display: Display, palette: Palette
) -> None:
    """Much yellow and much black, from edge to edge, whatever else the window looks like."""
    banner = TrainingBanner(window, Look(window, palette), "研修中 見本")
    banner.pack(fill="x")
    settle(window)
    settle(window)
    strip = display.screenshot().crop((0, 0, banner.winfo_width(), banner.winfo_height()))
    found = strip.getcolors(1 << 16)
    assert found is not None
    counts = {"#{:02x}{:02x}{:02x}".format(*colour): count for count, colour in found}
    assert counts[palette[Role.BANNER]] > strip.width * strip.height / 3
    assert counts[palette[Role.ON_BANNER]] > strip.width * strip.height / 4


def test_key_hints_break_lines_and_are_never_cut(window: tk.Toplevel, look: Look) -> None:
    """In a narrow bar all of them are still inside."""
    frame = tk.Frame(window, width=300, height=400)
    frame.pack_propagate(flag=False)
    frame.pack()
    hints = KeyHints(frame, look, lambda _: None)
    hints.show([Hint(key, "印鑑登録証明書") for key in FUNCTION_KEYS])
    hints.pack(fill="x")
    settle(window)
    settle(window)
    left, top, right, bottom = hints.bbox("all")
    assert left >= -1
    assert top >= -1
    assert right <= hints.winfo_width()
    assert bottom <= hints.winfo_height() + 1


def test_hints_that_take_turns_take_the_same_room(window: tk.Toplevel, look: Look) -> None:
    """Nothing above them moves when the few come for the many, and none is cut when the many come back."""
    few = [Hint(FUNCTION_KEYS[0], "証明書")]
    many = [Hint(key, "印鑑登録証明書") for key in FUNCTION_KEYS]
    frame = tk.Frame(window, width=300, height=400)
    frame.pack_propagate(flag=False)
    frame.pack()
    hints = KeyHints(frame, look, lambda _: None)
    hints.pack(fill="x")
    heights = []
    for shown in (few, many, few):
        hints.show(shown, (few, many))
        settle(window)
        settle(window)
        heights.append(hints.winfo_height())
    hints.show(many, (few, many))
    assert hints.bbox("all")[3] <= heights[0] + 1
    assert 1 == len(set(heights))


def test_hints_that_take_turns_are_written_once(window: tk.Toplevel, look: Look) -> None:
    """Each stage's are hidden meanwhile; another size or palette writes them anew, where they belong then."""
    turns = [[Hint(key, "証明書") for key in FUNCTION_KEYS[:count]] for count in (1, 3)]
    hints = KeyHints(window, look, lambda _: None)
    hints.pack(fill="x")
    settle(window)
    items = set()
    for shown in (*turns, *turns):
        hints.show(shown, turns)
        seen = [item for item in hints.find_all() if hints.itemcget(item, "state") != "hidden"]
        assert 2 * len(shown) == len(seen)
        items |= set(seen)
    look.change(palette=DARK)
    anew = hints.find_all()
    assert (2 * 4, 2 * 3, set()) == (len(items), len(anew), items & set(anew))


def test_a_click_on_a_hint_is_its_key(window: tk.Toplevel, look: Look) -> None:
    """For a hand that lies on the mouse."""
    heard: list[object] = []
    hints = KeyHints(window, look, heard.append)
    hints.show([Hint(key, "証明書") for key in FUNCTION_KEYS[:3]])
    hints.pack(fill="x")
    settle(window)
    left, top, right, bottom = hints.bbox("hint1")
    place = {"x": (left + right) // 2, "y": (top + bottom) // 2}
    hints.event_generate("<Motion>", **place)
    hints.event_generate("<Button-1>", **place)
    assert [FUNCTION_KEYS[1]] == heard


def test_hints_shown_again_and_again_leave_nothing_behind(window: tk.Toplevel, look: Look) -> None:
    """A day has thousands of states; the number of Tcl commands and items stays."""
    hints = KeyHints(window, look, lambda _: None)
    counts = []
    for turn in range(50):
        hints.show([Hint(key, f"証明書{turn}") for key in FUNCTION_KEYS])
        counts.append((len(hints.find_all()), len(window.tk.splitlist(window.tk.eval("info commands")))))
    assert 1 == len(set(counts))


def test_the_pad_speaks_and_holds_nothing(window: tk.Toplevel, look: Look) -> None:
    """Each digit, clear, enter; a kiosk's keys are 112 px and more."""
    heard: list[str] = []
    acts = PadActs(heard.append, lambda: heard.append("clear"), lambda: heard.append("enter"))
    pad = NumPad(window, look, acts, "消す", "決定", Target.KIOSK)
    pad.pack()
    settle(window)
    keys = [child for child in pad.winfo_children() if isinstance(child, ActionButton)]
    for key in keys:
        key.event_generate("<ButtonRelease-1>", x=5, y=5)
    assert [*"123456789", "clear", "0", "enter"] == sorted(heard, key=[*"123456789", "clear", "0", "enter"].index)
    assert min(min(key.winfo_width(), key.winfo_height()) for key in keys) >= Target.KIOSK


def test_an_option_put_by_the_program_is_not_heard(window: tk.Toplevel, look: Look) -> None:
    """Only a press is."""
    heard: list[bool] = []
    check = Check(window, look, "本籍", heard.append)
    check.put(checked=True)
    check.act()
    assert [False] == heard


def test_status_is_symbol_text_and_colour(window: tk.Toplevel, look: Look) -> None:
    """No two levels share a symbol or a colour; on the bar and on a card the colour has its contrast by role."""
    for ground in (Role.STATUS, Role.CARD):
        cell = StatusCell(Area(window, look, ground), look)
        shown = set()
        for level in Level:
            cell.tell(level, "読取機")
            symbol, words = str(cell.cget("text")).split(" ")
            assert "読取機" == words
            shown.add((symbol, str(cell.cget("foreground"))))
        assert len(Level) == len({symbol for symbol, _ in shown}) == len({colour for _, colour in shown})


def test_progress_is_between_nothing_and_all(window: tk.Toplevel, look: Look) -> None:
    """The bar is as long as the part says; another number is refused."""
    progress = Progress(window, look)
    progress.pack(fill="x")
    settle(window)
    lengths = []
    for part in (0.0, 0.5, 1.0):
        progress.show(part, "印刷しています")
        left, _, right, _ = progress._bar.sheet.coords(progress._bar.done)
        lengths.append(right - left)
    assert 0 == lengths[0]
    assert lengths[2] == 2 * lengths[1]
    with pytest.raises(ValueError, match="part"):
        progress.show(1.1, "")


def test_a_page_fits_its_room_and_keeps_its_shape(window: tk.Toplevel, look: Look) -> None:
    """A4 in a wide and in a narrow room; the room's width is told, so that a sharp page can be drawn."""
    widths: list[int] = []
    frame = tk.Frame(window, width=400, height=300)
    frame.pack_propagate(flag=False)
    frame.pack()
    picture = Picture(frame, look, widths.append)
    picture.pack(fill="both", expand=True)
    picture.show(page_raster())
    settle(window)
    assert [400] == widths
    assert 300 == picture.shown[1]
    assert abs(picture.shown[0] / picture.shown[1] - 210 / 297) < 0.01
    frame.configure(width=100)
    settle(window)
    assert 100 == picture.shown[0]
    picture.show(None)
    assert (0, 0) == picture.shown


def test_a_page_of_the_right_width_is_shown_as_it_is(window: tk.Toplevel, look: Look, display: Display) -> None:
    """Its pixels reach the screen unchanged (inside the frame line)."""
    picture = Picture(window, look)
    picture.pack(fill="both", expand=True)
    red = Raster(100, 4, b"\xff\x00\x00" * 400)
    picture.show(red)
    settle(window)
    settle(window)
    middle = display.screenshot().getpixel((683, 20))
    assert (255, 0, 0) == middle


@pytest.mark.parametrize("package", [widgets, views], ids=["widgets", "views"])
def test_no_control_replaces_what_customtkinter_keeps_to_itself(package: ModuleType) -> None:
    """A private name of theirs (``_root``, ``_draw``, ``_name``) in a control of ours would be called or lost."""
    own_modules = [import_module(f"{package.__name__}.{module.name}") for module in iter_modules(package.__path__)]
    clashes = [
        f"{kind.__name__}.{name}"
        for module in own_modules
        if module is not ctk_parts
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, tk.Misc) and kind.__module__ == module.__name__
        for name in _private(kind) & set().union(*(_private(base) for base in kind.__mro__ if _foreign(base)))
    ]
    assert [] == clashes


def _foreign(kind: type) -> bool:
    return kind.__module__.startswith(("tkinter", "customtkinter"))


@cache
def _private(kind: type) -> set[str]:
    """Methods, and names of ``self.name = …``, that begin with one underscore."""
    names = {*vars(kind), *re.findall(r"self\.(\w+)\b[^=\n]*=[^=]", inspect.getsource(kind))}
    return {name for name in names if name.startswith("_") and not name.startswith("__")}


def test_the_scale_of_this_display_is_one(window: tk.Toplevel) -> None:
    """Xvfb stands at 96 dots an inch."""
    assert 1.0 == round(display_scale(window), 1)


def test_the_gallery_for_eyes(
    window: tk.Toplevel, look: Look, display: Display, pictures: str | None, tmp_path: Path
) -> None:
    """All controls on one screen of 1366 × 768, nothing outside; MADOGUCHI_PICTURES keeps what it looks like."""
    gallery = build(window, look)
    settle(window)
    settle(window)
    folder = Path(pictures) if pictures else tmp_path
    picture = display.screenshot(folder / "gallery.png")
    assert (1366, 768) == picture.size
    for stop in gallery.stops:
        assert stop.winfo_rootx() + stop.winfo_width() <= 1366
        assert stop.winfo_rooty() + stop.winfo_height() <= 768


def test_a_name_in_another_ink_has_the_colours_asked_for() -> None:
    """Black becomes the ink, white the ground, grey what lies between."""
    grey = [bytes([shade] * 3) for shade in (0, 255, 128)]
    picture = inked(Raster(3, 1, b"".join(grey)), 1, "#204060", "#ffe0c0")
    assert [(32, 64, 96), (255, 224, 192), (143, 144, 144)] == [picture.getpixel((x, 0)) for x in range(3)]
