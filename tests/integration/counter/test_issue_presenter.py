"""The clerk's way from made papers to 交付, key by key, on a real desk and without a display."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from branch_app.composition.device import Device
from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.errors import (
    AmountWrong,
    OutOfOrder,
    PrinterAbsent,
    PrintInDoubt,
    Restricted,
    SecondPersonNeeded,
)
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.values.identifiers import ResidentId
from branch_app.domain.values.reasons import PaperReason
from branch_app.ui.presenters.issue import PATIENCE_MS, Busy, IssuePresenter
from branch_app.usecases.accept import accept
from branch_app.usecases.answer import Answer
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import identify_by_city_card
from branch_app.usecases.make_papers import Line, Made, make_papers
from branch_app.usecases.snapshot import Wish
from branch_app.usecases.start_log import second_person
from tests.fakes.branch import OTHER_CLERK, SetClock, city
from tests.fakes.clerk import begin_day, desk_of
from tests.fakes.direct_work import DirectWork
from tests.fakes.restrictions import tell
from tests.fakes.staged_printer import JAMMED, PENDING, UNKNOWN, StagedPrinter

TARO, SHIZUKA = ResidentId("9000010100"), ResidentId("9000040100")
FIRST_SHEET = 1001

Makes = Callable[[Desk], Made]


@pytest.fixture
def printer() -> StagedPrinter:
    """Obedient."""
    return StagedPrinter()


@pytest.fixture
def desk(device: Device, printer: StagedPrinter) -> Desk:
    """Open, with that printer."""
    made = desk_of(device, printer)
    begin_day(made)
    return made


@pytest.fixture
def issue(desk: Desk, clock: SetClock) -> IssuePresenter:
    """Nothing in hand."""
    return IssuePresenter(lambda: desk, DirectWork(), clock)


def _asking(*lines: Line, resident: ResidentId = TARO, form: str = "1") -> Makes:
    card = next(card for card in city().city_cards if card.resident == resident)

    def makes(desk: Desk) -> Made:
        application = accept(desk, form, desk.new_request())
        applicant = identify_by_city_card(desk, application, card.number, card.pin or "")
        return make_papers(desk, application, applicant, lines)

    return makes


def _juminhyo(copies: int = 1, resident: ResidentId = TARO) -> Line:
    return Line(Wish(Certificate.JUMINHYO, resident, copies))


def _type(issue: IssuePresenter, digits: str) -> None:
    for digit in digits:
        issue.type_digit(digit)


def _application_state(issue: IssuePresenter, desk: Desk) -> ApplicationState:
    work = issue.state.work
    assert work is not None
    return desk.journal.refresh().issuance.application(work.application).state


def test_the_way_most_forms_go(issue: IssuePresenter, desk: Desk) -> None:
    """Made, paid with change, printed, counted, handed over: every step is the log's."""
    issue.make(_asking(_juminhyo()))
    assert Step.PAY is issue.state.step
    _type(issue, "1000")
    assert (1000, 700) == (issue.state.deposit, issue.state.change)
    issue.pay_and_print()
    assert Step.WATCH is issue.state.step
    issue.tick()
    assert Step.CHECK is issue.state.step
    issue.type_digit("1")
    assert Step.HAND_OVER is issue.state.step
    issue.hand_over()
    assert (Step.NOTHING, ApplicationState.SETTLED) == (issue.state.step, _application_state(issue, desk))


def test_nothing_typed_is_the_exact_sum(issue: IssuePresenter) -> None:
    """ちょうど: F12 without a deposit takes what is due and gives no change."""
    issue.make(_asking(_juminhyo(copies=2)))
    issue.pay_and_print()
    work = issue.state.work
    assert work is not None
    assert (600, 600, 0) == (work.total_yen, work.tendered_yen, work.change_yen)


def test_too_little_is_not_taken(issue: IssuePresenter, printer: StagedPrinter) -> None:
    """The trouble is said, nothing is printed, the step stays."""
    issue.make(_asking(_juminhyo()))
    _type(issue, "200")
    assert -100 == issue.state.change
    issue.pay_and_print()
    assert isinstance(issue.state.trouble, AmountWrong)
    assert (Step.PAY, []) == (issue.state.step, printer.sent)


def test_copies_print_one_after_another_and_are_counted_one_by_one(
    issue: IssuePresenter, printer: StagedPrinter
) -> None:
    """After payment no key is needed between first prints; every copy has its own count."""
    issue.make(_asking(_juminhyo(copies=2)))
    issue.pay_and_print()
    issue.tick()
    assert (Step.WATCH, 2) == (issue.state.step, len(printer.sent))
    issue.tick()
    assert Step.CHECK is issue.state.step
    issue.type_digit("1")
    assert Step.CHECK is issue.state.step
    issue.type_digit("1")
    assert Step.HAND_OVER is issue.state.step


def test_a_wrong_count_is_refused(issue: IssuePresenter) -> None:
    """Two pages counted where one was sent: the paper stays here."""
    issue.make(_asking(_juminhyo()))
    issue.pay_and_print()
    issue.tick()
    issue.type_digit("2")
    assert isinstance(issue.state.trouble, OutOfOrder)
    assert (Step.CHECK, "") == (issue.state.step, issue.state.typed)


def test_a_printer_that_is_gone_is_given_up_and_looked_at(
    issue: IssuePresenter, printer: StagedPrinter, desk: Desk
) -> None:
    """Nobody claims that nothing was printed, and the tray is not taken for untouched."""
    printer.says.extend([PENDING, JAMMED])
    printer.on_cancel = PrinterAbsent(cause="no-line")
    issue.make(_asking(_juminhyo()))
    issue.pay_and_print()
    issue.tick()
    issue.cancel_print()
    assert (Step.ANSWER, None) == (issue.state.step, issue.state.trouble)
    issue.answer(Answer.CAME_OUT_SPOILT, PaperReason.JAM)
    assert (Step.PRINT, True) == (issue.state.step, issue.state.sheet_wanted)
    assert 1 == desk.journal.state.sheets.stocks[desk.stock].spoilt


def test_a_jam_is_cancelled_answered_and_printed_again_free_of_charge(
    issue: IssuePresenter, printer: StagedPrinter, desk: Desk
) -> None:
    """Cancel, look, say what came out, read the next sheet's number, then the clerk starts the second attempt."""
    printer.says.extend([PENDING, JAMMED])
    issue.make(_asking(_juminhyo()))
    issue.pay_and_print()
    issue.tick()
    issue.tick()
    assert issue.state.stalled
    issue.cancel_print()
    assert Step.ANSWER is issue.state.step
    issue.answer(Answer.CAME_OUT_SPOILT, PaperReason.JAM)
    assert (Step.PRINT, True) == (issue.state.step, issue.state.sheet_wanted)
    issue.print_next()
    assert 1 == len(printer.sent)
    _type(issue, str(FIRST_SHEET + 5))
    issue.confirm_sheet()
    assert isinstance(issue.state.trouble, OutOfOrder)
    _type(issue, str(FIRST_SHEET + 1))
    issue.confirm_sheet()
    assert issue.state.second_wanted
    issue.print_next()
    assert (SecondPersonNeeded, 1) == (type(issue.state.trouble), len(printer.sent))
    _type(issue, str(FIRST_SHEET + 1))
    issue.confirm_sheet()
    issue.print_next(second_person(desk.enrolment, OTHER_CLERK.operator, desk.veil))
    assert [1, 2] == [ticket.attempt for ticket in printer.sent]
    issue.tick()
    assert (Step.CHECK, 300) == (issue.state.step, desk.journal.state.drawer.charged_yen)


def test_an_unknown_end_waits_for_a_person(issue: IssuePresenter, printer: StagedPrinter) -> None:
    """Nothing goes on by itself; a paper that came out well is counted as any other."""
    printer.says.append(UNKNOWN)
    issue.make(_asking(_juminhyo(copies=2)))
    issue.pay_and_print()
    issue.tick()
    issue.tick()
    assert (Step.ANSWER, 1) == (issue.state.step, len(printer.sent))
    issue.answer(Answer.CAME_OUT_WELL)
    assert (Step.WATCH, 2) == (issue.state.step, len(printer.sent))


def test_a_printer_that_is_not_there_costs_nothing(issue: IssuePresenter, printer: StagedPrinter) -> None:
    """The error is shown, the paper waits to be printed, and only the clerk's key tries again."""
    printer.refuses.append(PrinterAbsent(cause="no-line"))
    issue.make(_asking(_juminhyo()))
    issue.pay_and_print()
    assert isinstance(issue.state.trouble, PrinterAbsent)
    assert (Step.PRINT, False, []) == (issue.state.step, issue.state.sheet_wanted, printer.sent)
    issue.print_next()
    assert (Step.WATCH, 1) == (issue.state.step, len(printer.sent))


def test_bytes_that_may_have_arrived_are_not_sent_again(issue: IssuePresenter, printer: StagedPrinter) -> None:
    """No answer from the printer: a person looks first."""
    printer.refuses.append(PrintInDoubt(cause="no-answer"))
    issue.make(_asking(_juminhyo()))
    issue.pay_and_print()
    issue.print_next()
    assert (Step.ANSWER, []) == (issue.state.step, printer.sent)


def test_a_printer_silent_for_too_long_is_unknown(
    issue: IssuePresenter, printer: StagedPrinter, clock: SetClock
) -> None:
    """Three minutes without news: nobody knows, and the printer stays taken."""
    printer.says.append(PENDING)
    issue.make(_asking(_juminhyo()))
    issue.pay_and_print()
    issue.tick()
    clock.advance(timedelta(milliseconds=PATIENCE_MS + 1))
    issue.tick()
    assert Step.ANSWER is issue.state.step


def test_a_printer_that_cannot_be_asked_stalls(issue: IssuePresenter, printer: StagedPrinter) -> None:
    """Switched off in the middle: it is said, and asking goes on."""
    printer.says.append(PrinterAbsent(cause="no-line"))
    issue.make(_asking(_juminhyo()))
    issue.pay_and_print()
    issue.tick()
    assert (True, Step.WATCH) == (issue.state.stalled, issue.state.step)
    issue.tick()
    assert Step.CHECK is issue.state.step


def test_what_is_refused_is_left_out_and_named(issue: IssuePresenter, desk: Desk) -> None:
    """A certificate that would show a protected person is not made; nothing made cancels the form."""
    issue.make(_asking(_juminhyo(resident=SHIZUKA), resident=SHIZUKA))
    (refused,) = issue.state.not_made
    assert isinstance(refused.error, Restricted)
    assert (Step.NOTHING, ApplicationState.CANCELLED) == (issue.state.step, _application_state(issue, desk))


def test_a_block_that_arrives_after_the_print_keeps_the_paper_here(
    issue: IssuePresenter, device: Device, clock: SetClock
) -> None:
    """Withheld: the step says that a decision is needed."""
    issue.make(_asking(_juminhyo()))
    issue.pay_and_print()
    issue.tick()
    issue.type_digit("1")
    tell(device.file.restrictions, clock.now(), blocked=[TARO])
    issue.hand_over()
    assert isinstance(issue.state.trouble, Restricted)
    assert Step.DECIDE is issue.state.step


def test_spoilt_at_the_counter_is_printed_again(issue: IssuePresenter, printer: StagedPrinter) -> None:
    """書損 while counting: the next attempt waits for the sheet's number and the clerk's key."""
    issue.make(_asking(_juminhyo()))
    issue.pay_and_print()
    issue.tick()
    issue.spoil(PaperReason.SMEARED)
    assert (Step.PRINT, True, 1) == (issue.state.step, issue.state.sheet_wanted, len(printer.sent))


def test_a_void_with_a_second_person_gives_the_fee_back(issue: IssuePresenter, device: Device, desk: Desk) -> None:
    """The office's fault: the money goes back and the form is settled."""
    issue.make(_asking(_juminhyo()))
    issue.pay_and_print()
    issue.tick()
    second = second_person(device.enrolment, OTHER_CLERK.operator, device.veil)
    work = issue.state.work
    assert work is not None
    issue.void([work.papers[0].job], PaperReason.WRONG_SUBJECT, second, office_fault=True)
    assert (Step.NOTHING, 300) == (issue.state.step, desk.journal.state.drawer.refunded_yen)
    assert JobState.VOIDED is issue.state.work.papers[0].state  # type: ignore[union-attr]


def test_withdrawn_before_payment(issue: IssuePresenter, desk: Desk) -> None:
    """取下げ: nothing is charged and every number is accounted for."""
    issue.make(_asking(_juminhyo()))
    issue.withdraw()
    assert (Step.NOTHING, 0) == (issue.state.step, desk.journal.state.drawer.charged_yen)


def test_an_application_is_taken_up_where_the_log_says(issue: IssuePresenter, desk: Desk, clock: SetClock) -> None:
    """Another window, or the same after a crash, shows the same step and starts no print by itself."""
    issue.make(_asking(_juminhyo(copies=2)))
    issue.pay_and_print()
    issue.tick()
    work = issue.state.work
    assert work is not None
    issue.put_aside()
    assert issue.state.work is None
    again = IssuePresenter(lambda: desk, DirectWork(), clock)
    again.resume(work.application)
    assert Step.WATCH is again.state.step
    again.tick()
    assert (Step.CHECK, False) == (again.state.step, again.state.flowing)


def test_keys_while_something_runs_do_nothing(issue: IssuePresenter, printer: StagedPrinter) -> None:
    """A second F12 while the first is at work charges and prints nothing more."""
    issue.make(_asking(_juminhyo()))
    state = issue.state
    issue._become(replace(state, busy=Busy.PAYING))
    issue.pay_and_print()
    issue.type_digit("1")
    issue.withdraw()
    assert (Step.PAY, "", []) == (issue.state.step, issue.state.typed, printer.sent)
