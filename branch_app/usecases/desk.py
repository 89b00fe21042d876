"""What a clerk has at hand: one device, signed in, with its reader, printer and data."""

import uuid
from dataclasses import dataclass
from datetime import date

from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.rules.tables import Office, Tables
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import (
    Clock,
    Printer,
    PrintFiles,
    Random,
    Register,
    Renderer,
    RestrictionList,
    Seals,
)
from branch_app.usecases.journal import Journal
from branch_app.usecases.veil import Veil

CHANNEL = "counter"


@dataclass(frozen=True, slots=True)
class Desk:
    """Ports and the journal, passed to every use case. ``stock`` is the paper in the printer's tray."""

    enrolment: Enrolment
    tables: Tables
    journal: Journal
    veil: Veil
    register: Register
    restrictions: RestrictionList
    renderer: Renderer
    printer: Printer
    print_files: PrintFiles
    seals: Seals
    clock: Clock
    random: Random
    stock: str
    specimen: bool

    def today(self) -> date:
        """The business date decides which rules hold."""
        return self.clock.now().date()

    def office(self) -> Office:
        """This office, as it is today."""
        return self.tables.office(self.enrolment.office, self.today())

    def new_id(self) -> str:
        """UUIDv7 (RFC 9562): ordered by time, unpredictable otherwise."""
        milliseconds = int(self.clock.now().timestamp() * 1000)
        tail = bytearray(self.random.token(10))
        tail[0] = 0x70 | (tail[0] & 0x0F)
        tail[2] = 0x80 | (tail[2] & 0x3F)
        return str(uuid.UUID(bytes=milliseconds.to_bytes(6, "big") + bytes(tail)))

    def new_request(self) -> RequestId:
        """One press of a key."""
        return RequestId(self.new_id())
