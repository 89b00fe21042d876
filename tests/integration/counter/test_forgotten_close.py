"""締め忘れ and 補正締め on a real log."""

from datetime import date, timedelta

import pytest

from branch_app import ed25519
from branch_app.documents.readback import read_back
from branch_app.documents.slips import SlipPapers
from branch_app.domain.errors import DayNotClosed, OutOfOrder
from branch_app.domain.log.events import OperatorSignedIn
from branch_app.domain.reconcile.day import reconcile
from branch_app.domain.reconcile.office import add_up
from branch_app.domain.values.identifiers import Pseudonym, RequestId
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.domain.values.reasons import PaperReason, SupplementReason
from branch_app.settings import RESOURCES
from branch_app.usecases.accept import accept
from branch_app.usecases.day_papers import day_sheet_order, remittance_order
from branch_app.usecases.day_report import day_forms, day_report
from branch_app.usecases.desk import Desk
from branch_app.usecases.drawer import count_drawer
from branch_app.usecases.office_close import export_close, log_key
from branch_app.usecases.run_day import close_day, forgotten_close, open_day, supplement_day
from branch_app.usecases.start_log import second_person
from branch_app.usecases.void import void
from tests.fakes.branch import OTHER_CLERK, SetClock
from tests.fakes.clerk import FLOAT, order
from tests.fakes.logged import entries

TARO = "9000010100"


def _second(desk: Desk) -> Pseudonym:
    return second_person(desk.enrolment, OTHER_CLERK.operator, desk.veil)


def _close(desk: Desk) -> None:
    expected, pieces = desk.journal.state.drawer.expected_yen, {}
    for denomination in DENOMINATIONS:
        pieces[denomination], expected = divmod(expected, denomination)
    count_drawer(desk, pieces)
    close_day(desk, _second(desk))


def test_a_day_of_yesterday_is_closed_first(desk: Desk, clock: SetClock) -> None:
    """Its date is named, no form is taken for it, it closes under its own date, and today opens."""
    assert forgotten_close(desk) is None
    clock.advance(timedelta(days=1))
    assert date(2026, 11, 24) == forgotten_close(desk)
    with pytest.raises(DayNotClosed, match="day=2026-11-24"):
        accept(desk, "1", desk.new_request())
    _close(desk)
    claims = desk.journal.state.day.claims
    assert claims is not None
    assert ("2026-11-24", None) == (claims.business_date, forgotten_close(desk))
    open_day(desk, FLOAT)
    accept(desk, "1", desk.new_request())


def test_a_supplementary_close_says_the_day_anew(desk: Desk) -> None:
    """Voided after the close: the papers say 補正, head office sees one day with the last figures."""
    _, (job,) = order(desk, "1", TARO)
    with pytest.raises(OutOfOrder):
        supplement_day(desk, SupplementReason.REFUND, _second(desk))
    void(desk, job, PaperReason.NOT_NEEDED, _second(desk), office_fault=True)
    _close(desk)
    supplement_day(desk, SupplementReason.REFUND, _second(desk))
    assert (1, True) == (day_report(desk).supplement, day_report(desk).open)
    _, (late,) = order(desk, "2", TARO)
    void(desk, late, PaperReason.NOT_NEEDED, _second(desk), office_fault=True)
    _close(desk)
    sheet, remittance = day_sheet_order(desk), remittance_order(desk)
    assert (1, 2, 600, 600) == (sheet.supplement, sheet.forms, sheet.cash.charged_yen, sheet.cash.refunded_yen)
    assert 1 == remittance.supplement
    papers = SlipPapers(RESOURCES)
    (page,) = read_back(papers.day_sheet(sheet))
    assert any("補正1" in run for run in page.runs)
    assert all(any("補正1" in run for run in page.runs) for page in read_back(papers.remittance(remittance)))
    (day,) = reconcile(entries(desk.journal.ledger), desk.policies.current())
    assert ((), 0, "2026-11-24") == (day.findings, day.difference_yen, day.business_date)
    assert ["1", "2"] == [line.form for line in day_forms(desk)]


def test_a_device_signs_its_close_for_the_office(desk: Desk) -> None:
    """Whoever has its key believes it, whatever was written since; an open day has none."""
    with pytest.raises(OutOfOrder):
        export_close(desk)
    _close(desk)
    head = desk.journal.ledger.head()
    first = export_close(desk)
    assert f"close-{desk.enrolment.device}-2026-11-24-0.tlog-proof" == first.name
    (signed,) = add_up([first.data], [log_key(desk)], date(2026, 11, 24), ed25519.verify).closes
    assert (head.size, head.root, desk.journal.state.day.claims) == (signed.size, signed.root, signed.claims)
    for number in range(250):
        desk.journal.record(RequestId(f"r{number}"), lambda _state: (OperatorSignedIn("clerk"),))
    assert first == export_close(desk)
