"""Papers of the day: what does not add up cannot even be asked for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.day_sheet import CashBalance, CashLine, DaySheetOrder, SheetLine, SoldLine
from branch_app.domain.records.receipt import Anchor, ReceiptLine, ReceiptOrder
from branch_app.domain.records.remittance import AccountLine, RemittanceOrder
from branch_app.domain.records.request_form import RequestedLine, Requester, RequestFormOrder
from branch_app.domain.records.requester import Standing
from branch_app.domain.values.payment import Means, Payment
from branch_app.domain.values.reasons import CashReason

DAY = date(2026, 11, 24)
ANCHOR = Anchor(512, bytes.fromhex("9f3ab2c41d07") + bytes(26))
SOLD = SoldLine(Certificate.JUMINHYO, 2, 0, 1, 0, 900, 300)
CASH = CashBalance(30_000, 900, 300, (CashLine(10_000, 3), CashLine(100, 5)), None, 200, 100)
SHEETS = SheetLine("security", 10, 40, 1, 3, 1, 0, 0, 47)
SHEET = DaySheetOrder("office", "C06-1", DAY, 3, 3, (SOLD,), CASH, (SHEETS,), ANCHOR, specimen=True)
LINE = ReceiptLine(Certificate.JUMINHYO, 2, 300)
RECEIPT = ReceiptOrder("office", "1", DAY, (LINE,), 600, 1_000, 400, 0, 1, ANCHOR, specimen=True, payment=Payment())
ACCOUNT = AccountLine("fees", 900, 300)
REMITTANCE = RemittanceOrder("office", "C06-1", "1", DAY, (ACCOUNT,), ANCHOR, specimen=True)
ASKED = RequestedLine(Certificate.JUMINHYO, "subject", 1, "purpose", next(iter(Standing)))
REQUEST = RequestFormOrder("office", "mayor", "1", DAY, Requester("name", "", "", ""), (ASKED,), "", specimen=True)

WRONG: dict[str, Callable[[], object]] = {
    "a denomination counted twice": lambda: replace(CASH, lines=(CashLine(100, 1), CashLine(100, 304))),
    "a difference nobody explained": lambda: replace(CASH, float_yen=30_001),
    "fees that are not the certificates'": lambda: replace(
        SHEET, cash=replace(CASH, charged_yen=901, float_yen=29_999)
    ),
    "refunds that are not the certificates'": lambda: replace(
        SHEET, cash=replace(CASH, refunded_yen=301, float_yen=30_001)
    ),
    "no copies on a receipt": lambda: replace(LINE, copies=0),
    "less than nothing a copy": lambda: replace(LINE, unit_yen=-1),
    "a receipt for nothing": lambda: replace(RECEIPT, lines=()),
    "a receipt before the first": lambda: replace(RECEIPT, copy=0),
    "a total that is not the lines'": lambda: replace(RECEIPT, total_yen=601),
    "change that is too much": lambda: replace(RECEIPT, change_yen=500),
    "change out of a terminal": lambda: replace(RECEIPT, payment=Payment(Means.CARD, "0042-A")),
    "more given back than taken": lambda: replace(RECEIPT, refunded_yen=601),
    "cash given back under a number": lambda: replace(RECEIPT, refunded_yen=300, refund_slips=("0043-B",)),
    "a number for nothing given back": lambda: replace(
        RECEIPT, tendered_yen=600, change_yen=0, payment=Payment(Means.CARD, "0042-A"), refund_slips=("0043-B",)
    ),
    "less given back than nothing": lambda: replace(RECEIPT, refunded_yen=-1),
    "an account without a name": lambda: replace(ACCOUNT, account=" "),
    "less than nothing taken": lambda: replace(ACCOUNT, charged_yen=-1),
    "less than nothing given back": lambda: replace(ACCOUNT, refunded_yen=-1),
    "one account twice": lambda: replace(REMITTANCE, lines=(ACCOUNT, ACCOUNT)),
    "nobody who asks": lambda: replace(REQUEST.requester, name="\u3000"),
    "no copies asked for": lambda: replace(ASKED, copies=0),
    "a form that asks for nothing": lambda: replace(REQUEST, lines=()),
    "a form without a number": lambda: replace(REQUEST, form=" "),
}


@pytest.mark.parametrize("order", WRONG)
def test_what_does_not_add_up_is_no_order(order: str) -> None:
    """Nothing of it reaches a drawing."""
    with pytest.raises(ValueError, match=r"\w+"):
        WRONG[order]()


def test_a_day_sheet_adds_up() -> None:
    """Fees in cash go to the bank, those of the terminal do not; sheets in are sheets out."""
    assert (600, 500, 100, 30_500, 0) == (
        SOLD.net_yen,
        CASH.net_yen,
        CASH.cashless_net_yen,
        CASH.counted_yen,
        CASH.difference_yen,
    )
    assert 0 == SHEETS.difference
    assert SHEET.agrees


@pytest.mark.parametrize(
    "order",
    [
        replace(SHEET, cash=replace(CASH, float_yen=30_001, reason=CashReason.MISCOUNT)),
        replace(SHEET, sheets=(replace(SHEETS, rest=46),)),
    ],
)
def test_a_day_sheet_that_does_not_agree_says_so(order: DaySheetOrder) -> None:
    """Over or short, cash or sheets."""
    assert not order.agrees


def test_a_receipt_is_a_second_one_from_the_second_on() -> None:
    """再発行; and it shows where the log stood."""
    assert not RECEIPT.reissued
    assert replace(RECEIPT, copy=2).reissued
    assert "512-9f3ab2c41d07" == RECEIPT.anchor.text


def test_a_remittance_is_what_was_taken_less_what_was_given_back() -> None:
    """Of all accounts; below nothing when more was given back."""
    assert 600 == REMITTANCE.total_yen
    assert -300 == replace(REMITTANCE, lines=(replace(ACCOUNT, charged_yen=0),)).total_yen
