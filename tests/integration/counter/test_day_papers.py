"""日計表 and 納入書: what the closed log says, on paper, as often as it is wanted until the next 開始."""

from datetime import timedelta

import pytest

from branch_app.documents.readback import read_back
from branch_app.documents.slips import SlipPapers
from branch_app.domain.errors import OutOfOrder
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.day_sheet import SheetLine, SoldLine
from branch_app.domain.records.receipt import Anchor
from branch_app.domain.records.remittance import AccountLine
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.domain.values.reasons import PaperReason
from branch_app.settings import RESOURCES
from branch_app.usecases.day_papers import day_sheet_order, print_day_papers, remittance_order
from branch_app.usecases.desk import Desk
from branch_app.usecases.drawer import count_drawer
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.run_day import close_day, open_day, spoil_sheets
from branch_app.usecases.start_log import second_person
from branch_app.usecases.void import void
from tests.fakes.branch import OTHER_CLERK, STOCK, SetClock
from tests.fakes.clerk import FLOAT, SHEETS, deliver, order
from tests.fakes.counter_room import Receipted

TARO = "9000010100"
FEES = "使用料及び手数料\u3000手数料\u3000戸籍住民基本台帳手数料"


@pytest.fixture
def closed(desk: Desk) -> Desk:
    """A day with two papers handed over, one voided and given back, two sheets torn, counted and closed."""
    _, jobs = order(desk, "1", TARO, copies=2)
    for job in jobs:
        send(desk, job)
        follow(desk, job)
    deliver(desk, jobs)
    _, (voided,) = order(desk, "2", TARO, Certificate.INKAN)
    void(desk, voided, PaperReason.NOT_NEEDED, second_of(desk), office_fault=True)
    spoil_sheets(desk, 2, PaperReason.TORN)
    end_day(desk)
    return desk


def second_of(desk: Desk) -> Pseudonym:
    """The colleague."""
    return second_person(desk.enrolment, OTHER_CLERK.operator, desk.veil)


def end_day(desk: Desk) -> None:
    """Counted to the yen, and closed."""
    expected, pieces = desk.journal.state.drawer.expected_yen, {}
    for denomination in DENOMINATIONS:
        pieces[denomination], expected = divmod(expected, denomination)
    count_drawer(desk, pieces)
    close_day(desk, second_of(desk))


def test_the_sheet_says_what_the_log_says(closed: Desk) -> None:
    """Certificates, drawer, paper from morning to night, forms, and the log's size and root."""
    order, head = day_sheet_order(closed), closed.journal.ledger.head()
    pages = sum(
        len(attempt.sheets) for job in closed.journal.state.issuance.jobs.values() for attempt in job.attempts
    )
    assert order.lines == (
        SoldLine(Certificate.JUMINHYO, 2, 0, 0, 0, 600, 0),
        SoldLine(Certificate.INKAN, 0, 0, 1, 0, 300, 300),
    )
    assert (FLOAT, 900, 300, 0) == (
        order.cash.float_yen,
        order.cash.charged_yen,
        order.cash.refunded_yen,
        order.cash.difference_yen,
    )
    assert (SheetLine(STOCK, 0, SHEETS, 0, pages, 2, 0, 0, SHEETS - pages - 2),) == order.sheets
    assert (2, Anchor(head.size, head.root), True) == (order.forms, order.anchor, order.agrees)


def test_the_remittance_is_what_the_drawer_took_by_account(closed: Desk) -> None:
    """Both certificates are booked under one account of that day's table."""
    order = remittance_order(closed)
    assert (AccountLine(FEES, 900, 300),) == order.lines
    drawer = closed.journal.state.drawer
    assert drawer.charged_yen - drawer.refunded_yen == order.total_yen


def test_both_come_out_and_can_come_out_again(closed: Desk, clock: SetClock) -> None:
    """Under names of their own; nothing is written down by printing."""
    printer, papers = Receipted(), SlipPapers(RESOURCES)
    size = closed.journal.ledger.head().size
    first = print_day_papers(closed, papers, printer)
    clock.advance(timedelta(seconds=1))
    assert first == print_day_papers(closed, papers, printer)
    assert [first.day_sheet, first.remittance] * 2 == printer.files
    assert 4 == len(set(printer.printed))
    assert size == closed.journal.ledger.head().size
    (page,) = read_back(first.day_sheet)
    assert "令和8年11月24日（火）" in page.runs


def test_an_open_day_has_no_papers(desk: Desk) -> None:
    """Its figures may still change; nothing comes out."""
    printer = Receipted()
    with pytest.raises(OutOfOrder):
        print_day_papers(desk, SlipPapers(RESOURCES), printer)
    assert [] == printer.printed


def test_the_next_morning_carries_the_paper_over(closed: Desk, clock: SetClock) -> None:
    """What lay there at night is there in the morning; yesterday's sales are not today's."""
    rest = day_sheet_order(closed).sheets[0].rest
    clock.advance(timedelta(days=1))
    open_day(closed, FLOAT)
    with pytest.raises(OutOfOrder):
        day_sheet_order(closed)
    end_day(closed)
    order = day_sheet_order(closed)
    assert ((), (SheetLine(STOCK, rest, 0, 0, 0, 0, 0, 0, rest),)) == (order.lines, order.sheets)
    assert ((), 0) == (remittance_order(closed).lines, remittance_order(closed).total_yen)
