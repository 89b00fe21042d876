"""用紙の突合 at the counter, on real files: what a person read or counted stops the tray until two explain it."""

import pytest

from branch_app.composition.device import Device
from branch_app.domain.errors import BadInput, OutOfOrder, SecondPersonNeeded
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.reasons import PaperReason, SheetOutcome
from branch_app.usecases.day_report import day_report
from branch_app.usecases.desk import Desk
from branch_app.usecases.print_copy import send
from branch_app.usecases.start_log import second_person
from branch_app.usecases.tray import confirm_sheet, count_paper, explain_gap, receive_plain
from tests.fakes.branch import OTHER_CLERK, STOCK
from tests.fakes.clerk import FIRST_SHEET, SHEETS, order

TARO = "9000010100"


@pytest.fixture
def second(device: Device) -> Pseudonym:
    """Somebody beside."""
    return second_person(device.enrolment, OTHER_CLERK.operator, device.veil)


def test_a_gap_in_the_numbers_stops_printing_until_two_persons_explain_it(desk: Desk, second: Pseudonym) -> None:
    """Two sheets are gone: no print, an obstacle at the close, and alone nobody explains it."""
    _, (job,) = order(desk, "1", TARO)
    with pytest.raises(OutOfOrder):
        confirm_sheet(desk, FIRST_SHEET + 2)
    with pytest.raises(OutOfOrder):
        send(desk, job)
    assert f"gap {STOCK}" in day_report(desk).obstacles
    for who, error in ((desk.journal.operator, SecondPersonNeeded), (Pseudonym(""), SecondPersonNeeded)):
        with pytest.raises(error):
            explain_gap(desk, STOCK, 2, SheetOutcome.LOST, PaperReason.NOT_FOUND, who)
    explain_gap(desk, STOCK, 2, SheetOutcome.LOST, PaperReason.NOT_FOUND, second, "床の下も見た")
    confirm_sheet(desk, FIRST_SHEET + 2)
    send(desk, job)
    tray = desk.journal.state.sheets.stock(STOCK)
    assert (2, SHEETS - 3) == (tray.lost, tray.rest)


def test_a_number_misread_is_read_again(desk: Desk) -> None:
    """Both readings stand in the log, and the tray is free."""
    with pytest.raises(OutOfOrder):
        confirm_sheet(desk, FIRST_SHEET + 1)
    confirm_sheet(desk, FIRST_SHEET)
    assert f"gap {STOCK}" not in day_report(desk).obstacles


def test_plain_paper_is_reconciled_by_counting(desk: Desk, second: Pseudonym) -> None:
    """As many as the log says, or a difference that two persons explain; each stock for itself."""
    receive_plain(desk, "plain", 500)
    receive_plain(desk, "plain", 100)
    count_paper(desk, "plain", 600)
    with pytest.raises(OutOfOrder):
        count_paper(desk, "plain", 597)
    explain_gap(desk, "plain", 3, SheetOutcome.SPOILT, PaperReason.TORN, second)
    count_paper(desk, "plain", 597)
    with pytest.raises(BadInput):
        explain_gap(desk, "plain", 1, SheetOutcome.LOST, PaperReason.OTHER, second)
    with pytest.raises(BadInput):
        count_paper(desk, "cardboard", 1)
    assert SHEETS == desk.journal.state.sheets.stock(STOCK).rest
