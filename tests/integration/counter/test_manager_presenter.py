"""From the float in the morning to the close at night, without a display."""

from datetime import timedelta

import pytest

from branch_app.documents.slips import SlipPapers
from branch_app.domain.errors import AmountWrong, CloseNotPossible, OutOfOrder, SecondPersonNeeded
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.domain.values.reasons import CashReason, PaperReason
from branch_app.settings import RESOURCES
from branch_app.ui.presenters.manager import Deed, ManagerPresenter, Section
from branch_app.ui.presenters.receipts import SlipTools
from branch_app.usecases.day_report import CertificateLine, DayPhase
from branch_app.usecases.desk import Desk
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.start_log import second_person
from branch_app.usecases.status import ClockState
from branch_app.usecases.void import void
from tests.fakes.branch import OPENED, OTHER_CLERK, SetClock
from tests.fakes.clerk import FIRST_SHEET, FLOAT, SHEETS, deliver, order
from tests.fakes.counter_room import Closes, Receipted
from tests.fakes.direct_work import DirectWork

TARO = "9000010100"


@pytest.fixture
def printer() -> Receipted:
    """Where the day's papers come out."""
    return Receipted()


@pytest.fixture
def manager(desk: Desk, printer: Receipted) -> ManagerPresenter:
    """The day is open."""
    presenter = ManagerPresenter(lambda: desk, DirectWork(), SlipTools(SlipPapers(RESOURCES), printer), Closes())
    presenter.show(Section.REPORT)
    return presenter


def _second(desk: Desk):  # noqa: ANN202 - a pseudonym
    return second_person(desk.enrolment, OTHER_CLERK.operator, desk.veil)


def _issue(desk: Desk, form: str) -> None:
    _, jobs = order(desk, form, TARO)
    for job in jobs:
        send(desk, job)
        follow(desk, job)
    deliver(desk, jobs)


def _count(manager: ManagerPresenter, yen: int) -> None:
    for denomination in DENOMINATIONS:
        pieces, yen = divmod(yen, denomination)
        manager.count(denomination, pieces)
    manager.record_count()


def test_the_report_says_what_was_issued_and_taken(manager: ManagerPresenter, desk: Desk) -> None:
    """点検: copies, yen, drawer and sheets as the log has them, and nothing is closed by looking."""
    _issue(desk, "1")
    _, (voided,) = order(desk, "2", TARO)
    void(desk, voided, PaperReason.NOT_NEEDED, _second(desk), office_fault=True)
    manager.refresh()
    report = manager.state.report
    assert report is not None
    assert (CertificateLine(Certificate.JUMINHYO, 1, 0, 1, 0, 600, 300),) == report.lines
    assert (2, FLOAT + 300, 300) == (report.forms, report.expected_yen, report.refunded_yen)
    assert report.open


def test_the_drawer_is_counted_to_the_last_coin_or_not_at_all(manager: ManagerPresenter) -> None:
    """A denomination that nobody typed is not taken for none."""
    manager.count(10_000, 3)
    manager.record_count()
    assert not manager.state.whole
    assert (None, 0) == (manager.state.report and manager.state.report.counted_yen, manager.state.difference_yen)


def test_a_difference_wants_a_reason_and_a_second_person(manager: ManagerPresenter, desk: Desk) -> None:
    """Without either the count is refused; with both it stands in the log."""
    _count(manager, FLOAT - 50)
    assert (-50, True) == (manager.state.difference_yen, isinstance(manager.state.trouble, AmountWrong))
    manager.explain(CashReason.WRONG_CHANGE)
    manager.record_count()
    assert isinstance(manager.state.trouble, SecondPersonNeeded)
    manager.record_count(_second(desk))
    assert manager.state.trouble is None
    assert manager.state.report is not None
    assert FLOAT - 50 == manager.state.report.counted_yen


def test_the_day_closes_with_two_persons(manager: ManagerPresenter, desk: Desk) -> None:
    """Alone it stays open; with a second person it is closed and says so."""
    _count(manager, FLOAT)
    manager.close_day(desk.journal.operator)
    assert isinstance(manager.state.trouble, SecondPersonNeeded)
    manager.close_day(_second(desk))
    assert manager.state.trouble is None
    assert manager.state.report is not None
    assert not manager.state.report.open


def test_the_closed_days_papers_come_out(manager: ManagerPresenter, desk: Desk, printer: Receipted) -> None:
    """While the day is open it is said why not; afterwards 日計表 and 納入書 come out, in that order."""
    manager.print_papers()
    assert isinstance(manager.state.trouble, OutOfOrder)
    assert [] == printer.printed
    _count(manager, FLOAT)
    manager.close_day(_second(desk))
    manager.print_papers()
    assert (None, Deed.PRINTED) == (manager.state.trouble, manager.state.done)
    assert ["day-sheet", "remittance"] == [name.rsplit("-2026", maxsplit=1)[0] for name in printer.printed]


def test_what_stands_open_is_listed_before_the_close_refuses(manager: ManagerPresenter, desk: Desk) -> None:
    """Every form, paper and count that a close would trip over, not only the first."""
    order(desk, "7", TARO)
    manager.refresh()
    report = manager.state.report
    assert report is not None
    assert ["form", "job", "drawer"] == [what.split()[0] for what in report.obstacles]
    manager.close_day(_second(desk))
    assert isinstance(manager.state.trouble, CloseNotPossible)


def test_paper_is_read_off_the_tray(manager: ManagerPresenter) -> None:
    """Another number than expected is refused, and stands open until it is read right; torn sheets move it on."""
    manager.confirm_sheet(FIRST_SHEET + 1)
    assert isinstance(manager.state.trouble, OutOfOrder)
    manager.confirm_sheet(FIRST_SHEET)
    manager.spoil_sheets(1, PaperReason.TORN)
    manager.confirm_sheet(FIRST_SHEET + 1)
    assert manager.state.trouble is None
    stock = manager.state.report.stock if manager.state.report else None
    assert stock is not None
    assert (FIRST_SHEET + 1, 1, SHEETS - 1) == (stock.next_number, stock.spoilt, stock.rest)


def test_more_paper_follows_on(manager: ManagerPresenter) -> None:
    """A new pack continues the numbers that lie there."""
    manager.receive_paper(FIRST_SHEET + SHEETS, 100, FIRST_SHEET)
    stock = manager.state.report.stock if manager.state.report else None
    assert stock is not None
    assert SHEETS + 100 == stock.rest
    manager.receive_paper(1, 100, FIRST_SHEET)
    assert manager.state.trouble is not None


def test_the_day_has_four_phases(manager: ManagerPresenter, desk: Desk, clock: SetClock) -> None:
    """Open, left open over night, closed, and fresh again on the next date."""
    phases = [_phase(manager)]
    clock.advance(timedelta(days=1))
    phases.append(_phase(manager))
    _count(manager, FLOAT)
    manager.close_day(_second(desk))
    phases.append(_phase(manager))
    manager.open_day(FLOAT)
    _count(manager, FLOAT)
    manager.close_day(_second(desk))
    phases.append(_phase(manager))
    assert [DayPhase.OPEN, DayPhase.OVERNIGHT, DayPhase.FRESH, DayPhase.CLOSED] == phases


def _phase(manager: ManagerPresenter) -> DayPhase | None:
    manager.refresh()
    return manager.state.report.phase if manager.state.report else None


def test_what_was_done_is_said_and_a_refusal_says_nothing_was(manager: ManagerPresenter) -> None:
    """A look at the log keeps what was said; another page forgets it."""
    manager.confirm_sheet(FIRST_SHEET)
    assert (Deed.CONFIRMED, None) == (manager.state.done, manager.state.trouble)
    manager.refresh()
    assert Deed.CONFIRMED is manager.state.done
    manager.confirm_sheet(FIRST_SHEET + 1)
    manager.refresh()
    assert (None, OutOfOrder) == (manager.state.done, type(manager.state.trouble))
    manager.show(Section.CASH)
    assert (None, None) == (manager.state.done, manager.state.trouble)


def test_a_count_begins_with_an_empty_table(manager: ManagerPresenter, desk: Desk) -> None:
    """What was recorded stands in the log; figures and reason are not taken over into the next count."""
    manager.explain(CashReason.OTHER)
    _count(manager, FLOAT - 10)
    manager.record_count(_second(desk))
    assert (Deed.COUNTED, {}, None) == (manager.state.done, manager.state.pieces, manager.state.reason)
    assert manager.state.report is not None
    assert FLOAT - 10 == manager.state.report.counted_yen


def test_a_difference_is_explained_before_it_is_recorded(manager: ManagerPresenter) -> None:
    """Whole is not enough while the drawer differs."""
    for denomination in DENOMINATIONS:
        manager.count(denomination, 0)
    assert (True, False) == (manager.state.whole, manager.state.explained)
    manager.explain(CashReason.OTHER)
    assert manager.state.explained


def test_the_report_carries_what_the_log_is_measured_by(manager: ManagerPresenter, desk: Desk) -> None:
    """Size and root of now, as a receipt would print them."""
    assert manager.state.report is not None
    assert desk.journal.ledger.head() == manager.state.report.head


def test_the_clock_is_shown_beside_the_last_time_that_was_vouched_for(
    manager: ManagerPresenter, desk: Desk, clock: SetClock
) -> None:
    """Head office's at enrolment; two persons' afterwards."""
    clock.wall += timedelta(hours=1)
    manager.refresh()
    look = manager.state.clock
    assert look is not None
    assert (ClockState.AHEAD, OPENED + timedelta(hours=1), OPENED) == (look.status.state, look.shown, look.trusted)
    manager.accept_clock(_second(desk))
    look = manager.state.clock
    assert look is not None
    assert (ClockState.RIGHT, OPENED + timedelta(hours=1)) == (look.status.state, look.trusted)


def test_the_clock_runs_while_two_persons_look_at_it(manager: ManagerPresenter, clock: SetClock) -> None:
    """What they say yes to is the time of now, not that of the last look at the log."""
    clock.advance(timedelta(minutes=5))
    manager.watch_clock()
    assert manager.state.clock is not None
    assert OPENED + timedelta(minutes=5) == manager.state.clock.shown


def test_the_next_person_finds_no_figure_of_the_one_before(manager: ManagerPresenter) -> None:
    """Half a count is theirs alone."""
    manager.count(10_000, 3)
    manager.forget()
    assert ({}, None) == (manager.state.pieces, manager.state.report)
