"""All figures of the window, each with its limit beside it.

A limit is held against what is left of a figure when the time is taken out that the window's thread stood in line
for a processor: a busy machine makes no window slow. Both are reported.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from branch_app.bench.window.clerk import Clerk
from branch_app.bench.window.entries import OtherProcess
from branch_app.bench.window.heartbeat import Stall
from branch_app.bench.window.home import WindowHome, window_home
from branch_app.bench.window.keys import KeyTimes, key_times
from branch_app.bench.window.memory import MemoryUse, memory_use
from branch_app.bench.window.stalls import stalls
from branch_app.bench.window.stand import window_stand
from branch_app.bench.window.start import StartTimes, start_times
from branch_app.bench.window.switches import BARE, SwitchTime, switch_times

START_MS = 1_000
KEY_MS = 50
SWITCH_MS = 20
STALL_MS = 50
MEMORY_RATIO = 1.2


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of everything is measured; ``few`` and ``many`` are issues, between which memory is compared."""

    starts: int = 7
    keys: int = 300
    rounds: int = 10
    entries: int = 1_000
    few: int = 50
    many: int = 500


@dataclass(frozen=True, slots=True)
class Live:
    """What one process saw; which parts were real there."""

    keys: KeyTimes
    switches: Mapping[str, SwitchTime]
    stalls: Mapping[str, Stall]
    real_card: bool
    real_printer: bool


@dataclass(frozen=True, slots=True)
class WindowFigures:
    """Everything."""

    start: StartTimes
    live: Live
    memory: MemoryUse

    def over(self) -> tuple[str, ...]:
        """Names of the limits that do not hold."""
        held = {
            "start": self.start.own <= START_MS,
            "keys": self.live.keys.own_p99 <= KEY_MS,
            **{
                f"switch {name}": switch.own <= SWITCH_MS
                for name, switch in self.live.switches.items()
                if name != BARE
            },
            **{f"stall {name}": stall.own <= STALL_MS for name, stall in self.live.stalls.items()},
            "memory": self.memory.ratio <= MEMORY_RATIO,
        }
        return tuple(name for name, holds in held.items() if not holds)

    def as_json(self) -> dict[str, Any]:
        """For a report."""
        return {
            "start": {**asdict(self.start), "ratio": self.start.ratio, "limit": START_MS},
            "keys": {**asdict(self.live.keys), "limit": KEY_MS},
            "switches": {name: self._switch(name) for name in self.live.switches},
            "stalls": {name: {**asdict(it), "limit": STALL_MS} for name, it in self.live.stalls.items()},
            "memory": {**asdict(self.memory), "ratio": self.memory.ratio, "limit": MEMORY_RATIO},
            "real": {"card": self.live.real_card, "printer": self.live.real_printer},
            "over": self.over(),
        }

    def _switch(self, name: str) -> dict[str, Any]:
        switch, bare = self.live.switches[name], self.live.switches[BARE]
        if name == BARE:
            return asdict(switch)
        return {**asdict(switch), "ratio": round(switch.own / bare.own, 2), "limit": SWITCH_MS}


def window_figures(workspace: Path, sizes: Sizes) -> WindowFigures:
    """On the display of the environment; every part in a fresh process of its own."""
    with window_home(workspace) as home:
        start = start_times(home, sizes.starts)
        with OtherProcess() as other:
            live = other.begin(_live, home, sizes).result()
        with OtherProcess() as other:
            memory = other.begin(_memory, home, sizes).result()
    return WindowFigures(start, live, memory)


def _live(home: WindowHome, sizes: Sizes) -> Live:
    with window_stand(home, real_parts=True) as stand:
        clerk = Clerk(stand)
        clerk.come_in()
        clerk.issue()
        return Live(
            switches=switch_times(stand, clerk, sizes.rounds),
            keys=key_times(stand, clerk, sizes.keys),
            stalls=stalls(stand, clerk, max(1, sizes.rounds // 2), sizes.entries),
            real_card=stand.real_card,
            real_printer=stand.real_printer,
        )


def _memory(home: WindowHome, sizes: Sizes) -> MemoryUse:
    """Without card service and IPP printer, which would be counted."""
    with window_stand(home, real_parts=False) as stand:
        clerk = Clerk(stand)
        clerk.come_in()
        return memory_use(clerk, sizes.few, sizes.many)
