"""The real parts around the demo's desk: central as a process of its own, printer, card reader. Loopback only."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from branch_app.cards.pcsc import PcscReader
from branch_app.cards.session import Terms
from branch_app.cards.slot import VirtualReader
from branch_app.cards.training import obstacle, pcsc_stack
from branch_app.cards.virtual import Chip
from branch_app.domain.errors import CentralUnreachable
from branch_app.ports import CardPresence, CardReader

_MAIN = Path(__file__).parent.parent.parent / "main.py"


class Slot(Protocol):
    """Where a citizen lays a card."""

    def insert(self, chip: Chip) -> None:
        """Lay it on."""

    def remove(self) -> None:
        """Take it away."""


@dataclass(frozen=True, slots=True)
class ReaderStage:
    """A reader with its slot, and whether it is a real PC/SC service."""

    reader: CardReader
    presence: CardPresence
    slot: Slot
    real: bool


@contextmanager
def card_reader(terms: Terms) -> Iterator[ReaderStage]:
    """A virtual card on a real pcscd where that can run, else the emulator in this process."""
    if obstacle() is not None:
        virtual = VirtualReader(None, terms)
        yield ReaderStage(virtual, virtual, virtual, real=False)
        return
    with pcsc_stack() as stack:
        reader = PcscReader(stack.reader_name, terms)
        yield ReaderStage(reader, reader, stack, real=True)


class CentralProcess:
    """Head office, started and stopped as an administrator would, with its business clock at ``at``."""

    def __init__(self, folder: Path, at: datetime) -> None:
        self._folder = folder
        self._at = at
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def load_demo_city(self) -> None:
        """The made-up people."""
        self.run("load-demo")

    def offer_code(self, office: str, device: str) -> str:
        """A one-time enrolment code."""
        return self.run("enrol", "--office", office, "--device", device).strip()

    def start(self, at: datetime) -> None:
        """Serve until ``stop``; the port stays the same from the first start on.

        Raises:
            CentralUnreachable: it did not come up.
        """
        self._at = at
        port = self.url.rpartition(":")[2] or "0"
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            self._command("serve", "--port", port),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ,
        )
        stdout = self._process.stdout
        self.url = stdout.readline().strip() if stdout else ""
        if not self.url:
            raise CentralUnreachable(reason="not started")

    def stop(self) -> None:
        """The line is down: close its input and wait until it has gone."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def run(self, *words: str) -> str:
        """Any other command of ``central``; what it printed."""
        done = subprocess.run(self._command(*words), capture_output=True, text=True, check=True)  # noqa: S603
        return done.stdout

    def _command(self, name: str, *words: str) -> list[str]:
        place = ("--folder", str(self._folder), "--at", self._at.isoformat())
        return [sys.executable, str(_MAIN), "central", name, *place, *words]
