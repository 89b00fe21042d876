"""One day at a counter whose disk fails at one change, and the restart after it, which may die too."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.prove.day_trial import BooksWrong, DayTrial, Ending, look, play
from tests.prove.fault_disk import Fault
from tests.prove.work_on_disk import work_on_disk

_RESTART_BITS = 8
"""A restart makes up to some 250 changes; the first are the likelier to be the last."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the program ended (an ``Ending``; negative: killed), how many questions the restart asked.

    ``changes`` of the disk, also those of dying; None where the power was cut.
    """

    status: int
    asked: int
    changes: int | None

    def spared(self, fault: Fault) -> bool:
        """The day was over before that change came: no two days have quite the same number."""
        return self.changes is not None and self.changes < fault.at


def faulted_day(trial: DayTrial, fault: Fault) -> Outcome:
    """Play it in a child, look at what is left.

    Raises:
        BooksWrong.
        Stuck.
    """
    home, mount, outside = trial.fresh("disk"), trial.root / "mount", trial.root / "paper"
    for folder in (mount, outside):
        folder.mkdir()
    # A sheet that came out stays out when the power goes: the printer's folder is not on the disk that forgets.
    at_work, papers = (outside, outside) if fault.mode == "cut" else (mount / "spool", home / "spool")
    status, changes = _on_disk(home, mount, fault, lambda: play(mount, at_work))
    _check_end(fault, status, changes)
    if fault.mode == "twice":
        again = Fault("kill", int(2 ** Random(fault.seed).uniform(0, _RESTART_BITS)), fault.seed)  # noqa: S311
        _on_disk(home, mount, again, lambda: _restart(mount, at_work, fault))
    asked = 0
    if fault.mode != "count":
        trial.look_at_mirror(home, papers, str(fault))
        asked = look(home, papers, str(fault))
    for folder in (home, mount, outside):
        shutil.rmtree(folder)
    return Outcome(status, asked, changes)


def _check_end(fault: Fault, status: int, changes: int | None) -> None:
    if status == Ending.STUCK and fault.passes:
        raise BooksWrong(f"{fault}: one failure, and nothing went any more")
    if fault.mode == "cut" and changes is not None and changes >= fault.at:
        raise BooksWrong(f"{fault}: the disk did not stop")


def _restart(home: Path, papers: Path, fault: Fault) -> Ending:
    look(home, papers, f"{fault}, in the restart that dies")
    return Ending.THROUGH


def _on_disk(home: Path, mount: Path, fault: Fault, work: Callable[[], Ending]) -> tuple[int, int | None]:
    """How the child ended that works on the failing disk, and the disk's changes."""
    status, changes = work_on_disk(home, mount, fault, work)
    if status == Ending.WRONG:
        raise BooksWrong(f"{fault}: ended by something that is no error of ours")
    return status, changes
