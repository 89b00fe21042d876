"""An office and head office as folders, and whoever types at one of them: every command is a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[3]
PASSWORD = "a first password"  # noqa: S105 - of a staged clerk
CLERK = "clerk-1"
DEVICE = "suge-01"
_WAIT_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Told:
    """What a command printed and how it ended."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Of the output."""
        return self.out.splitlines()


@dataclass(slots=True)
class Stage:
    """``place`` holds head office, the device's home, a stick and a desk."""

    place: Path
    url: str = ""
    _log: list[str] = field(default_factory=list)

    @property
    def home(self) -> Path:
        """The device's."""
        return self.place / "home"

    @property
    def stick(self) -> Path:
        """A USB stick, that goes there and back."""
        return self.place / "usb"

    def furnish(self) -> None:
        """Empty folders."""
        for folder in (self.home, self.stick, self.place / "desk"):
            folder.mkdir()

    def settle_home(self) -> None:
        """What a technician writes into the device's home."""
        text = f'central = "{self.url}"\nprinter = "papers"\n'
        (self.home / "settings.toml").write_text(text, encoding="utf-8")

    def type(self, *words: str | Path, said: tuple[str, ...] = ()) -> Told:
        """One command; ``said`` is what is typed when it asks."""
        done = subprocess.run(
            [sys.executable, "main.py", *map(str, words)],
            cwd=ROOT,
            env=self._environment,
            input="".join(f"{line}\n" for line in said),
            capture_output=True,
            text=True,
            timeout=_WAIT_SECONDS,
            check=False,
            start_new_session=True,  # no terminal: a password comes by the standard input
        )
        return Told(done.returncode, done.stdout, done.stderr)

    def do(self, *words: str | Path, said: tuple[str, ...] = ()) -> list[str]:
        """The same where it must go well; the lines it printed."""
        told = self.type(*words, said=said)
        assert 0 == told.status, (words, told.err)
        return told.lines

    def central(self, name: str, *words: str | Path, said: tuple[str, ...] = ()) -> list[str]:
        """At head office."""
        return self.do("central", name, "--folder", self.place / "central", *words, said=said)

    def clerk(self, *words: str | Path, said: tuple[str, ...] = ()) -> list[str]:
        """At the device, with the clerk's password."""
        return self.do(*words, "--home", self.home, "--operator", CLERK, said=(PASSWORD, *said))

    @contextmanager
    def line(self) -> Iterator[None]:
        """Head office serves until the block ends; the address stays the same."""
        port = self.url.rpartition(":")[2] or "0"
        serve = ("central", "serve", "--folder", str(self.place / "central"), "--port", port)
        running = subprocess.Popen(
            [sys.executable, "main.py", *serve],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert running.stdout
            self.url = running.stdout.readline().strip()
            yield
        finally:
            running.communicate(timeout=_WAIT_SECONDS)
        assert 0 == running.returncode

    @property
    def _environment(self) -> dict[str, str]:
        return {name: value for name, value in os.environ.items() if name != "MADOGUCHI_CENTRAL_DB"}
