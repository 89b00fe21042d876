"""The window itself: opened sharp on every display, with the scale that its look starts from."""

import ctypes
import sys
import tkinter as tk

from branch_app.ui.theme import LIGHT, Role
from branch_app.ui.widgets.ctk_parts import Root

_DOTS_PER_INCH = 96
_PER_MONITOR_AWARE = 2


def open_window(title: str) -> Root:
    """The one window of the process, not shown before its content is packed."""
    if sys.platform == "win32":
        # Before the first window, or Windows enlarges a blurred picture of it.
        ctypes.windll.shcore.SetProcessDpiAwareness(_PER_MONITOR_AWARE)
    window = Root("madoguchi", LIGHT[Role.SURFACE])
    window.title(title)
    return window


def display_scale(window: tk.Misc) -> float:
    """1.0 at 96 dots an inch, 1.25 at "125 %"; for ``Look``."""
    return round(window.winfo_fpixels("1i") / _DOTS_PER_INCH, 2)
