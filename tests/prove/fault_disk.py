"""A disk that fails at its n-th change: the program is killed there, the room is gone, the medium errs.

``count`` only counts. ``kill`` kills the program just before the change; ``twice`` too, and its restart dies as
well; ``cut`` takes its power and the disk's (``power_disk``); ``ENOSPC``, ``EIO`` and the like fail that change
only; a trailing ``+`` fails every one from there on. A process of its own serves it (``served``), made by ``fork``:
a new interpreter would cost more than a day.
"""

import errno
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CDLL
from dataclasses import dataclass
from pathlib import Path

import mfusepy as fuse

from tests.prove.power_disk import PowerDisk, _apply

_LIBC = CDLL(None)
_DETACH = 2
_MOUNTED = b"mounted\n"


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens at change ``at`` (from 1; ``count``: never); ``seed`` is the chance of what a cut leaves."""

    mode: str
    at: int
    seed: int

    @property
    def passes(self) -> bool:
        """Everything after that change goes well again."""
        return not self.mode.endswith("+")

    def __str__(self) -> str:
        return f"{self.mode} at {self.at}, seed {self.seed}"


class FaultDisk(PowerDisk):
    """Counts like ``PowerDisk``; what was written stays when only the program dies."""

    def __init__(self, root: Path, fault: Fault, pid: int, reports: int) -> None:
        super().__init__(root, fault.at if fault.mode == "cut" else 0, fault.seed)
        self._fault = fault
        self._pid = pid
        self._reports = reports

    def init(self, _path: str) -> None:
        """Whoever waits for the mount may go on."""
        os.write(self._reports, _MOUNTED)

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
        struck = self._changes + 1 == self._fault.at
        if struck and self._fault.mode in {"kill", "twice", "cut"}:
            os.kill(self._pid, signal.SIGKILL)
        super().count()
        lasting = not self._fault.passes and self._changes > self._fault.at > 0
        if (struck or lasting) and self._fault.mode not in {"count", "cut"}:
            raise fuse.FuseOSError(getattr(errno, self._fault.mode.rstrip("+"), errno.EIO))

    def link(self, target: str, source: str) -> None:
        """A second name; whoever makes one has synced before."""
        with self._change():
            os.link(self._real(source), self._real(target))
            self._names.made(self._real(target))

    def mkdir(self, path: str, mode: int) -> None:
        """At once."""
        with self._change():
            self._real(path).mkdir(mode)
            self._names.made_folder(self._real(path))

    def destroy(self, _path: str) -> None:
        """The program is gone, the machine is not: what it wrote arrives."""
        for path, writes in self._waiting.items():
            for write in writes:
                _apply(self._real(path), write)
        os.write(self._reports, str(self._changes).encode())


@dataclass(slots=True)
class Served:
    """A disk in its process; ``changes`` is known when it was unmounted, and never when its power was cut."""

    pid: int
    changes: int | None = None


@contextmanager
def served(root: Path, mount: Path, fault: Fault, program: int) -> Iterator[Served]:
    """``root`` as ``mount`` until the block ends.

    Raises:
        OSError: it could not be mounted.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        _serve(FaultDisk(root, fault, program, writing), mount)
    os.close(writing)
    disk = Served(pid)
    with os.fdopen(reading, "rb") as reports:
        try:
            if reports.readline() != _MOUNTED:
                raise OSError(errno.EIO, "not mounted", str(mount))
            yield disk
        finally:
            unmount(mount)
            disk.changes = int(reports.read() or 0) or None
            os.waitpid(pid, 0)


def unmount(mount: Path) -> None:
    """Whoever still looks into it does not keep it."""
    if _LIBC.umount2(bytes(mount), 0):
        _LIBC.umount2(bytes(mount), _DETACH)


def _serve(disk: FaultDisk, mount: Path) -> None:
    try:
        fuse.FUSE(disk, str(mount), foreground=True, nothreads=True)
    finally:
        os._exit(0)
