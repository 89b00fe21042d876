"""First run: central up, device enrolled, replica loaded, central down again."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from branch_app.composition.device import Device
from branch_app.composition.door import FrontDoor
from branch_app.composition.first_run import Invitation, enrol_device
from branch_app.composition.line import head_office
from branch_app.demo.narrator import Narrator
from branch_app.demo.stage import CentralProcess
from branch_app.domain.records.freight import Freight
from branch_app.machine import StagedClock, SystemRandom
from branch_app.settings import DeviceFolders
from branch_app.usecases.crossing import cross
from branch_app.usecases.freshen import without_a_person
from branch_app.usecases.renew import renew
from db.slots import Argon2Cost
from db.vault import Credentials
from sync.client.central import OnlineCentral
from sync.client.transport import Line

OFFICE, DEVICE_NAME = "C06", "suge-01"
STEPS = 4
"""Steps that ``set_up`` announces."""
SECOND = Credentials("supervisor-1", "another demo password")
"""Signs in beside the first when a step needs two persons."""
_FIRST = Credentials("clerk-1", "demo password")


@dataclass(frozen=True, slots=True)
class Place:
    """Folders of one demo."""

    out: Path

    @classmethod
    def fresh(cls, out: Path) -> "Place":
        """An empty folder; an earlier demo's is removed."""
        shutil.rmtree(out, ignore_errors=True)
        place = cls(out)
        place.spool.mkdir(parents=True)
        return place

    @property
    def spool(self) -> Path:
        """What the printer received."""
        return self.out / "spool"

    @property
    def receipts(self) -> Path:
        """Where receipts come out."""
        return self.out / "receipts"

    @property
    def export(self) -> Path:
        """What the auditor takes away."""
        return self.out / "export"

    @property
    def home(self) -> Path:
        """The device's home."""
        return self.out / "device"

    @property
    def device(self) -> DeviceFolders:
        """The device's own folders."""
        return DeviceFolders.below(self.home)

    @property
    def central(self) -> Path:
        """Head office's folder."""
        return self.out / "central"


def set_up(place: Place, central: CentralProcess, clock: StagedClock, narrator: Narrator) -> Device:
    """Central up, device enrolled, replica loaded, central down."""
    narrator.step("central")
    central.load_demo_city()
    code = central.offer_code(OFFICE, DEVICE_NAME)
    central.start(clock.now())
    narrator.step("enrol", device=DEVICE_NAME)
    random = SystemRandom()
    invitation = Invitation(central.url, code, DEVICE_NAME)
    enrol_device(place.device, invitation, _FIRST, random, Argon2Cost())
    door = FrontDoor(place.device, clock, random)
    device = door.sign_in(_FIRST.operator, _FIRST.password)
    device.vault.add_operator(device.ring, SECOND)
    narrator.step("bootstrap")
    with Line(central.url, device.enrolment.central_ca) as line:
        office = head_office(device.file, line, random)
        _fill(device, office)
    central.stop()
    narrator.step("offline")
    return device


def _fill(device: Device, office: OnlineCentral) -> None:
    """What came before the line went."""
    file = device.file

    def registers() -> None:
        renew(office.registers(), device.replica, device.journal, device.veil.random, lambda *_: None)

    pulled = without_a_person(office, file.restrictions, file, file.policies)
    fault = cross({**pulled, Freight.REGISTERS: registers}).fault
    if fault is not None:
        raise fault
