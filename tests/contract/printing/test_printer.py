"""What every printer behind the port does, the folder of the demo as well as a real IPP device."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from branch_app.ports import Printer, PrintReport, PrintState, Ticket
from branch_app.printing.folder import FolderPrinter
from branch_app.printing.training import TrainingPrinter, is_installed
from branch_app.printing.watch import watch
from tests.fakes.printing import brisk, paper, printer_of, ticket


@dataclass(frozen=True, slots=True)
class Stand:
    """A printer and the place where one can look at what it received."""

    printer: Printer
    received: Callable[[Ticket], tuple[Path, ...]]

    def last_report(self, printer_job: int, of: Ticket) -> PrintReport:
        """After waiting for the end."""
        return list(watch(lambda: self.printer.report(printer_job, of), brisk()))[-1]

    def bytes_of(self, of: Ticket) -> list[bytes]:
        """Every file received under that name."""
        return [file.read_bytes() for file in self.received(of)]


@pytest.fixture(params=["folder", "ipp"])
def stand(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stand]:
    """Each kind of printer in turn."""
    if request.param == "folder":
        yield Stand(FolderPrinter("folder", tmp_path), lambda of: tuple(tmp_path.glob(f"*-{of.name}.pdf")))
        return
    if not is_installed():
        pytest.fail("needs the Debian packages cups-ipp-utils, dbus and poppler-utils")
    with TrainingPrinter(tmp_path) as device:
        yield Stand(printer_of(device), device.received)


def test_a_ready_printer_has_no_problems(stand: Stand) -> None:
    """Nothing keeps it from printing."""
    assert () == stand.printer.problems()


def test_a_paper_comes_out_whole(stand: Stand) -> None:
    """Printed, every page counted, and the bytes are the very bytes sent."""
    pdf = paper("one")
    printer_job = stand.printer.submit(pdf, ticket())
    report = stand.last_report(printer_job, ticket())
    assert (PrintState.PRINTED, 2) == (report.state, report.impressions)
    assert [pdf] == stand.bytes_of(ticket())


def test_a_job_is_found_by_its_name(stand: Stand) -> None:
    """After a crash between sending and writing down, the name is all there is."""
    printer_job = stand.printer.submit(paper("one"), ticket())
    assert printer_job == stand.printer.find(ticket())
    stand.last_report(printer_job, ticket())
    assert printer_job == stand.printer.find(ticket())


def test_what_was_never_sent_is_not_found(stand: Stand) -> None:
    """Another job's name does not do, nor another attempt's."""
    stand.last_report(stand.printer.submit(paper("one"), ticket(1, attempt=1)), ticket(1, attempt=1))
    assert [None, None] == [stand.printer.find(other) for other in (ticket(2, attempt=1), ticket(1, attempt=11))]


def test_a_job_the_printer_does_not_know_is_unknown(stand: Stand) -> None:
    """Gone from the history is no proof of anything."""
    assert PrintReport(PrintState.UNKNOWN, ("not-in-history",)) == stand.printer.report(99, ticket())


def test_the_state_of_another_paper_is_never_told(stand: Stand) -> None:
    """The number of a job that is there, asked about under another name, is unknown."""
    printer_job = stand.printer.submit(paper("one"), ticket(1))
    stand.last_report(printer_job, ticket(1))
    assert PrintState.UNKNOWN is stand.printer.report(printer_job, ticket(2)).state


def test_a_second_attempt_is_a_job_of_its_own(stand: Stand) -> None:
    """Same bytes, another number, another name."""
    attempts = [ticket(1, attempt) for attempt in (1, 2)]
    numbers = []
    for each in attempts:
        numbers.append(stand.printer.submit(paper("one"), each))
        stand.last_report(numbers[-1], each)
    assert 2 == len(set(numbers))
    assert numbers == [stand.printer.find(each) for each in attempts]


def test_papers_one_after_another_keep_their_own_bytes(stand: Stand) -> None:
    """No later file takes an earlier one's place (Kawasaki, 2023)."""
    papers = {ticket(number): paper(f"paper {number}") for number in range(1, 6)}
    for each, pdf in papers.items():
        stand.last_report(stand.printer.submit(pdf, each), each)
    assert {each: [pdf] for each, pdf in papers.items()} == {each: stand.bytes_of(each) for each in papers}


def test_a_cancel_that_comes_too_late_says_that_it_printed(stand: Stand) -> None:
    """Cancelling what has come out does not make it undone."""
    printer_job = stand.printer.submit(paper("one"), ticket())
    stand.last_report(printer_job, ticket())
    assert PrintState.PRINTED is stand.printer.cancel(printer_job, ticket()).state


def test_cancelling_a_job_the_printer_does_not_know_is_unknown(stand: Stand) -> None:
    """And touches nobody else's."""
    assert PrintState.UNKNOWN is stand.printer.cancel(99, ticket()).state
