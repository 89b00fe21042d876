"""Two clerks in two processes start every round in the same instant, on one log and one real IPP printer."""

import multiprocessing
import time
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from pathlib import Path

from branch_app.composition.device import Device
from branch_app.composition.papers import printer_at
from branch_app.documents.readback import subject_read_back
from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import PrinterBusy
from branch_app.domain.values.identifiers import JobId, ResidentId
from branch_app.machine import SystemClock
from branch_app.ports import PrintState, Ticket
from branch_app.printing.client import PrinterAddress
from branch_app.printing.training import TrainingPrinter
from branch_app.settings import DeviceFolders
from branch_app.usecases.desk import Desk
from branch_app.usecases.print_copy import follow, send
from db.vault import Credentials
from tests.fakes.branch import CLERK, OTHER_CLERK, city, make_branch, open_branch
from tests.fakes.clerk import begin_day, deliver, desk_of, order

_LOOK_S = 0.002
_CITIZENS = {CLERK: "9000010100", OTHER_CLERK: "9000050100"}


def race(folder: Path, rounds: int) -> None:
    """Every file that reached the printer names its own job, number and people, and no number is given twice."""
    spool = folder / "spool"
    spool.mkdir()
    folders = make_branch(folder / "device", as_of=SystemClock().now())
    with TrainingPrinter(spool) as training:
        device = open_branch(folders, SystemClock())
        desk = desk_of(device, printer_at(training.address, "counter"))
        begin_day(desk)
        processes = multiprocessing.get_context("spawn")
        barrier = processes.Barrier(len(_CITIZENS))
        clerks = [
            processes.Process(
                target=work,
                args=(Clerk(folder / "device", credentials, resident, training.address, rounds), barrier),
            )
            for credentials, resident in _CITIZENS.items()
        ]
        for clerk in clerks:
            clerk.start()
        for clerk in clerks:
            clerk.join()
        assert [0, 0] == [clerk.exitcode for clerk in clerks]
        _check_papers(desk.journal.refresh(), training, device, rounds)
        device.close()


def _check_papers(state: Counter, training: TrainingPrinter, device: Device, rounds: int) -> None:
    people = city()
    aliases = {device.veil.person(ResidentId(resident))[0]: ResidentId(resident) for resident in _CITIZENS.values()}
    jobs = list(state.issuance.jobs.values())
    assert 2 * rounds == len(jobs)
    assert {JobState.DELIVERED} == {job.state for job in jobs}
    for job in jobs:
        resident = aliases[state.issuance.item(job.item).subject]
        (received,) = training.received(Ticket(job.id, 1, job.pages))
        paper = subject_read_back(received.read_bytes())
        household = next(house for house in people.households if house.member(resident))
        assert tuple(member.name for member in household.members) == paper.names
        assert ((job.number,), (job.id,)) == (paper.numbers, paper.jobs)
    assert list(range(1, 2 * rounds + 1)) == sorted(int(job.number.rpartition("-")[2]) for job in jobs)


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who works for which citizen, on which device and printer."""

    home: Path
    credentials: Credentials
    resident: str
    address: PrinterAddress
    rounds: int


def work(clerk: Clerk, barrier: Barrier) -> None:
    """Every round: wait for the other, then everything from the form to the hand-over."""
    folders = DeviceFolders.below(clerk.home)
    device = open_branch(folders, SystemClock(), clerk.credentials)
    desk = desk_of(device, printer_at(clerk.address, "counter"))
    for number in range(clerk.rounds):
        barrier.wait(60)
        _, jobs = order(desk, f"{clerk.credentials.operator}-{number}", clerk.resident)
        for job in jobs:
            _print(desk, job)
        deliver(desk, jobs)
    device.close()


def _print(desk: Desk, job: JobId) -> None:
    """One job in flight a printer: the other clerk waits until ours is out."""
    while True:
        try:
            send(desk, job)
            break
        except PrinterBusy:
            time.sleep(_LOOK_S)  # polling for the other process, as a clerk's screen would
    while follow(desk, job).state is PrintState.PENDING:
        time.sleep(_LOOK_S)
