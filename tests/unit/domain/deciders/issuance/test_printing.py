"""予約 to 交付: one copy, one paper in the end, whatever the printer does."""

from collections.abc import Callable

import pytest

from branch_app.domain.deciders.issuance import printing
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.errors import BadInput, OutOfOrder, PrinterBusy
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import ApplicationId, JobId, SheetNumber
from branch_app.domain.values.reasons import PaperReason
from tests.fakes.played_log import LISTED, PAPER, PRINTER
from tests.fakes.till import Till, Wished

Stage = Callable[..., tuple[ApplicationId, list[JobId]]]


def test_the_way_most_papers_go() -> None:
    """Reserved, spooled, printed, checked, delivered; the last copy settles the form."""
    till = Till.opened()
    application, (first, second) = till.paid(Wished(copies=2))
    till.hand_over(first)
    assert ApplicationState.CHARGED is till.state.issuance.application(application).state
    till.hand_over(second)
    assert ApplicationState.SETTLED is till.state.issuance.application(application).state


@pytest.mark.parametrize("stage", [Till.prepared, Till.quoted])
def test_nothing_is_printed_unpaid(stage: Stage) -> None:
    """A copy is reserved only when its form is charged or exempt, on both sides of the line."""
    till = Till.opened()
    _, (job,) = stage(till)
    with pytest.raises(OutOfOrder):
        till.reserve(job)
    with pytest.raises(OutOfOrder):
        till.add(events.JobReserved(job, 1, PRINTER, PAPER, _sheets(1), LISTED))


def test_an_exempt_form_is_printed() -> None:
    """Nothing due is as good as paid."""
    till = Till.opened()
    _, (job,) = till.paid(Wished(exempt=True))
    till.hand_over(job)
    assert JobState.DELIVERED is till.job(job).state


@pytest.mark.parametrize("state", [JobState.RESERVED, JobState.SPOOLED, JobState.UNKNOWN])
def test_one_paper_in_a_printer(state: JobState) -> None:
    """While a paper may be coming out of a printer no other goes in (Yokohama, 2023), on both sides of the line."""
    till = Till.opened()
    till.in_state(state)
    _, (other,) = till.paid()
    with pytest.raises(PrinterBusy):
        till.reserve(other)
    with pytest.raises(PrinterBusy):
        till.add(events.JobReserved(other, 1, PRINTER, "plain", _sheets(1), LISTED))


@pytest.mark.parametrize("state", [JobState.PRINTED, JobState.NOT_PRINTED, JobState.LOST, JobState.SPOILT])
def test_an_ended_attempt_frees_the_printer(state: JobState) -> None:
    """When it is known what became of a paper the next may go in."""
    till = Till.opened()
    till.in_state(state)
    _, (other,) = till.paid()
    till.reserve(other)
    assert JobState.RESERVED is till.job(other).state


def test_a_jam_spoils_the_sheet_and_the_second_attempt_costs_nothing() -> None:
    """Unknown, came out spoilt, attempt 2 on the next sheet; the drawer does not move."""
    till = Till.opened()
    _, (job,) = till.paid()
    before = till.state.drawer
    till.reserve(job)
    till.spool(job)
    till.in_doubt(job)
    till.came_out(job)
    till.spoil(job)
    till.hand_over(job)
    attempts = [(attempt.number, attempt.outcome, attempt.sheets) for attempt in till.job(job).attempts]
    assert [(1, "spoilt", _sheets(1)), (2, "printed", _sheets(2))] == attempts
    assert before == till.state.drawer
    tray = till.state.sheets.stock(PAPER)
    assert (1, 1, 48) == (tray.issued, tray.spoilt, tray.rest)


def test_a_lost_sheet_is_lost_and_the_next_attempt_takes_another() -> None:
    """Unknown, the sheet is nowhere: it counts as lost, and a second attempt costs nothing."""
    till = Till.opened()
    _, (job,) = till.paid()
    till.reserve(job)
    till.spool(job)
    till.in_doubt(job)
    till.lose(job)
    till.hand_over(job)
    tray = till.state.sheets.stock(PAPER)
    assert (1, 1, 48) == (tray.issued, tray.lost, tray.rest)
    assert _sheets(2) == till.job(job).attempts[1].sheets


def test_nothing_came_out_and_the_same_sheet_is_used() -> None:
    """What was not printed took no sheet: the next attempt gets the same number."""
    till = Till.opened()
    _, (job,) = till.paid()
    till.reserve(job)
    till.spool(job)
    till.nothing_came(job)
    till.reserve(job)
    assert [(), _sheets(1)] == [attempt.sheets for attempt in till.job(job).attempts]


def test_a_printer_that_was_never_reached_ends_the_attempt() -> None:
    """Nothing sent is spooled with no answer and then not printed."""
    till = Till.opened()
    _, (job,) = till.paid()
    till.reserve(job)
    till.do(lambda state: printing.nothing_sent(state.issuance, job, "printer_absent"))
    assert JobState.NOT_PRINTED is till.job(job).state


def test_a_reserved_copy_may_have_reached_the_printer() -> None:
    """After a crash between reservation and answer the copy is unknown, never not printed."""
    till = Till.opened()
    _, (job,) = till.paid()
    till.reserve(job)
    till.in_doubt(job)
    assert JobState.UNKNOWN is till.job(job).state
    assert -1 == till.job(job).printer_job


@pytest.mark.parametrize("pages", [0, 1, 3])
def test_a_paper_with_other_than_its_pages_is_not_checked(pages: int) -> None:
    """照合 compares the pages in hand with those that were sent, on both sides of the line."""
    till = Till.opened()
    _, (job,) = till.paid(Wished(pages=2))
    till.print(job)
    with pytest.raises(OutOfOrder):
        till.do(lambda state: printing.checked(state.issuance, job, pages))
    with pytest.raises(OutOfOrder):
        till.add(events.JobChecked(job, 1, pages))


def test_nothing_is_delivered_unchecked() -> None:
    """A printed paper is not handed over before 照合."""
    till = Till.opened()
    _, (job,) = till.paid()
    till.print(job)
    with pytest.raises(OutOfOrder):
        till.deliver(job)


@pytest.mark.parametrize("state", [JobState.UNCOLLECTED, JobState.WITHHELD])
def test_what_was_kept_back_can_still_be_handed_over(state: JobState) -> None:
    """Uncollected and withheld papers are delivered later and settle the form then."""
    till = Till.opened()
    job = till.in_state(state)
    if state is JobState.WITHHELD:
        till.release(job)
    till.deliver(job)
    assert ApplicationState.SETTLED is till.state.issuance.application(till.job(job).application).state


@pytest.mark.parametrize("attempt", [0, 2, 3])
def test_an_event_of_another_attempt_is_refused(attempt: int) -> None:
    """A late answer to an earlier attempt, or to one that was never made, changes nothing."""
    till = Till.opened()
    _, (job,) = till.paid()
    till.reserve(job)
    with pytest.raises(OutOfOrder):
        till.add(events.JobSpooled(job, attempt, 7))
    with pytest.raises(OutOfOrder):
        till.add(events.JobReserved(job, attempt, "tray-2", PAPER, _sheets(2), LISTED))


def test_lost_are_the_sheets_that_were_reserved() -> None:
    """A log that loses another sheet than the reserved one is refused."""
    till = Till.opened()
    job = till.in_state(JobState.UNKNOWN)
    with pytest.raises(BadInput):
        till.add(events.JobLost(job, 1, _sheets(9), PaperReason.NOT_FOUND))


@pytest.mark.parametrize("outcome", [events.JobPrinted, events.JobLost, events.JobSpoilt, events.JobNotPrinted])
def test_an_outcome_without_an_attempt_is_refused(outcome: type[events.JobEvent]) -> None:
    """A log in which a paper comes out that nobody sent is refused like any other wrong order."""
    till = Till.opened()
    _, (job,) = till.paid()
    with pytest.raises(OutOfOrder):
        till.add(_outcome(outcome, job))


def test_a_form_is_not_settled_over_an_open_copy() -> None:
    """A log that settles a form with a copy still to print is refused."""
    till = Till.opened()
    application, _ = till.paid()
    with pytest.raises(OutOfOrder):
        till.add(events.ApplicationSettled(application))


def _outcome(kind: type[events.JobEvent], job: JobId) -> events.JobEvent:
    if kind is events.JobPrinted:
        return events.JobPrinted(job, 0, _sheets(1), "printer")
    if kind is events.JobLost:
        return events.JobLost(job, 0, (), PaperReason.NOT_FOUND)
    if kind is events.JobSpoilt:
        return events.JobSpoilt(job, 0, PaperReason.JAM)
    return events.JobNotPrinted(job, 0, "printer", "media-empty")


def _sheets(number: int) -> tuple[SheetNumber, ...]:
    return (SheetNumber(f"{PAPER}-{number:06d}"),)
