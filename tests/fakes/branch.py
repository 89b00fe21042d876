"""A device as its first run leaves it, without a head office: real files, demo city, cheap password.

``make_branch`` once, ``open_branch`` as often as the program would start.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from branch_app.composition.device import Device
from branch_app.composition.door import FrontDoor
from branch_app.composition.machine import machine_secret
from branch_app.composition.registers import load_rows
from branch_app.documents.fonts import mincho_file
from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.records.register_rows import line_of
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.registers import RegisterRow
from branch_app.machine import TOKYO, SystemRandom
from branch_app.ports import Clock
from branch_app.settings import RESOURCES, DeviceFolders
from db.device import DeviceFile
from db.generations import RegisterFolder
from db.slots import Argon2Cost
from db.vault import Credentials, Vault
from sync.central.example.city import City, load_city, rows_of
from sync.central.example.impression import Engraver
from sync.central.example.population import load_names, populated
from tests.fakes.paper_seals import papers_of, steady_seals
from tests.fakes.restrictions import tell
from tests.fakes.tables import shipped_policy

OPENED = datetime(2026, 11, 24, 9, 0, tzinfo=TOKYO)
CHEAP = Argon2Cost(iterations=1, lanes=1, memory_kib=8)
CLERK = Credentials("clerk-1", "correct horse 7")
OTHER_CLERK = Credentials("clerk-2", "battery staple 8")
STOCK = "security"
_PIN_KEY = bytes(range(32))
VOUCHING_KEY = bytes(range(32, 64))
_VERIFIER_KEY = "witness.kawasaki+eade58b1+BF21S+7cYVcL9LtTtYqYCfOyNCkyxeAA8hPa/V3jZz98"


@dataclass(slots=True)
class SetClock:
    """Stands where it is put; both clocks move together unless one is moved alone."""

    wall: datetime = OPENED
    monotonic: int = 1_000_000
    boot: str = field(default="boot-1")

    def now(self) -> datetime:
        """Wall time."""
        return self.wall

    def monotonic_ms(self) -> int:
        """Milliseconds."""
        return self.monotonic

    def boot_id(self) -> str:
        """This boot."""
        return self.boot

    def advance(self, passed: timedelta) -> None:
        """Time passes."""
        self.wall += passed
        self.monotonic += passed // timedelta(milliseconds=1)


_HELD = ("household", "seal", "certificate_link", "city_card")
CORNER, WARD_OFFICE = "C06", "W06"


@cache
def city(residents: int = 0) -> City:
    """The made-up people the demo names, and so many more; the same every time."""
    named, names = load_city(RESOURCES / "demo" / "city.json"), load_names(RESOURCES / "demo" / "names.toml")
    return populated(named, names, residents, OPENED.date().replace(month=1, day=1))


def make_branch(
    home: Path,
    as_of: datetime = OPENED,
    restricted: Iterable[str] | None = None,
    residents: int = 0,
    office: str = CORNER,
) -> DeviceFolders:
    """Vault, device file, replica and restrictions below ``home``; ``residents`` beside those the demo names.

    A corner is filled with what it needs most, a ward office with everything.
    """
    people = city(residents)
    folders = DeviceFolders.below(home)
    vault, ring = Vault.create(folders.data, "suge-01", machine_secret(folders), CLERK, CHEAP)
    vault.add_operator(ring, OTHER_CLERK)
    file = DeviceFile.create(folders.data, vault.machine_ring())
    file.enrol(_enrolment(people, office), (shipped_policy(),), papers_of(file))
    names = people.restricted if restricted is None else restricted
    tell(file.restrictions, as_of, blocked=names)
    held = _HELD if office == CORNER else tuple(TABLES)
    rows = [row for row in _rows(residents) if line_of(row).table in held]
    load_rows(RegisterFolder(folders.data, ring), rows, as_of.astimezone(UTC), tables=held)
    file.close()
    return folders


def open_branch(folders: DeviceFolders, clock: Clock, credentials: Credentials = CLERK) -> Device:
    """As the program starts."""
    door = front_door(folders, clock)
    return door.sign_in(credentials.operator, credentials.password)


def front_door(folders: DeviceFolders, clock: Clock) -> FrontDoor:
    """Before anyone signs in."""
    return FrontDoor(folders, clock, SystemRandom(), CHEAP)


@cache
def _rows(residents: int) -> tuple[RegisterRow, ...]:
    """A seal takes longer to cut than a branch to make."""
    return rows_of(city(residents), Engraver(mincho_file(RESOURCES)), _PIN_KEY)


def _enrolment(people: City, code: str) -> Enrolment:
    settings = next(office.settings for office in people.offices if office.code == code)
    return Enrolment(
        office=code,
        device="suge-01",
        epoch=1,
        origin="ledger.kawasaki/suge-01/1",
        central_key=_VERIFIER_KEY,
        central_seal_key=bytes(32),
        central_ca=steady_seals().root.decode(),
        issuer=settings.issuer,
        roster=settings.roster,
        pin_key=_PIN_KEY,
        vouching_key=VOUCHING_KEY,
        version=1,
        as_of=OPENED,
    )
