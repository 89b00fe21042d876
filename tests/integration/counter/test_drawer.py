"""釣銭箱 on a real log: cash that is no fee, 点検, 引継, and fees through a terminal."""

import pytest

from branch_app.documents.readback import read_back
from branch_app.documents.slips import SlipPapers
from branch_app.domain.errors import AmountWrong, BadInput, SecondPersonNeeded
from branch_app.domain.log.events import ApplicationCharged, ApplicationRefunded, DrawerHandedOver, DrawerPaidOut
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.values.identifiers import ApplicationId, JobId, Pseudonym
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.domain.values.payment import Means
from branch_app.domain.values.reasons import CashReason, MoveReason, PaperReason
from branch_app.settings import RESOURCES
from branch_app.usecases.accept import accept
from branch_app.usecases.authorise import authorise, request_items
from branch_app.usecases.day_papers import day_sheet_order, remittance_order
from branch_app.usecases.day_report import day_report
from branch_app.usecases.desk import Desk
from branch_app.usecases.drawer import count_drawer, hand_over_drawer, inspect, pay_in, pay_out
from branch_app.usecases.identify import identify_by_city_card
from branch_app.usecases.pay import pay_cashless, quote
from branch_app.usecases.prepare import prepare
from branch_app.usecases.run_day import close_day
from branch_app.usecases.start_log import second_person
from branch_app.usecases.void import refund, void
from branch_app.usecases.wish import Wish
from tests.fakes.branch import OTHER_CLERK, city
from tests.fakes.clerk import FLOAT, order
from tests.fakes.logged import logged

TARO = "9000010100"


def _second(desk: Desk) -> Pseudonym:
    return second_person(desk.enrolment, OTHER_CLERK.operator, desk.veil)


def _pieces(amount: int) -> dict[int, int]:
    pieces = {}
    for denomination in DENOMINATIONS:
        pieces[denomination], amount = divmod(amount, denomination)
    return pieces


def _quoted(desk: Desk, form: str) -> tuple[ApplicationId, tuple[JobId, ...]]:
    card = next(card for card in city().city_cards if card.resident == TARO)
    application = accept(desk, form, desk.new_request())
    applicant = identify_by_city_card(desk, application, card.number, card.pin or "")
    (item,) = request_items(desk, application, [Wish(Certificate.JUMINHYO, applicant.resident, 1)])
    jobs = prepare(desk, authorise(desk, application, applicant, item))
    quote(desk, application, {})
    return application, jobs


def test_cash_that_is_no_fee(desk: Desk) -> None:
    """In with a reason, out with a second person too; the report says both and the words stand nowhere."""
    pay_in(desk, 5_000, MoveReason.CHANGE, "両替を佐藤さんから")
    pay_out(desk, 2_000, MoveReason.EXCHANGE, _second(desk), "銀行へ")
    report = day_report(desk)
    assert (5_000, 2_000, FLOAT + 3_000) == (report.paid_in_yen, report.paid_out_yen, report.expected_yen)
    (out,) = logged(desk.journal.ledger, DrawerPaidOut)
    assert out.note is not None
    assert "銀行へ".encode() in desk.journal.ledger.opening_of(out.note).value
    with pytest.raises(SecondPersonNeeded):
        pay_out(desk, 1, MoveReason.OTHER, desk.journal.operator)
    with pytest.raises(AmountWrong):
        pay_out(desk, FLOAT * 2, MoveReason.OTHER, _second(desk))


def test_an_inspection_is_an_entry(desk: Desk) -> None:
    """点検 number 1, then 2, with what must lie there."""
    order(desk, "1", TARO)
    assert [(1, FLOAT + 300), (2, FLOAT + 300)] == [
        (report.report, report.expected_yen) for report in (inspect(desk), inspect(desk))
    ]


def test_a_difference_was_seen_by_two(desk: Desk) -> None:
    """Without a reason, and without a second person, nothing is written down."""
    with pytest.raises(AmountWrong):
        count_drawer(desk, _pieces(FLOAT - 10))
    with pytest.raises(SecondPersonNeeded):
        count_drawer(desk, _pieces(FLOAT - 10), CashReason.MISCOUNT)
    count_drawer(desk, _pieces(FLOAT - 10), CashReason.MISCOUNT, _second(desk))
    assert FLOAT - 10 == day_report(desk).counted_yen


def test_the_drawer_goes_to_a_colleague(desk: Desk) -> None:
    """引継: the taker is the second person, and nobody takes from themselves."""
    hand_over_drawer(desk, _pieces(FLOAT), _second(desk))
    (over,) = logged(desk.journal.ledger, DrawerHandedOver)
    assert (_second(desk), FLOAT, FLOAT) == (over.taker, over.counted_yen, over.expected_yen)
    with pytest.raises(SecondPersonNeeded):
        hand_over_drawer(desk, _pieces(FLOAT), desk.journal.operator)


def test_a_terminal_pays_and_gives_back(desk: Desk) -> None:
    """The drawer does not move, 納入書 names cash alone, 日計表 tells both, and the slips stand in the log."""
    order(desk, "1", TARO)
    application, (job,) = _quoted(desk, "2")
    assert (300, 300, 0) == _figures(pay_cashless(desk, application, Means.E_MONEY, "A-0042"))
    again, _ = _quoted(desk, "3")
    pay_cashless(desk, again, Means.E_MONEY, "A-0043")
    void(desk, job, PaperReason.NOT_NEEDED, _second(desk), office_fault=True)
    assert f"refund {desk.journal.state.issuance.job(job).number}" in day_report(desk).obstacles
    with pytest.raises(BadInput):
        refund(desk, job, _second(desk), "")
    refund(desk, job, _second(desk), "A-0044")
    charged = [event.slip for event in logged(desk.journal.ledger, ApplicationCharged)]
    refunded = [event.slip for event in logged(desk.journal.ledger, ApplicationRefunded)]
    assert (["", "A-0042", "A-0043"], ["A-0044"]) == (charged, refunded)
    for open_job in list(desk.journal.state.issuance.open_jobs()):
        void(desk, open_job.id, PaperReason.NOT_NEEDED, _second(desk), office_fault=False)
        if open_job.application == again:
            refund(desk, open_job.id, _second(desk), "A-0045")
    count_drawer(desk, _pieces(FLOAT))
    close_day(desk, _second(desk))
    cash = day_sheet_order(desk).cash
    assert (900, 900, 600, 600, FLOAT, 0) == (
        cash.charged_yen,
        cash.refunded_yen,
        cash.cashless_yen,
        cash.cashless_refunded_yen,
        cash.expected_yen,
        cash.net_yen,
    )
    assert [(300, 300)] == [(line.charged_yen, line.refunded_yen) for line in remittance_order(desk).lines]


def _figures(receipt: object) -> tuple[int, ...]:
    return tuple(getattr(receipt, name) for name in ("total", "tendered", "change"))


@pytest.mark.parametrize(
    ("means", "slip"), [(Means.CASH, ""), (Means.CARD, ""), (Means.CARD, "4 2"), (Means.CASH, "1")]
)
def test_what_no_terminal_says_is_refused(desk: Desk, means: Means, slip: str) -> None:
    """At the edge, before anything is written."""
    application, _ = _quoted(desk, "1")
    size = desk.journal.ledger.head().size
    with pytest.raises(BadInput):
        pay_cashless(desk, application, means, slip)
    assert size == desk.journal.ledger.head().size


def test_the_day_sheet_names_what_was_no_fee(desk: Desk) -> None:
    """入金, 出金 and キャッシュレス stand on the paper on days that had them."""
    application, (job,) = _quoted(desk, "1")
    pay_cashless(desk, application, Means.CARD, "7")
    void(desk, job, PaperReason.NOT_NEEDED, _second(desk), office_fault=False)
    refund(desk, job, _second(desk), "8")
    pay_in(desk, 5_000, MoveReason.CHANGE)
    pay_out(desk, 2_000, MoveReason.EXCHANGE, _second(desk))
    count_drawer(desk, _pieces(FLOAT + 3_000))
    close_day(desk, _second(desk))
    (page,) = read_back(SlipPapers(RESOURCES).day_sheet(day_sheet_order(desk)))
    assert {"入金", "出金"} <= set(page.runs)
    assert "うちキャッシュレス" not in page.runs
