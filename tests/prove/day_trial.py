"""A counter's whole day on real files, in a child that does not live to its end; and the restart afterwards.

The day: enrolled device, second medium, folder printer. A form of three copies is paid; one is handed over, one
is voided with its refund, one left for the evening; drawer counted, day closed. States are kept every few
entries. A clerk who is refused goes on as far as there is a way. After whatever happened: the log verifies and
the mirror comes to have every entry of it, recovery prints nothing, at most one question is asked for each job,
no form is charged twice, every paper has its reservation and no attempt two papers, and the day closes with cash
and sheets in agreement.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from pathlib import Path

from branch_app.composition.alone import alone
from branch_app.composition.device import Device
from branch_app.domain.deciders.states import IN_FLIGHT, JobState
from branch_app.domain.errors import MadoguchiError
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.events import ApplicationCharged, Event, JobReserved
from branch_app.domain.values.identifiers import JobId
from branch_app.domain.values.reasons import PaperReason
from branch_app.machine import SystemClock
from branch_app.ports import Ticket
from branch_app.printing.folder import FolderPrinter
from branch_app.settings import DeviceFolders
from branch_app.usecases import journal
from branch_app.usecases.answer import Answer, answer
from branch_app.usecases.desk import Desk
from branch_app.usecases.leftovers import wipe_leftovers
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.recover import needs_answer, recover
from branch_app.usecases.start_log import second_person
from branch_app.usecases.void import void
from db import high_water
from db.mirror import LedgerMirror
from db.sealing import SecretKey
from tests.fakes.branch import CLERK, front_door, make_branch
from tests.fakes.clerk import begin_day, deliver, desk_of, order
from tests.integration.counter.crash import SECOND, finish
from tests.prove.work_on_disk import WRONG

_RESIDENT = "9000050100"
_KEEP_EVERY = 7


class Ending(IntEnum):
    """How a program ended that was not killed."""

    THROUGH = 0
    WRONG = WRONG
    """By something that is no error of ours."""

    NOT_STARTED = 3
    WENT_ON = 4
    """Something was refused; and the same program came to the evening."""

    STUCK = 5
    """And so was all else."""


class BooksWrong(AssertionError):
    """What the restart found contradicts an invariant."""


@dataclass(slots=True)
class DayTrial:
    """Days below ``root``; ``template`` is the device as its first run leaves it."""

    root: Path
    template: Path = field(init=False)
    key: SecretKey = field(init=False)
    origin: str = field(init=False)

    def __post_init__(self) -> None:
        journal._KEEP_EVERY = _KEEP_EVERY
        high_water._COMMITS_A_SYNC = 4
        self.template = self.root / "template"
        (self.template / "medium").mkdir(parents=True)
        (self.template / "spool").mkdir()
        make_branch(self.template, as_of=SystemClock().now())
        opened = _open(self.template, None)
        opened.close()
        self.key, self.origin = opened.ring.key("ledger-1.db"), opened.ledger.origin
        self._mirror(self.template).begin()

    def fresh(self, name: str) -> Path:
        """A copy of it."""
        home = self.root / name
        shutil.copytree(self.template, home)
        return home

    def warm_up(self) -> None:
        """Play it once here: children find code, fonts and glyphs read, and a day costs them a third."""
        home = self.fresh("warm")
        play(home, home / "spool")
        shutil.rmtree(home)

    def look_at_mirror(self, home: Path, spool: Path, where: str) -> None:
        """As the crash left it: what came out of the printer stands in it already.

        Raises:
            BooksWrong.
        """
        frames = self._mirror(home).frames()
        happened = [Entry.from_bytes(data).event for frame in frames for data in frame.entries]
        _expect(_papers(spool) <= _reserved(happened), where, "paper before its mirror")

    def _mirror(self, home: Path) -> LedgerMirror:
        return LedgerMirror(home / "medium", self.origin, self.key, home / "data" / "vault.json")


def play(home: Path, spool: Path) -> Ending:
    """The day, once."""
    printer = FolderPrinter("folder", spool)
    try:
        device = _open(home, home / "medium")
        desk = desk_of(device, printer)
    except MadoguchiError:
        return Ending.NOT_STARTED
    try:
        _day(desk)
        ending = Ending.THROUGH
    except MadoguchiError:
        ending = _go_on(desk, printer)
    device.close()
    return ending


def _day(desk: Desk) -> None:
    begin_day(desk)
    _, jobs = order(desk, "1", _RESIDENT, copies=3)
    _print(desk, jobs[0])
    deliver(desk, [jobs[0]])
    void(desk, jobs[1], PaperReason.NOT_NEEDED, second_person(desk.enrolment, SECOND, desk.veil), office_fault=True)
    _print(desk, jobs[2])
    finish(desk)


def _go_on(desk: Desk, printer: FolderPrinter) -> Ending:
    try:
        _to_the_evening(desk, printer, "in the same program")
    except MadoguchiError:
        return Ending.STUCK
    return Ending.WENT_ON


def look(home: Path, spool: Path, where: str) -> int:
    """The restart: how many questions a person was asked.

    Raises:
        BooksWrong.
    """
    printer = FolderPrinter("folder", spool)
    with alone(DeviceFolders.below(home)):
        device = _open(home, home / "medium")
        asked = _to_the_evening(desk_of(device, printer), printer, where)
        _check_files(device, where)
        device.close()
    return asked


def _to_the_evening(desk: Desk, printer: FolderPrinter, where: str) -> int:
    """What was left is brought to its end, and the day closed; how many questions it took."""
    papers = len(list(printer._folder.glob("*.pdf")))
    asked = _recover(desk, printer, where)
    wipe_leftovers(desk)
    _expect(papers == len(list(printer._folder.glob("*.pdf"))), where, "something printed by itself")
    if not desk.journal.state.day.open and not desk.journal.state.day.business_date:
        begin_day(desk)
    finish(desk)
    _check_books(desk, printer, where)
    return asked


def _recover(desk: Desk, printer: FolderPrinter, where: str) -> int:
    listed = recover(desk)
    state = desk.journal.refresh()
    _expect(
        {job.id for job in state.issuance.open_jobs()} == {job.job for job in listed}, where, "a job was not listed"
    )
    _expect({job.state for job in state.issuance.in_flight()} <= {JobState.UNKNOWN}, where, "in flight, not asked")
    asked = [job.job for job in listed if needs_answer(job)]
    for job in asked:
        _answer_truly(desk, printer, job)
    _expect(not any(needs_answer(job) for job in recover(desk)), where, "asked twice")
    return len(asked)


def _answer_truly(desk: Desk, printer: FolderPrinter, job: JobId) -> None:
    now = desk.journal.state.issuance.job(job)
    came_out = printer.find(Ticket(job, now.attempt, now.pages)) is not None
    answer(desk, job, Answer.CAME_OUT_SPOILT if came_out else Answer.DID_NOT_COME_OUT, PaperReason.SMEARED)


def _check_books(desk: Desk, printer: FolderPrinter, where: str) -> None:
    state = desk.journal.state
    ledger = desk.journal.ledger
    happened = [Entry.from_bytes(leaf).event for leaf in ledger.leaves(0, ledger.head().size)]
    charged = [event.application for event in happened if isinstance(event, ApplicationCharged)]
    _expect(len(set(charged)) == len(charged), where, "charged twice")
    papers = len(list(printer._folder.glob("*.pdf")))
    _expect(len(_papers(printer._folder)) == papers, where, "one attempt, two papers")
    _expect(_papers(printer._folder) <= _reserved(happened), where, "paper without reservation")
    _expect(not any(job.state in IN_FLIGHT for job in state.issuance.jobs.values()), where, "still in flight")
    _expect(not state.day.open, where, "not closed")
    _expect(state.drawer.counted_yen == state.drawer.expected_yen, where, "cash")
    for stock in state.sheets.stocks.values():
        out = stock.issued + stock.spoilt + stock.lost + stock.rest + state.sheets.in_hand(stock.name)
        _expect(stock.received + stock.returned == out, where, "sheets")


def _papers(spool: Path) -> set[str]:
    """Names of what came out."""
    return {path.stem.partition("-")[2] for path in spool.glob("*.pdf")}


def _reserved(happened: Sequence[Event]) -> set[str]:
    return {Ticket(event.job, event.attempt, 0).name for event in happened if isinstance(event, JobReserved)}


def _check_files(device: Device, where: str) -> None:
    """The log verifies, and the mirror alone gives the same one."""
    head = device.ledger.verify()
    _expect(head == device.ledger.head(), where, "root")
    mirror = device.ledger._mirror
    assert mirror is not None
    copied = [entry for frame in mirror.frames() for entry in frame.entries]
    _expect(copied == list(device.ledger.leaves(0, head.size)), where, "mirror")


def _print(desk: Desk, job: JobId) -> None:
    send(desk, job)
    follow(desk, job)


def _open(home: Path, medium: Path | None) -> Device:
    folders = replace(DeviceFolders.below(home), medium=medium)
    return front_door(folders, SystemClock()).sign_in(CLERK.operator, CLERK.password)


def _expect(holds: bool, where: str, what: str) -> None:
    if not holds:
        raise BooksWrong(f"{where}: {what}")
