"""The demo tells what it does, one line a step, Japanese first."""

import sys
import time
from dataclasses import dataclass, field
from typing import TextIO

from branch_app.ports import Clock
from branch_app.strings import Language, text

_BOTH = (Language.JA, Language.EN)


@dataclass(slots=True)
class Narrator:
    """Numbers the steps of ``total`` and shows the staged time beside each."""

    clock: Clock
    total: int
    out: TextIO = sys.stdout
    done: int = 0
    started: float = field(default_factory=time.monotonic)

    def step(self, key: str, **facts: str | int) -> None:
        """One step begins; ``key`` names its text."""
        self.done += 1
        bar = "█" * (self.done * 20 // self.total)
        ja, en = (text(f"demo_{key}", language).format_map(facts) for language in _BOTH)
        now = self.clock.now().strftime("%H:%M")
        print(f"[{self.done:2d}/{self.total}] {bar:<20} {now} {ja} / {en}", file=self.out, flush=True)

    def note(self, key: str, **facts: str | int) -> None:
        """Something to know about the step."""
        for language in _BOTH:
            print(f"{'':30}{text(f'demo_{key}', language).format_map(facts)}", file=self.out, flush=True)
