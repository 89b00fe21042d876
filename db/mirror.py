"""The second medium: every append once more, encrypted, on another disk or stick.

::

    <folder>/<device>-<epoch>.mirror/
    ├── header                sealed: whose log this is
    ├── 000000000000.frames   entries and openings as the log has them, some thousand a file
    ├── receipt               the newest cosigned checkpoint, sealed
    └── vault.json            the slots, as they lie on the device: nothing opens them that does not open those

The order is log commit → mirror fsync → effect. What a crash or a record beside a broken medium left missing is
copied before anything else is decided. Keys of openings never lie here, so what expires is shredded here too.
"""

import errno
import os
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, Protocol

from branch_app.domain.errors import DiskFull, FileDamaged, MirrorForeign, MirrorFull, MirrorGone
from branch_app.ports import LogHead
from db.atomic_file import write_replacing
from db.mirror_frames import Frame, FrameSeal, segment_path, segments, write_frame
from db.openings import Row
from db.sealing import NotSealedHere, SecretKey, context

SEGMENT_ENTRIES = 1_024
"""A file is read and written once whole at every start, so it must stay small for a stick."""
_BATCH = 256
_ROOM_BYTES = 16 * 1024 * 1024
"""Less than this left is full: the day must end somewhere before the medium does."""
_HEADER, _RECEIPT = "header", "receipt"
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SUFFIX = ".mirror"


class MirrorSource(Protocol):
    """The log as a mirror reads it."""

    def head(self) -> LogHead:
        """Committed size and root."""

    def leaves(self, start: int, stop: int) -> Sequence[bytes]:
        """Entry bytes."""

    def opening_rows(self, start: int, stop: int) -> Sequence[Row]:
        """Openings as they lie there."""

    def receipt(self) -> str | None:
        """The newest cosigned checkpoint."""


@dataclass(frozen=True, slots=True)
class _Tail:
    """Where the next frame goes: an open file that is durable up to ``at``, and the seq it goes on with."""

    handle: int
    path: Path
    first: int
    at: int
    size: int


class LedgerMirror:
    """The mirror of one log in a folder of the second medium; ``key`` is the ledger's, ``vault`` the device's."""

    def __init__(self, folder: Path, origin: str, key: SecretKey, vault: Path) -> None:
        self._medium = folder
        self._vault = vault
        self._origin = origin
        self.folder = folder / mirror_name(origin)
        self._key = key.derive(f"mirror of {origin}")
        self.seal = FrameSeal(origin, self._key)
        self._turn = threading.Lock()
        self._tail: _Tail | None = None
        self._receipt: str | None = None

    def begin(self) -> None:
        """Prepare a medium that holds nothing of ours yet; one that does stays as it is.

        Raises:
            MirrorGone: the folder is not there.
            MirrorForeign: another log lies under our name.
            MirrorFull.
        """
        if not self._medium.is_dir():
            raise MirrorGone(reason="missing")
        with mirror_faults():
            self.folder.mkdir(exist_ok=True, mode=0o700)
            if not (self.folder / _HEADER).exists():
                write_replacing(self.folder / _HEADER, self._key.seal(b"", self._bound_to(_HEADER)))
        self.check_header()

    def check(self) -> None:
        """Whether a step may be taken: the medium is there, ours, and has room.

        Raises:
            MirrorGone, MirrorForeign, MirrorFull.
        """
        self.check_header()
        with mirror_faults():
            room = shutil.disk_usage(self.folder).free
        if room < _ROOM_BYTES:
            raise MirrorFull

    def copy(self, log: MirrorSource) -> None:
        """Copy what the log has and the mirror has not, and wait until it is durable.

        Raises:
            MirrorGone, MirrorFull, MirrorForeign: the log stands as it is.
        """
        with self._turn:
            try:
                with mirror_faults():
                    self._go_on(log)
            except BaseException:
                # Whatever the last write left there is not believed: the next one reads the file again.
                self._let_go()
                raise

    def stands_still(self) -> bool:
        """Whether the open file is the one that lies there: a stick that was pulled takes its name along."""
        tail = self._tail
        if tail is None:
            return True
        try:
            return os.path.samestat(os.fstat(tail.handle), os.stat(tail.path))  # noqa: PTH116 - no Path in between
        except OSError:
            return False

    def frames(self) -> Iterator[Frame]:
        """Everything that lies here, up to the first frame that is not whole.

        Raises:
            MirrorGone, MirrorForeign.
        """
        self.check_header()
        expected = 0
        for first, path in segments(self.folder):
            if first != expected:
                return
            with mirror_faults():
                data = path.read_bytes()
            for frame, _end in self.seal.frames(data, first):
                yield frame
                expected = frame.end

    def kept_receipt(self) -> str | None:
        """The newest cosigned checkpoint that was copied."""
        sealed = _lying(self.folder / _RECEIPT)
        if sealed is None:
            return None
        try:
            return self._key.unseal(sealed, self._bound_to(_RECEIPT)).decode()
        except NotSealedHere as error:
            raise MirrorForeign(file=_RECEIPT) from error

    def close(self) -> None:
        """Let go of the medium."""
        with self._turn:
            self._let_go()

    def check_header(self) -> None:
        """Whether a mirror of this log lies there.

        Raises:
            MirrorGone: nothing of ours.
            MirrorForeign: another log's.
        """
        sealed = _lying(self.folder / _HEADER)
        if sealed is None:
            self._refuse_unprepared()
        else:
            self._refuse_other(sealed)

    def _refuse_unprepared(self) -> NoReturn:
        if not self._medium.is_dir():
            raise MirrorGone(reason="missing")
        for other in sorted(self._medium.glob(f"*{_SUFFIX}")):
            if other != self.folder:
                raise MirrorForeign(file=other.name)
        raise MirrorGone(reason="not prepared")

    def _refuse_other(self, sealed: bytes) -> None:
        try:
            self._key.unseal(sealed, self._bound_to(_HEADER))
        except NotSealedHere as error:
            raise MirrorForeign(file=self.folder.name) from error

    def _go_on(self, log: MirrorSource) -> None:
        if not self.stands_still():
            raise MirrorGone(reason="pulled")
        head = log.head()
        tail = self._tail or self._found(log, head)
        while tail.size < head.size:
            stop = min(tail.size + _BATCH, head.size, tail.first + SEGMENT_ENTRIES)
            root = head.root if stop == head.size else b""
            frame = Frame(
                tail.size, root, tuple(log.leaves(tail.size, stop)), tuple(log.opening_rows(tail.size, stop))
            )
            tail = self._written(tail, frame)
        self._tail = tail
        self._copy_receipt(log.receipt())

    def _written(self, tail: _Tail, frame: Frame) -> _Tail:
        sealed = self.seal.sealed(frame)
        write_frame(tail.handle, tail.at, sealed)
        if frame.end - tail.first < SEGMENT_ENTRIES:
            self._tail = _Tail(tail.handle, tail.path, tail.first, tail.at + len(sealed), frame.end)
            return self._tail
        os.close(tail.handle)
        self._tail = None
        return self._opened(frame.end, b"", frame.end)

    def _found(self, log: MirrorSource, head: LogHead) -> _Tail:
        """Where an earlier run left off. The last file is written anew: nobody knows whether it was ever synced."""
        self.check_header()
        self._copy_vault()
        lying = segments(self.folder)
        if not lying:
            return self._opened(0, b"", 0)
        first, path = lying[-1]
        data = path.read_bytes()
        size, at, last = first, 0, b""
        for frame, end in self.seal.frames(data, first):
            size, at, last = frame.end, end, frame.entries[-1]
        if size > head.size or (last and tuple(log.leaves(size - 1, size)) != (last,)):
            raise MirrorForeign(file=self.folder.name)
        return self._opened(first, data[:at], size)

    def _opened(self, first: int, data: bytes, size: int) -> _Tail:
        path = segment_path(self.folder, first)
        write_replacing(path, data)
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        self._tail = _Tail(handle, path, first, len(data), size)
        return self._tail

    def _copy_receipt(self, receipt: str | None) -> None:
        if receipt is not None and receipt != self._receipt:
            write_replacing(self.folder / _RECEIPT, self._key.seal(receipt.encode(), self._bound_to(_RECEIPT)))
            self._receipt = receipt

    def _copy_vault(self) -> None:
        """Slots change; each start copies them."""
        if self._vault.exists():
            write_replacing(self.folder / self._vault.name, self._vault.read_bytes())

    def _let_go(self) -> None:
        if self._tail is not None:
            with suppress(OSError):
                os.close(self._tail.handle)
            self._tail = None

    def _bound_to(self, what: str) -> bytes:
        return context("mirror", self._origin, what)


def mirror_name(origin: str) -> str:
    """Device and epoch: the folder on the medium says whose it is."""
    _, device, epoch = origin.rsplit("/", 2)
    return f"{device}-{epoch}{_SUFFIX}"


@contextmanager
def mirror_faults() -> Iterator[None]:
    """What the operating system complains of, said of the second medium.

    Raises:
        MirrorFull, MirrorGone.
    """
    try:
        yield
    except DiskFull as error:
        raise MirrorFull from error
    except FileDamaged as error:
        raise MirrorGone(reason=error.facts["reason"]) from error
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise MirrorFull from error
        if error.errno == errno.ENOENT:
            raise MirrorGone(reason="missing") from error
        raise MirrorGone(reason=errno.errorcode.get(error.errno or 0, "unknown")) from error


def _lying(path: Path) -> bytes | None:
    """What lies there; None when nothing does."""
    with mirror_faults():
        return path.read_bytes() if path.exists() else None
