"""F11: a receipt in hand, counted first, anchored in the log, marked from the second on."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from branch_app.documents.readback import read_back
from branch_app.documents.receipt import ReceiptPapers
from branch_app.domain.errors import ClockBehind, OutOfOrder, PrinterAbsent, SecondPersonNeeded
from branch_app.domain.records.receipt import Anchor
from branch_app.domain.values.identifiers import ResidentId
from branch_app.domain.values.payment import Means
from branch_app.domain.values.reasons import PaperReason
from branch_app.printing.receipts import FolderReceipts
from branch_app.settings import RESOURCES
from branch_app.usecases.accept import accept
from branch_app.usecases.desk import Desk
from branch_app.usecases.pay import pay_cashless
from branch_app.usecases.receipt import issue_receipt
from branch_app.usecases.start_log import second_person
from branch_app.usecases.void import refund, void
from tests.fakes.branch import OTHER_CLERK, SetClock
from tests.fakes.clerk import order, quoted

TARO = ResidentId("9000010100")
PAPERS = ReceiptPapers(RESOURCES)


@dataclass(slots=True)
class Till:
    """Where receipts come out, with the log's size when each did."""

    desk: Desk
    came_out: list[tuple[int, bytes, str]] = field(default_factory=list)

    def print(self, pdf: bytes, name: str) -> None:
        """Take it."""
        self.came_out.append((self.desk.journal.ledger.head().size, pdf, name))


def runs(pdf: bytes) -> tuple[str, ...]:
    """What stands on it."""
    (page,) = read_back(pdf)
    return page.runs


def test_first_and_second_receipt(desk: Desk, tmp_path: Path) -> None:
    """Both in the folder, under names of their own; only the second says 再発行; nobody is named on either."""
    application, _ = order(desk, "0042", TARO, copies=2)
    folder = tmp_path / "receipts"
    folder.mkdir()
    beside = second_person(desk.enrolment, OTHER_CLERK.operator, desk.veil)
    first, second = (
        issue_receipt(desk, application, PAPERS, FolderReceipts(folder), second=beside) for _ in range(2)
    )
    assert [(1, False), (2, True)] == [(each.copy, each.reissued) for each in (first, second)]
    assert {first.pdf, second.pdf} == {file.read_bytes() for file in folder.iterdir()}
    assert {"0042", "住民票の写し", "2", "600円", "0円"} <= set(runs(first.pdf))
    assert not any("再発行" in run for run in runs(first.pdf))
    assert "再発行（2枚目）" in runs(second.pdf)
    household = desk.register.household_of(TARO)
    assert household is not None
    assert not any(household.members[0].name in run for run in (*runs(first.pdf), *runs(second.pdf)))


def test_a_fee_through_a_terminal_says_how_it_was_paid(desk: Desk) -> None:
    """Means and number as the log has them."""
    application = quoted(desk, "1", TARO)
    pay_cashless(desk, application, Means.E_MONEY, "0042-A")
    receipt = issue_receipt(desk, application, PAPERS, Till(desk))
    assert {"支払方法", "電子マネー", "伝票番号", "0042-A", "300円"} <= set(runs(receipt.pdf))


def test_what_a_terminal_gave_back_stands_under_its_own_number(desk: Desk) -> None:
    """Beside the number it was paid under, so that both lines of a statement are found; cash has none."""
    application = quoted(desk, "1", TARO)
    pay_cashless(desk, application, Means.CARD, "0042-A")
    (job,) = desk.journal.state.issuance.jobs_of(application)
    beside = second_person(desk.enrolment, OTHER_CLERK.operator, desk.veil)
    void(desk, job.id, PaperReason.NOT_NEEDED, beside, office_fault=True)
    refund(desk, job.id, beside, "0043-B")
    receipt = issue_receipt(desk, application, PAPERS, Till(desk))
    assert {"伝票番号", "0042-A", "うち還付済み", "300円", "還付の伝票番号", "0043-B"} <= set(runs(receipt.pdf))


def test_the_log_comes_first_and_stands_on_the_paper(desk: Desk) -> None:
    """When the printer gets the file, its entry is committed, and the paper carries that size and root."""
    application, _ = order(desk, "1", TARO)
    before, till = desk.journal.ledger.head().size, Till(desk)
    issue_receipt(desk, application, PAPERS, till)
    ((size, pdf, name),) = till.came_out
    head = desk.journal.ledger.head()
    assert (before + 1, before + 1) == (size, head.size)
    assert f"記録 {Anchor(head.size, head.root).text}" in runs(pdf)
    assert f"receipt-{application}-1" == name


def test_a_receipt_that_did_not_come_out_stays_counted(desk: Desk, tmp_path: Path) -> None:
    """The printer was off: the next one says 再発行, so that two papers never look like one."""
    application, _ = order(desk, "1", TARO)
    with pytest.raises(PrinterAbsent):
        issue_receipt(desk, application, PAPERS, FolderReceipts(tmp_path / "nowhere"))
    with pytest.raises(SecondPersonNeeded):
        issue_receipt(desk, application, PAPERS, Till(desk))
    beside = second_person(desk.enrolment, OTHER_CLERK.operator, desk.veil)
    assert 2 == issue_receipt(desk, application, PAPERS, Till(desk), second=beside).copy


def test_no_receipt_for_a_form_that_paid_nothing(desk: Desk) -> None:
    """Nothing is written, nothing comes out."""
    application, till = accept(desk, "1", desk.new_request()), Till(desk)
    before = desk.journal.ledger.head()
    with pytest.raises(OutOfOrder):
        issue_receipt(desk, application, PAPERS, till)
    assert (before, []) == (desk.journal.ledger.head(), till.came_out)


def test_no_receipt_under_a_date_nobody_believes(desk: Desk, clock: SetClock) -> None:
    """The clock went back: two persons set it right first."""
    application, _ = order(desk, "1", TARO)
    clock.wall -= timedelta(hours=1)
    with pytest.raises(ClockBehind):
        issue_receipt(desk, application, PAPERS, Till(desk))
