"""A screen for the bench: an X server of its own (Xvfb), with hands that press real keys on it.

::

    with OwnDisplay():
        tk.Tk()                       opens there
        Hands().type("satou", 120)

Needs Xvfb and xdotool. The server takes nobody without its cookie; that is also what Tk's ``send`` asks for.
"""

import os
import secrets
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

SCREEN = "1366x768x24"
PROGRAMS = ("Xvfb", "xdotool")
_COOKIE = b"MIT-MAGIC-COOKIE-1"
_COOKIE_BYTES = 16
_ANY_HOST = 0xFFFF
_KEYS_SECONDS = 60


def missing() -> tuple[str, ...]:
    """Programs that this machine does not have."""
    return tuple(program for program in PROGRAMS if shutil.which(program) is None)


class OwnDisplay:
    """An X server that is there, and named in the environment, until its block ends."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="display-")
        self._cookies = Path(self._folder.name) / "cookies"
        self._before: dict[str, str | None] = {}

    def __enter__(self) -> Self:
        self._cookies.write_bytes(_entry(secrets.token_bytes(_COOKIE_BYTES)))
        self._cookies.chmod(0o600)
        reading, writing = os.pipe()
        self._server = subprocess.Popen(  # noqa: S603 - our own words
            [
                *("Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN),
                *("-noreset", "-nolisten", "tcp", "-auth", str(self._cookies)),
            ],
            pass_fds=[writing],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as answer:
            name = f":{answer.readline().strip()}"
        self._name({"DISPLAY": name, "XAUTHORITY": str(self._cookies)})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.terminate()
        self._server.wait()
        for variable, value in self._before.items():
            if value is None:
                del os.environ[variable]
            else:
                os.environ[variable] = value
        self._folder.cleanup()

    def _name(self, variables: dict[str, str]) -> None:
        self._before = {variable: os.environ.get(variable) for variable in variables}
        os.environ.update(variables)


def _entry(cookie: bytes) -> bytes:
    """One line of an ``.Xauthority`` file: any host, any display."""
    fields = (b"", b"", _COOKIE, cookie)
    return struct.pack(">H", _ANY_HOST) + b"".join(struct.pack(">H", len(field)) + field for field in fields)


class Hands:
    """Keys through the X server, its key map and Tk, as from a keyboard."""

    def press(self, *chords: str) -> None:
        """Keys as xdotool names them (``F12``, ``ctrl+m``, ``Return``); returns when the server has them."""
        subprocess.run(_press(chords), check=True, timeout=_KEYS_SECONDS)  # noqa: S603 - our own words

    def begin_press(self, *chords: str) -> "subprocess.Popen[bytes]":
        """The same, without waiting: the window turns meanwhile."""
        return subprocess.Popen(_press(chords))  # noqa: S603 - our own words

    def type(self, text: str) -> None:
        """Letters, digits and blanks, as fast as they can be sent."""
        subprocess.run(_type(text, 0), check=True, timeout=_KEYS_SECONDS)  # noqa: S603 - our own words

    def begin_type(self, text: str, pause_ms: int) -> "subprocess.Popen[bytes]":
        """One key after another with a pause after each, without waiting: the window turns meanwhile."""
        return subprocess.Popen(_type(text, pause_ms))  # noqa: S603 - our own words


def _press(chords: tuple[str, ...]) -> list[str]:
    return ["xdotool", "key", "--clearmodifiers", *chords]


def _type(text: str, pause_ms: int) -> list[str]:
    return ["xdotool", "type", "--delay", str(pause_ms), text]
