"""A day in one process that can be killed at any point: around every commit and every call to the outside.

``play`` runs the scenes of the state tables once: a paper that comes out, one whose end is unknown and was spoilt,
one that the printer gave up, one that is lost and voided; then the count and the close.
"""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from branch_app.composition.papers import printer_at
from branch_app.demo.people import cash
from branch_app.domain.deciders.issuance.state import Job
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.values.identifiers import JobId, Pseudonym
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.domain.values.reasons import PaperReason
from branch_app.machine import SystemClock
from branch_app.ports import LedgerWriter, Printer, PrintFiles, PrintReport, PrintState, Ticket
from branch_app.printing.client import PrinterAddress
from branch_app.settings import DeviceFolders
from branch_app.usecases.answer import Answer, answer
from branch_app.usecases.cancel import cancel
from branch_app.usecases.desk import Desk
from branch_app.usecases.drawer import count_drawer
from branch_app.usecases.hand_over import hand_over
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.run_day import close_day
from branch_app.usecases.start_log import second_person
from branch_app.usecases.void import void
from db.ledger import SqlLedger
from tests.fakes.branch import open_branch
from tests.fakes.clerk import begin_day, deliver, desk_of, order

KEN = "9000050100"
_UNPAID = {ApplicationState.ACCEPTED, ApplicationState.IDENTIFIED, ApplicationState.QUOTED}
SECOND = "supervisor-1"


@dataclass(slots=True)
class Fuse:
    """Burns at every point; at the chosen one the process is killed as by a power switch."""

    blows_at: int
    points: int = 0

    def burn(self) -> None:
        """One point passed."""
        self.points += 1
        if self.points == self.blows_at:
            os.kill(os.getpid(), signal.SIGKILL)

    @contextmanager
    def around(self) -> Iterator[None]:
        """A point before and a point after."""
        self.burn()
        yield
        self.burn()


class FusedLedger(SqlLedger):
    """The real log with a point before and after every commit."""

    fuse: Fuse

    @contextmanager
    def exclusive(self) -> Iterator[LedgerWriter]:  # type: ignore[override]
        """Kill with the transaction open, or when it has just been committed; only looking is no point."""
        before = self.head().size
        with super().exclusive() as writer:
            yield writer
            wrote = writer.head().size > before
            if wrote:
                self.fuse.burn()
        if wrote:
            self.fuse.burn()


@dataclass(frozen=True, slots=True)
class FusedPrinter:
    """The real printer with a point before and after every call."""

    printer: Printer
    fuse: Fuse

    @property
    def name(self) -> str:
        """The printer's."""
        return self.printer.name

    def problems(self) -> tuple[str, ...]:
        """The printer's."""
        return self.printer.problems()

    def submit(self, pdf: bytes, ticket: Ticket) -> int:
        """The printer's."""
        with self.fuse.around():
            return self.printer.submit(pdf, ticket)

    def find(self, ticket: Ticket) -> int | None:
        """The printer's."""
        return self.printer.find(ticket)

    def report(self, printer_job: int, ticket: Ticket) -> PrintReport:
        """The printer's; asking while nothing has changed is no new point."""
        report = self.printer.report(printer_job, ticket)
        if report.state is not PrintState.PENDING:
            self.fuse.burn()
        return report

    def cancel(self, printer_job: int, ticket: Ticket) -> PrintReport:
        """The printer's."""
        with self.fuse.around():
            return self.printer.cancel(printer_job, ticket)


@dataclass(frozen=True, slots=True)
class FusedFiles:
    """The real print files with a point before and after every call."""

    files: PrintFiles
    fuse: Fuse

    def put(self, job: JobId, pdf: bytes) -> None:
        """The files'."""
        with self.fuse.around():
            self.files.put(job, pdf)

    def get(self, job: JobId) -> bytes:
        """The files'."""
        return self.files.get(job)

    def wipe(self, job: JobId) -> None:
        """The files'."""
        with self.fuse.around():
            self.files.wipe(job)


def play(home: Path, address: PrinterAddress, blows_at: int, count_to: Path) -> None:
    """The scenes, killed at point ``blows_at`` (0: never); ``count_to`` gets the number of points."""
    fuse = Fuse(blows_at)
    device = open_branch(DeviceFolders.below(home), SystemClock())
    device.ledger.__class__ = FusedLedger
    device.ledger.fuse = fuse  # type: ignore[attr-defined]
    desk = desk_of(device, FusedPrinter(printer_at(address, "counter"), fuse))
    desk = replace(desk, print_files=FusedFiles(desk.print_files, fuse))
    begin_day(desk)
    _, jobs = order(desk, "1", KEN, copies=4)
    _scenes(desk, jobs)
    finish(desk)
    device.close()
    count_to.write_text(str(fuse.points))


def _scenes(desk: Desk, jobs: Sequence[JobId]) -> None:
    well, unknown, given_up, lost = jobs
    print_once(desk, well)
    deliver(desk, [well])
    print_once(desk, unknown)
    answer(desk, unknown, Answer.CAME_OUT_SPOILT, PaperReason.SMEARED)
    print_once(desk, unknown)
    deliver(desk, [unknown])
    print_once(desk, given_up)
    print_once(desk, given_up)
    deliver(desk, [given_up])
    print_once(desk, lost)
    answer(desk, lost, Answer.IS_GONE, PaperReason.NOT_FOUND)
    void(desk, lost, PaperReason.NOT_FOUND, second_person(desk.enrolment, SECOND, desk.veil), office_fault=True)


def print_once(desk: Desk, job: JobId) -> None:
    """One attempt, followed to its end; somebody is beside, should it be a reprint."""
    send(desk, job, second_person(desk.enrolment, SECOND, desk.veil))
    while follow(desk, job).state is PrintState.PENDING:
        pass


def finish(desk: Desk) -> None:
    """Bring whatever stands open to its end by the shortest lawful way, count, close."""
    second = second_person(desk.enrolment, SECOND, desk.veil)
    for application in tuple(desk.journal.refresh().issuance.applications.values()):
        if application.state in _UNPAID:
            cancel(desk, application.id)
    for job in tuple(desk.journal.state.issuance.open_jobs()):
        _end(desk, job, second)
    if desk.journal.state.drawer.counted_yen is None:
        count_drawer(desk, cash(desk.journal.state.drawer.expected_yen, DENOMINATIONS))
    if desk.journal.state.day.open:
        close_day(desk, second)


def _end(desk: Desk, job: Job, second: Pseudonym) -> None:
    match job.state:
        case JobState.PRINTED:
            deliver(desk, [job.id])
        case JobState.CHECKED:
            hand_over(desk, job.id)
        case _:
            void(desk, job.id, PaperReason.NOT_NEEDED, second, office_fault=True)
