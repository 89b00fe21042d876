"""The window is made of customtkinter, and none of what customtkinter does behind one's back happens."""

import os
import subprocess
import sys
import tkinter as tk
from pathlib import Path

import customtkinter as ctk
import pytest

from branch_app.ui.look import Look
from branch_app.ui.measures import TextSize, Type
from branch_app.ui.theme import DARK, Role
from branch_app.ui.widgets.button import ActionButton
from branch_app.ui.widgets.check import Check
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.entry import TextEntry
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.numpad import NumPad
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.widgets.progress import Progress
from branch_app.ui.widgets.surface import Area
from tests.fakes.display import Display, settle
from tests.fakes.gallery import build

_ROOT = Path(__file__).parents[3]
_SHOW_HOME = "import os, branch_app.ui.widgets.ctk_parts; print(os.environ['HOME'])"

_DRAW_AND_LIST_TIMERS = """
from branch_app.ui.look import Look
from branch_app.ui.widgets.button import ActionButton
from branch_app.ui.window import open_window
root = open_window("")
ActionButton(root, Look(root), "1", root.bell).pack()
root.update()
print(*root.tk.splitlist(root.tk.call("after", "info")))
"""


def test_what_is_seen_is_customtkinters(root: tk.Tk, window: tk.Toplevel, look: Look) -> None:
    """The window, grounds, cards, labels, buttons, options, fields and bars; dialogs and pads are made of these."""
    assert isinstance(root, ctk.CTk)
    made = {
        Area: ctk.CTkFrame,
        Panel: ctk.CTkFrame,
        Dialog: ctk.CTkFrame,
        NumPad: ctk.CTkFrame,
        Label: ctk.CTkLabel,
        ActionButton: ctk.CTkButton,
        Check: ctk.CTkCheckBox,
    }
    assert [] == [kind.__name__ for kind, of in made.items() if not issubclass(kind, of)]
    assert isinstance(TextEntry(window, look, lambda _: None)._box, ctk.CTkEntry)
    assert isinstance(Progress(window, look)._bar, ctk.CTkProgressBar)
    assert isinstance(look.font(Type.BODY), ctk.CTkFont)


def test_the_colours_of_the_look_are_customtkinters_options(window: tk.Toplevel, look: Look) -> None:
    """Whoever asks a control gets the palette of now, not customtkinter's theme."""
    button = ActionButton(window, look, "決定", lambda: None)
    area = Area(window, look)
    look.change(palette=DARK)
    expected = (DARK[Role.SECONDARY], DARK[Role.ON_SECONDARY], DARK[Role.SURFACE], DARK[Role.SURFACE])
    found = (
        button.cget("fg_color"),
        button.cget("text_color"),
        button.cget("bg_color"),
        area.cget("fg_color"),
    )
    assert expected == found


def test_nothing_wakes_up_by_itself(display: Display) -> None:
    """A counter that nobody touches sleeps: in a process of its own, no timer is left once a button is drawn."""
    done = subprocess.run(
        [sys.executable, "-c", _DRAW_AND_LIST_TIMERS],
        env=display.environment(),
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ("", "") == (done.stdout.strip(), done.stderr)


def test_a_click_presses_once_wherever_it_lands(window: tk.Toplevel, look: Look) -> None:
    """On ground, box or words; customtkinter itself would press, too, and turn an option back."""
    heard: list[str] = []
    button = ActionButton(window, look, "決定", lambda: heard.append("pressed"))
    check = Check(window, look, "本籍", lambda on: heard.append(str(on)))
    for control in (button, check):
        control.pack()
    settle(window)
    for part in (button.sheet, check.sheet, check.box, check.words):
        for sequence in ("<Enter>", "<Button-1>", "<ButtonRelease-1>"):
            part.event_generate(sequence, x=3, y=3)
    assert ["pressed", "True", "False", "True"] == heard


def test_a_click_moves_no_focus(window: tk.Toplevel, look: Look) -> None:
    """On a button, a label or bare ground: who was typing goes on typing."""
    entry = TextEntry(window, look, lambda _: None)
    label, button = Label(window, look, "手数料"), ActionButton(window, look, "1", lambda: None)
    for widget in (entry, label, button):
        widget.pack()
    settle(window)
    entry.field.focus_force()
    settle(window)
    for clicked in (window, label, *label.winfo_children(), button, button.sheet):
        clicked.event_generate("<Button-1>", x=1, y=1)
        clicked.event_generate("<ButtonRelease-1>", x=1, y=1)
    settle(window)
    assert entry.field is window.focus_get()


def test_what_is_gone_is_forgotten_by_customtkinter(window: tk.Toplevel, look: Look) -> None:
    """It keeps lists of every control for scales and appearances; a closed dialog stays in none of them."""
    settle(window)
    build(window, look).area.destroy()
    known = _known(window)
    build(window, look).area.destroy()
    assert known == _known(window)


def _known(window: tk.Toplevel) -> tuple[int, int]:
    return len(ctk.AppearanceModeTracker.callback_list), len(ctk.ScalingTracker.window_widgets_dict[window])


@pytest.mark.parametrize("size", TextSize)
def test_a_label_says_at_once_how_large_it_is(window: tk.Toplevel, size: TextSize) -> None:
    """The status bar lays its cells out before Tk is idle."""
    label = Label(window, Look(window, size=size), "住民票の写し")
    label.pack()
    asked = (label.winfo_reqwidth(), label.winfo_reqheight())
    settle(window)
    assert asked == (label.winfo_width(), label.winfo_height())


@pytest.mark.parametrize("home", [True, False], ids=["home", "homeless"])
def test_no_font_is_left_in_the_home(tmp_path: Path, display: Display, home: bool) -> None:
    """Customtkinter would copy three; and the home is again what it was, if there was one."""
    environment = {name: value for name, value in os.environ.items() if name != "HOME"}
    if home:
        environment["HOME"] = str(tmp_path)
    script = _SHOW_HOME if home else _SHOW_HOME.replace("['HOME']", ".get('HOME')")
    done = subprocess.run(
        [sys.executable, "-B", "-c", script], env=environment, cwd=_ROOT, capture_output=True, text=True, check=True
    )
    assert (str(tmp_path) if home else "None") == done.stdout.strip()
    assert "" == done.stderr
    assert [] == list(tmp_path.iterdir())


def test_one_module_knows_customtkinter() -> None:
    """A new version of it is a change of one module."""
    sources = [*(_ROOT / "branch_app").rglob("*.py"), _ROOT / "main.py"]
    knowing = [path.name for path in sources if "import customtkinter" in path.read_text(encoding="utf-8")]
    assert ["ctk_parts.py"] == knowing
