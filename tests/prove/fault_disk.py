"""A disk that fails at its n-th change: the program is killed there, the room is gone, the medium errs.

    python -m tests.prove.fault_disk ROOT MOUNT MODE AT PID SEED

``count`` only counts. ``kill`` kills PID just before the change; ``cut`` takes the power (``power_disk``);
``ENOSPC``, ``EIO`` and the like fail that one change; a trailing ``+`` fails every one from there on. Says on its
standard output how many changes there were.
"""

import errno
import os
import signal
import sys
from pathlib import Path

import mfusepy as fuse

from tests.prove.power_disk import PowerDisk, _apply


class FaultDisk(PowerDisk):
    """Counts like ``PowerDisk``; what was written stays when only the program dies."""

    def __init__(self, root: Path, mode: str, at: int, pid: int, seed: int) -> None:
        super().__init__(root, at if mode == "cut" else 0, seed)
        self._mode = mode
        self._at = at
        self._pid = pid

    def enter(self) -> None:
        """One at a time; a change that fails is none."""
        self._turn.acquire()
        try:
            self.count()
        except BaseException:
            self._turn.release()
            raise

    def count(self) -> None:
        """One change more, or what happens instead."""
        super().count()
        lasting = self._mode.endswith("+") and self._changes >= self._at > 0
        if self._mode in {"count", "cut"} or not (self._changes == self._at or lasting):
            return
        if self._mode == "kill":
            os.kill(self._pid, signal.SIGKILL)
            raise fuse.FuseOSError(errno.EIO)
        raise fuse.FuseOSError(getattr(errno, self._mode.rstrip("+")))

    def link(self, target: str, source: str) -> None:
        """A second name; whoever makes one has synced before."""
        with self._change():
            os.link(self._real(source), self._real(target))

    def mkdir(self, path: str, mode: int) -> None:
        """At once."""
        with self._change():
            self._real(path).mkdir(mode)

    def destroy(self, _path: str) -> None:
        """The program is gone, the machine is not: what it wrote arrives."""
        for path, writes in self._waiting.items():
            for write in writes:
                _apply(self._real(path), write)
        print(self._changes, flush=True)  # noqa: T201 - the trial reads it


if __name__ == "__main__":
    disk = FaultDisk(Path(sys.argv[1]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5]), int(sys.argv[6]))
    fuse.FUSE(disk, sys.argv[2], foreground=True, nothreads=False)
