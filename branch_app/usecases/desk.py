"""What a clerk has at hand: one device, signed in, with its reader, printer and data."""

import uuid
from dataclasses import dataclass
from datetime import date

from branch_app.domain.records.enrolment import Enrolment, FreshnessPolicy
from branch_app.domain.rules.tables import Office, Tables
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import (
    Clock,
    EnrolmentStore,
    OpenedExtensions,
    PaperSeals,
    PolicyList,
    Printer,
    PrintFiles,
    Random,
    Register,
    Renderer,
    RestrictionStore,
    Seals,
)
from branch_app.usecases.journal import Journal
from branch_app.usecases.limits import limits_now
from branch_app.usecases.veil import Veil

CHANNEL = "counter"


@dataclass(frozen=True, slots=True)
class Desk:
    """Ports and the journal, passed to every use case. ``stock`` is the paper in the printer's tray."""

    enrolment: Enrolment
    enrolments: EnrolmentStore
    extensions: OpenedExtensions
    policies: PolicyList
    journal: Journal
    veil: Veil
    register: Register
    restrictions: RestrictionStore
    renderer: Renderer
    printer: Printer
    print_files: PrintFiles
    paper_seals: PaperSeals
    seals: Seals
    clock: Clock
    random: Random
    stock: str
    specimen: bool

    def today(self) -> date:
        """The business date decides which rules hold."""
        return self.clock.now().date()

    @property
    def tables(self) -> Tables:
        """In force today: asked for anew each time, because a desk stays open over midnight.

        Raises:
            DataStale: none are in force; nothing is issued.
        """
        return self.tables_on(self.today())

    def tables_on(self, day: date) -> Tables:
        """In force that day.

        Raises:
            DataStale: none are.
        """
        return self.policies.current().on(day)

    @property
    def limits(self) -> FreshnessPolicy:
        """How old data may be today, with what two persons opened for a disaster.

        Raises:
            DataStale: no tables are in force.
        """
        today = self.today()
        policy = self.tables_on(today).freshness(today)
        opened = self.journal.state.extensions
        return limits_now(policy, self.enrolments.enrolment(), opened, self.clock.now())

    def office(self) -> Office:
        """This office, as it is today."""
        today = self.today()
        return self.tables_on(today).office(self.enrolment.office, today)

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
