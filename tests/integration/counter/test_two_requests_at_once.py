"""Kawasaki, 2023-05-02: two requests within one second, and a stranger's certificate came out. Not here."""

import multiprocessing
from pathlib import Path

import pytest

from branch_app.composition.papers import printer_at
from branch_app.documents.readback import subject_read_back
from branch_app.domain.deciders.states import JobState
from branch_app.domain.values.identifiers import ResidentId
from branch_app.machine import SystemClock
from branch_app.ports import Ticket
from branch_app.printing.training import TrainingPrinter
from tests.fakes.branch import CLERK, OTHER_CLERK, city, make_branch, open_branch
from tests.fakes.clerk import begin_day, desk_of
from tests.integration.counter.race import Clerk, work

_CITIZENS = {CLERK: "9000010100", OTHER_CLERK: "9000050100"}


def _race(tmp_path: Path, rounds: int) -> None:
    spool = tmp_path / "spool"
    spool.mkdir()
    folders = make_branch(tmp_path / "device", as_of=SystemClock().now())
    with TrainingPrinter(spool) as training:
        device = open_branch(folders, SystemClock())
        desk = desk_of(device, printer_at(training.address, "counter"))
        begin_day(desk)
        processes = multiprocessing.get_context("spawn")
        barrier = processes.Barrier(len(_CITIZENS))
        clerks = [
            processes.Process(
                target=work,
                args=(Clerk(tmp_path / "device", credentials, resident, training.address, rounds), barrier),
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


def _check_papers(state, training, device, rounds) -> None:  # noqa: ANN001 - narrow helper of this test
    people = city()
    aliases = {device.veil.person(resident)[0]: ResidentId(resident) for resident in _CITIZENS.values()}
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


@pytest.mark.timeout(600)
def test_two_processes_a_thousand_times_each_paper_its_own_subject(tmp_path: Path) -> None:
    """Two clerks in two processes start in the same instant, on one log and one real IPP printer.

    Every file that reached the printer names its own job, number and people, and no number is given twice.
    """
    _race(tmp_path, rounds=1000)
