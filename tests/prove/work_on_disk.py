"""Work in a child on a disk that fails, and how it ended."""

import os
import select
import signal
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.prove.fault_disk import Fault, served

WRONG = 1
"""The status of a child that raised something."""

_PATIENCE_S = 60.0
_LONGEST_S = 300.0
"""Of a processor; a day takes a fifth of a second, and what takes so much goes round in circles."""


class Stuck(AssertionError):
    """Work that neither ends nor moves."""


def work_on_disk(root: Path, mount: Path, fault: Fault, work: Callable[[], int]) -> tuple[int, int | None]:
    """Its status (what ``work`` returned; negative: killed), and the disk's changes, None when its power was cut.

    Raises:
        Stuck.
    """
    reading, writing = os.pipe()
    child = _in_child(work, reading)
    try:
        with served(root, mount, fault, child) as disk:
            os.write(writing, b"1")
            status = ended(child, disk.pid, str(fault))
    finally:
        os.close(reading)
        os.close(writing)
    return status, disk.changes


def ended(child: int, disk: int, where: str, patience_s: float = _PATIENCE_S) -> int:
    """Its status, however long it takes: a busy machine is slow, and only what does not move is stuck.

    Raises:
        Stuck: no processor time of either for ``patience_s``, or far too much of it.
    """
    handle = os.pidfd_open(child)
    try:
        spent = -1.0
        while not select.select([handle], [], [], patience_s)[0]:
            before, spent = spent, _spent_s(child) + _spent_s(disk)
            if spent == before or spent > _LONGEST_S:
                os.kill(child, signal.SIGKILL)
                raise Stuck(where)
    finally:
        os.close(handle)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _in_child(work: Callable[[], int], released: int) -> int:
    """A child that waits for a byte from ``released`` and then works; its pid."""
    child = os.fork()
    if child == 0:
        status = WRONG
        try:
            os.read(released, 1)
            status = work()
        except BaseException:  # noqa: BLE001 - a child never returns into its parent's code
            traceback.print_exc()
        finally:
            os._exit(status)
    return child


def _spent_s(pid: int) -> float:
    """Processor time of a process, from what stands after its name in /proc."""
    stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, stat[11:13])) / os.sysconf("SC_CLK_TCK")
