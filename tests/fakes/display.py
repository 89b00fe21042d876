"""A display of our own, with real keys, real pixels, and waiting that is never sleeping."""

import atexit
import os
import subprocess
import time
import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from PIL import Image, ImageGrab

SCREEN = "1366x768x24"


class Display:
    """An Xvfb that ends with its context; ``name`` is what DISPLAY must say."""

    def __init__(self, screen: str = SCREEN) -> None:
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", screen, "-noreset", "-nolisten", "tcp"],
            pass_fds=[writing],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as answer:
            self.name = f":{answer.readline().strip()}"
        atexit.register(self.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the server, by its own process only; a second call does nothing."""
        self._server.terminate()
        self._server.wait()

    def environment(self) -> dict[str, str]:
        """For programs that shall open on it."""
        return {**os.environ, "DISPLAY": self.name}

    def screenshot(self, path: Path | None = None) -> Image.Image:
        """What is on the screen now; kept in ``path`` if given."""
        picture = ImageGrab.grab(xdisplay=self.name).convert("RGB")
        if path is not None:
            picture.save(path)
        return picture


class Keyboard:
    """Real key events, as from hands: through the X server, its key map and Tk."""

    def __init__(self, display: Display) -> None:
        self._environment = display.environment()

    def press(self, *chords: str) -> None:
        """Keys as xdotool names them: ``F12``, ``ctrl+f``, ``Return``, ``KP_3``."""
        self._do("key", "--clearmodifiers", *chords)

    def down(self, chord: str) -> None:
        """Hold it; the server repeats it as it would for a finger."""
        self._do("keydown", chord)

    def up(self, chord: str) -> None:
        """Let it go."""
        self._do("keyup", chord)

    def type(self, text: str) -> None:
        """Letters and digits of the keyboard; no kanji, for which a hand would need an IME."""
        self._do("type", "--delay", "0", text)

    def _do(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self._environment, check=True, timeout=30)


def pump_until(root: tk.Misc, condition: Callable[[], bool], seconds: float = 5.0) -> None:
    """Turn the event loop until ``condition`` holds.

    Raises:
        TimeoutError: it did not within ``seconds``.
    """
    until = time.monotonic() + seconds
    waker = root.after(5, lambda: None)
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError(f"not within {seconds} s")
        root.tk.dooneevent(0)  # waits for an event: a turn costs no spinning
        root.after_cancel(waker)
        waker = root.after(5, lambda: None)
    root.after_cancel(waker)


def settle(root: tk.Misc) -> None:
    """Everything that is due now has been laid out and drawn, and the server has seen it."""
    root.update()
    root.winfo_pointerxy()
