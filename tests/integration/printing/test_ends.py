"""How a print ends on a real IPP printer, and what is made of it."""

import hashlib
import socket
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from branch_app.domain.errors import PrinterAbsent, PrinterRefused, PrintInDoubt
from branch_app.ports import PrintReport, PrintState, Ticket
from branch_app.printing.client import IppClient, Patience
from branch_app.printing.ipp import Group, GroupTag, ValueTag, number, text
from branch_app.printing.ipp_printer import IppPrinter
from branch_app.printing.training import Scene, TrainingPrinter
from branch_app.printing.vocabulary import Operation
from branch_app.printing.watch import watch
from tests.fakes.line import answering
from tests.fakes.printing import brisk, paper, printer_of, ticket


def sent(device: TrainingPrinter, printer: IppPrinter, scene: Scene) -> int:
    """A job that meets that scene."""
    device.stage(scene)
    return printer.submit(paper("one"), ticket())


def attributes_of(device: TrainingPrinter, printer_job: int) -> Group:
    """All that the printer knows of a job."""
    target = (
        text(ValueTag.CHARSET, "attributes-charset", "utf-8"),
        text(ValueTag.LANGUAGE, "attributes-natural-language", "en"),
        text(ValueTag.URI, "printer-uri", device.address.uri),
        number("job-id", printer_job),
    )
    client = IppClient(device.address, Patience())
    answer = client.call(Operation.GET_JOB_ATTRIBUTES, (Group(GroupTag.OPERATION, target),))
    return answer.group(GroupTag.JOB)


def until(printer: IppPrinter, printer_job: int, state: PrintState, of: Ticket | None = None) -> PrintReport:
    """Watch until it says so."""
    of = of or ticket()
    reports = watch(lambda: printer.report(printer_job, of), brisk())
    return next(report for report in reports if report.state is state)


def test_what_the_printer_received_is_what_was_sent(device: TrainingPrinter, printer: IppPrinter) -> None:
    """Digest of the file in its spool, for a file larger than any buffer on the way."""
    pdf = paper("one") + b"%" + bytes(range(256)) * 4096
    until(printer, printer.submit(pdf, ticket()), PrintState.PRINTED)
    received = [hashlib.sha256(file.read_bytes()).hexdigest() for file in device.received(ticket())]
    assert [hashlib.sha256(pdf).hexdigest()] == received


def first_page(printer: IppPrinter, printer_job: int) -> PrintReport:
    """Watch until one page is out."""
    reports = watch(lambda: printer.report(printer_job, ticket()), brisk())
    return next(report for report in reports if report.impressions == 1)


def test_a_paper_is_asked_for_as_it_was_made(device: TrainingPrinter, printer: IppPrinter) -> None:
    """One copy, A4, unscaled, both sides turned over the long edge; and nobody's name."""
    asked = {"copies": 1, "media": "iso_a4_210x297mm", "sides": "two-sided-long-edge", "print-scaling": "none"}
    asked |= {"job-name": ticket().name, "job-originating-user-name": "madoguchi"}
    job = attributes_of(device, printer.submit(paper("one"), ticket()))
    assert asked == {name: job.string(name) or job.number(name) for name in asked}


@pytest.mark.parametrize(("scene", "reason"), [(Scene.JAMS, "media-jam"), (Scene.RUNS_EMPTY, "media-empty")])
def test_a_stall_that_is_cleared_prints_by_itself(
    device: TrainingPrinter, printer: IppPrinter, scene: Scene, reason: str
) -> None:
    """Stalled with its reason while the job still counts as processing, then printed without another file."""
    printer_job = sent(device, printer, scene)
    stalled = until(printer, printer_job, PrintState.STALLED)
    assert (reason,) == stalled.reasons
    assert (reason,) == printer.problems()
    device.clear()
    assert 2 == until(printer, printer_job, PrintState.PRINTED).impressions
    assert () == printer.problems()
    assert 1 == len(device.received(ticket()))


def test_a_jam_that_is_cancelled_is_unknown_and_stays_so(device: TrainingPrinter, printer: IppPrinter) -> None:
    """The cancel is confirmed, the sheet in the rollers remains a question for a person."""
    printer_job = sent(device, printer, Scene.JAMS)
    until(printer, printer_job, PrintState.STALLED)
    report = printer.cancel(printer_job, ticket())
    assert PrintReport(PrintState.UNKNOWN, ("job-canceled-by-user",), 0) == report
    device.clear()
    assert report == printer.report(printer_job, ticket())


def test_the_next_paper_prints_after_a_cancelled_jam(device: TrainingPrinter, printer: IppPrinter) -> None:
    """The second attempt finds a printer that is free."""
    printer_job = sent(device, printer, Scene.JAMS)
    until(printer, printer_job, PrintState.STALLED)
    printer.cancel(printer_job, ticket())
    again = ticket(attempt=2)
    until(printer, printer.submit(paper("one"), again), PrintState.PRINTED, again)


def test_a_cancel_that_is_not_confirmed_leaves_the_job_in_flight(device: TrainingPrinter) -> None:
    """The printer has not stopped within the time, so nothing is claimed about the paper."""
    printer = printer_of(device, cancelling_ms=50)
    printer_job = sent(device, printer, Scene.LINGERS)
    first_page(printer, printer_job)
    report = printer.cancel(printer_job, ticket())
    assert PrintReport(PrintState.PENDING, ("processing-to-stop-point",), 1) == report


def test_a_cancelled_job_that_came_out_complete_is_unknown(device: TrainingPrinter) -> None:
    """The printer calls it cancelled and counts every page: it lies in the tray, or it does not."""
    printer = printer_of(device, cancelling_ms=0)
    printer_job = sent(device, printer, Scene.LINGERS)
    first_page(printer, printer_job)
    printer.cancel(printer_job, ticket())
    device.clear()
    report = until(printer, printer_job, PrintState.UNKNOWN)
    assert PrintReport(PrintState.UNKNOWN, ("job-canceled-by-user",), 2) == report


def test_an_abort_before_the_first_page_printed_nothing(device: TrainingPrinter, printer: IppPrinter) -> None:
    """Aborted, no impression counted."""
    report = until(printer, sent(device, printer, Scene.ABORTS), PrintState.NOT_PRINTED)
    assert PrintReport(PrintState.NOT_PRINTED, ("aborted-by-system",), 0) == report


def test_an_abort_midway_is_unknown(device: TrainingPrinter, printer: IppPrinter) -> None:
    """One page was counted: a sheet lies somewhere."""
    report = until(printer, sent(device, printer, Scene.ABORTS_MIDWAY), PrintState.UNKNOWN)
    assert PrintReport(PrintState.UNKNOWN, ("aborted-by-system",), 1) == report


def test_completed_without_a_count_is_for_a_person_to_confirm(device: TrainingPrinter, printer: IppPrinter) -> None:
    """A printer that counts nothing says completed too, and means that it took the data."""
    report = until(printer, sent(device, printer, Scene.COUNTS_NOTHING), PrintState.UNKNOWN)
    assert PrintReport(PrintState.UNKNOWN, ("job-completed-successfully",), 0) == report


def test_a_printer_that_dies_midway_is_stalled_then_unknown(device: TrainingPrinter, printer: IppPrinter) -> None:
    """It took the file and said so; now it cannot be asked, and time does not answer for it."""
    printer_job = sent(device, printer, Scene.VANISHES)
    reports = list(watch(lambda: printer.report(printer_job, ticket()), brisk(limit_ms=300)))
    assert (PrintState.STALLED, ("printer-absent",)) == (reports[-2].state, reports[-2].reasons)
    assert PrintReport(PrintState.UNKNOWN, ("watch-timed-out",)) == reports[-1]


def test_a_printer_gone_before_it_answers_leaves_a_doubt(device: TrainingPrinter, printer: IppPrinter) -> None:
    """The whole file is in its spool, no answer ever came, and switched on again it knows nothing of it."""

    def take_and_vanish(_line: socket.socket) -> None:
        sent(device, printer, Scene.LINGERS)
        device.power_off()

    with answering(take_and_vanish) as address:
        counter = IppPrinter("training", IppClient(address, Patience()), brisk())
        with pytest.raises(PrintInDoubt) as caught:
            counter.submit(paper("one"), ticket())
    assert {"cause": "no-answer"} == caught.value.facts
    assert 1 == len(device.received(ticket()))
    with pytest.raises(PrinterAbsent):
        printer.find(ticket())
    device.power_on()
    assert printer.find(ticket()) is None


def test_a_history_that_is_gone_is_unknown(device: TrainingPrinter, printer: IppPrinter) -> None:
    """Switched off and on it has forgotten, and counts anew: the other job 1 is not taken for ours."""
    lost, other = ticket(1), ticket(2)
    printer_job = sent(device, printer, Scene.JAMS)
    until(printer, printer_job, PrintState.STALLED)
    device.power_on()
    assert printer.find(lost) is None
    until(printer, printer.submit(paper("two"), other), PrintState.PRINTED, other)
    assert printer_job == printer.find(other)
    assert PrintReport(PrintState.UNKNOWN, ("not-in-history",)) == printer.report(printer_job, lost)
    assert PrintState.UNKNOWN is printer.cancel(printer_job, lost).state


def test_a_printer_that_is_off_is_absent(device: TrainingPrinter, printer: IppPrinter) -> None:
    """For a file as for a question; nothing was sent."""
    device.power_off()
    with pytest.raises(PrinterAbsent):
        printer.submit(paper("one"), ticket())
    with pytest.raises(PrinterAbsent):
        printer.problems()
    with pytest.raises(PrinterAbsent):
        printer.find(ticket())


def test_a_busy_printer_refuses_a_second_file(device: TrainingPrinter, printer: IppPrinter) -> None:
    """It takes one job at a time; the refusal is certain, the file is not in its spool."""
    sent(device, printer, Scene.LINGERS)
    with pytest.raises(PrinterRefused) as caught:
        printer.submit(paper("two"), ticket(2))
    assert {"cause": "ipp", "status": 0x0507} == caught.value.facts
    assert () == device.received(ticket(2))


def test_two_counters_at_once_never_get_each_others_paper(device: TrainingPrinter) -> None:
    """Both send at the same moment, again and again: what is accepted is theirs, what is refused is not there."""
    gate = Barrier(2, timeout=20)

    def counter(number: int) -> dict[Ticket, list[bytes]]:
        printer, expected = printer_of(device), {}
        for each in (ticket(number, attempt) for attempt in range(20)):
            pdf = paper(each.name)
            gate.wait()
            try:
                printer.submit(pdf, each)
                expected[each] = [pdf]
            except PrinterRefused:
                expected[each] = []
        return expected

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(counter, (1, 2))
    received = {each: [file.read_bytes() for file in device.received(each)] for each in first | second}
    assert first | second == received
    assert any(first.values())
    assert any(second.values())
