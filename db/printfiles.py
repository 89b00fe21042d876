"""Print files: encrypted, immutable, one a job.

A file is bound to its device and job, so that another job's file under this name does not open. That is the
Kawasaki accident of 2023 made impossible at the disk: a later file neither overwrites an earlier one nor stands in
for it.
"""

import os
import re
from pathlib import Path

from branch_app.domain.errors import BadInput, FileDamaged, KeyMissing, OutOfOrder
from branch_app.domain.values.identifiers import JobId
from db.atomic_file import sync_directory, write_new
from db.faults import file_faults
from db.sealing import NotSealedHere, SecretKey, context

_MAGIC = b"MGPF1"
_JOB = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class EncryptedPrintFiles:
    """``PrintFiles`` in a folder."""

    def __init__(self, folder: Path, device: str, key: SecretKey) -> None:
        self._folder = folder
        self._device = device
        self._key = key

    def put(self, job: JobId, pdf: bytes) -> None:
        """Write, fsync file and folder.

        Raises:
            OutOfOrder: the job has a file already; it is untouched.
            DiskFull: nothing was written.
        """
        try:
            write_new(self._path(job), _MAGIC + self._key.seal(pdf, self._bound_to(job)))
        except FileExistsError as error:
            raise OutOfOrder(now="has a file", then="put", job=job) from error

    def get(self, job: JobId) -> bytes:
        """The very bytes.

        Raises:
            FileDamaged: altered, or another job's file under this name.
            KeyMissing: gone.
        """
        path = self._path(job)
        try:
            with file_faults(path.name):
                data = path.read_bytes()
        except FileNotFoundError as error:
            raise KeyMissing(what=path.name) from error
        if not data.startswith(_MAGIC):
            raise FileDamaged(file=path.name)
        try:
            return self._key.unseal(data[len(_MAGIC) :], self._bound_to(job))
        except NotSealedHere as error:
            raise FileDamaged(file=path.name) from error

    def wipe(self, job: JobId) -> None:
        """Remove after delivery or voiding; no error when gone."""
        path = self._path(job)
        try:
            with file_faults(path.name):
                _overwrite(path)
                path.unlink()
                sync_directory(self._folder)
        except FileNotFoundError:
            return

    def kept(self) -> tuple[JobId, ...]:
        """Jobs whose file is still here."""
        return tuple(sorted(JobId(path.stem) for path in self._folder.glob("*.sealed")))

    def _path(self, job: JobId) -> Path:
        if not _JOB.fullmatch(job):
            raise BadInput(at="job")
        return self._folder / f"{job}.sealed"

    def _bound_to(self, job: JobId) -> bytes:
        return context("print file", self._device, job)


def _overwrite(path: Path) -> None:
    """Zeros before the name goes: of use on spinning disks, where the blocks stay the same."""
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
