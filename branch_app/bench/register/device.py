"""A device of that town: enrolled as an installer does it, its replica filled over the line."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from branch_app.bench.register.town import DEVICE, Town
from branch_app.bench.waiting import Moment
from branch_app.composition.first_run import Invitation, enrol_device
from branch_app.composition.line import head_office
from branch_app.composition.machine import machine_secret
from branch_app.machine import SystemRandom
from branch_app.ports import RegisterSource
from branch_app.settings import DeviceFolders
from branch_app.usecases.renew import renew_registers
from db.device import DeviceFile
from db.generations import RegisterFolder
from db.replica import StoredReplica
from db.slots import Argon2Cost
from db.vault import Credentials, Vault
from sync.client.transport import Line

_FIRST = Credentials("bench", "no secret at all")
_KILOBYTE = 1_024


@dataclass(frozen=True, slots=True)
class BuildFigures:
    """Seconds from the question for the manifest to the pointer; ``peak_mb`` is resident memory at its highest.

    They are ``Span.own`` of the thread that writes: what head office and the line's thread wait for counts.
    """

    rows: int
    seconds: float
    peak_mb: int
    clock_seconds: float = 0.0


def build(town: Town, home: Path) -> BuildFigures:
    """Enrol, then the first generation; a process of its own measures its memory."""
    folders = DeviceFolders.below(home)
    enrol_device(folders, Invitation(town.url, town.code, DEVICE), _FIRST, SystemRandom(), Argon2Cost())
    replica = StoredReplica(registers(home))
    began = Moment.now()
    with source(town.url, home) as central:
        versions = renew_registers(central, replica, _unheard)
    span = Moment.now().since(began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILOBYTE // 1_000_000
    rows = sum(version.rows for version in versions)
    return BuildFigures(rows, round(span.own / 1_000, 2), peak, round(span.elapsed / 1_000, 2))


def registers(home: Path) -> RegisterFolder:
    """The generations of that device, with its keys."""
    folders = DeviceFolders.below(home)
    ring = Vault.open(folders.data, machine_secret(folders)).sign_in(_FIRST)
    return RegisterFolder(folders.data, ring)


@contextmanager
def source(url: str, home: Path) -> Iterator[RegisterSource]:
    """Head office, as that device is filled from it."""
    folders = DeviceFolders.below(home)
    machine = Vault.open(folders.data, machine_secret(folders)).machine_ring()
    file = DeviceFile.open(folders.data, machine)
    try:
        with Line(url, file.enrolment().central_ca) as line:
            yield head_office(file, line, SystemRandom()).registers()
    finally:
        file.close()


def _unheard(_what: str, _done: int, _of: int) -> None:
    """Nobody waits for it."""
