"""What a counter needs once somebody is there: papers, printers, reader, line. Loaded after the window is up."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from branch_app.cards.pcsc import PcscReader
from branch_app.cards.session import Terms
from branch_app.cards.trust import Roots
from branch_app.composition.audit_export import DeviceAudits
from branch_app.composition.checkup import probes
from branch_app.composition.close_folder import OwnCloseFolder
from branch_app.composition.device import Device
from branch_app.composition.device_office import DeviceOffice
from branch_app.composition.devices import (
    name_images,
    pages,
    printer_of,
    reader_of,
    receipt_papers,
    receipt_printer_of,
    slip_papers,
    slip_printer_of,
    sounds,
)
from branch_app.composition.door import FrontDoor
from branch_app.composition.line import head_office
from branch_app.composition.log_watch import LogWatch
from branch_app.composition.month_tables import CsvMonthTables
from branch_app.composition.papers import paper_renderer
from branch_app.composition.patient import Patient
from branch_app.composition.serving_register import ServingRegister
from branch_app.documents.marks.dots import Screens
from branch_app.domain.errors import PrinterAbsent
from branch_app.machine import SystemRandom
from branch_app.ports import CardPresence, CardReader, CardSession, Clock, Printer, ReceiptPrinter
from branch_app.settings import BUILD, DeviceSettings
from branch_app.ui.workplace import Bench, Workplace
from branch_app.usecases.doctor import Report, examine
from branch_app.usecases.front_door import Freshened
from sync.client.transport import Line

_ROOTS = "roots.pem"
"""Pinned roots of 個人番号カード beside the settings; without them no card is believed."""


class LateReader:
    """The reader that is there when it is asked for: one plugged in at noon works from noon on."""

    def __init__(self, find: Callable[[], PcscReader]) -> None:
        self._find = find

    def session(self) -> AbstractContextManager[CardSession]:
        """Hold the card exclusively until the block ends."""
        return self._find().session()

    def card_present(self) -> bool:
        """Look, without waiting."""
        return self._find().card_present()


_CLOSES, _AUDITS = "closes", "audits"
"""Of the device's home."""


class NoReceipts:
    """Stands where no receipt printer is set."""

    def print(self, _pdf: bytes, _name: str) -> None:
        """Raise PrinterAbsent."""
        raise PrinterAbsent(cause="no-receipt-printer")


@dataclass(frozen=True, slots=True)
class Equipment:
    """What stands at one counter; ``central`` is head office's address, ``home`` holds ``settings.toml``.

    ``dots`` are those of the printer's 牽制文字, where it was calibrated.
    """

    printer: Printer
    receipt_printer: ReceiptPrinter
    slip_printer: ReceiptPrinter
    reader: CardReader
    presence: CardPresence
    central: str
    stock: str
    specimen: bool
    home: Path
    dots: Screens | None = None
    bench: Bench | None = None


def equipment_of(home: Path, settings: DeviceSettings) -> Equipment:
    """What the settings name.

    Raises:
        BadInput: an address that is none.
    """
    reader = LateReader(lambda: reader_of(settings, Terms(_roots(home), SystemRandom())))
    return Equipment(
        printer=printer_of(settings, home),
        receipt_printer=receipt_printer_of(settings.receipts, home) if settings.receipts else NoReceipts(),
        slip_printer=slip_printer_of(settings.receipts, home) if settings.receipts else NoReceipts(),
        reader=reader,
        presence=reader,
        central=settings.central,
        stock=settings.stock,
        specimen=settings.training,
        home=home,
        dots=settings.dots,
    )


def freshen(url: str, door: FrontDoor) -> Freshened:
    """Restrictions, roster and policy over the line, before anyone has signed in."""
    with Line(url, door.file.enrolment().central_ca) as line:
        return door.freshen(head_office(door.file, line, SystemRandom()))


def examine_without_a_person(home: Path, clock: Clock) -> Report:
    """The doctor as far as the machine's own keys go."""
    with Patient(home, clock, SystemRandom(), None) as patient:
        return examine(probes(patient))


def workplace(equipment: Equipment, device: Device) -> Workplace:
    """The counter of whoever is signed in on that device."""
    register = ServingRegister(device.registers)
    watch = LogWatch(device.journal, BUILD, device.ledger.leave)
    watch.start()
    desk = device.desk(
        equipment.printer,
        paper_renderer(device.paper_seals, equipment.dots),
        register,
        equipment.stock,
        specimen=equipment.specimen,
    )
    return Workplace(
        operator=device.operator,
        desk=desk,
        reader=equipment.reader,
        presence=equipment.presence,
        names=name_images(),
        pages=pages(),
        sounder=sounds(),
        receipt_renderer=receipt_papers(),
        receipt_printer=equipment.receipt_printer,
        slip_renderer=slip_papers(),
        slip_printer=equipment.slip_printer,
        office=DeviceOffice(device, equipment.central),
        second_persons=device.second_persons,
        drafts=device.drafts,
        retention=device.retention,
        tables=CsvMonthTables(),
        closes=OwnCloseFolder(equipment.home / _CLOSES),
        audits=DeviceAudits(device, equipment.home.resolve() / _AUDITS),
        cases=device.file.cases,
        examine=lambda: _examined(equipment.home, device),
        close=lambda: _close(device, register, watch),
        bench=equipment.bench,
    )


def _close(device: Device, register: ServingRegister, watch: LogWatch) -> None:
    """This thread's connections; another question would open them again."""
    watch.stop()
    register.close()
    device.close()


def _examined(home: Path, device: Device) -> Report:
    """The doctor with the keys of whoever is signed in; files are opened anew, as a start would."""
    with Patient(home, device.veil.clock, device.veil.random, lambda _vault: device.ring) as patient:
        return examine(probes(patient))


def _roots(home: Path) -> Roots:
    path = home / _ROOTS
    return Roots.from_pem(path.read_bytes()) if path.exists() else Roots(())
