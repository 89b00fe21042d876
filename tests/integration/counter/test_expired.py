"""保存期間満了 and 調定 on a real log: what expires cannot be opened any more, and the log is what it was."""

from datetime import timedelta

import pytest

from branch_app.composition.device import Device
from branch_app.domain.errors import KeyMissing
from branch_app.domain.log.commitment import Retention
from branch_app.domain.log.events import ItemAuthorised, PeriodShredded
from branch_app.domain.log.merkle import leaf_hashes, root_of
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.requester import Claim, Standing
from branch_app.domain.values.identifiers import JobId, ResidentId
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.exports.office.assessment_table import assessment_csv
from branch_app.exports.office.notice_table import notices_csv
from branch_app.usecases.accept import accept
from branch_app.usecases.assessment import assessment
from branch_app.usecases.authorise import authorise, request_items
from branch_app.usecases.desk import Desk
from branch_app.usecases.drawer import count_drawer
from branch_app.usecases.identify import identify_by_city_card
from branch_app.usecases.notices import notices
from branch_app.usecases.pay import pay, quote
from branch_app.usecases.prepare import prepare
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.run_day import close_day
from branch_app.usecases.shred_expired import shred_expired, shred_when_somebody_comes
from branch_app.usecases.start_log import second_person
from branch_app.usecases.wish import Wish
from tests.fakes.branch import OTHER_CLERK, SetClock, city
from tests.fakes.clerk import deliver, order
from tests.fakes.logged import logged

TARO = "9000010100"


def _sold(desk: Desk) -> JobId:
    _, (job,) = order(desk, "1", TARO)
    send(desk, job)
    follow(desk, job)
    deliver(desk, [job])
    return job


def _cash(amount: int) -> dict[int, int]:
    pieces = {}
    for denomination in DENOMINATIONS:
        pieces[denomination], amount = divmod(amount, denomination)
    return pieces


def test_what_expires_is_shredded_and_the_log_stays(desk: Desk, device: Device, clock: SetClock) -> None:
    """Not a day too early; then the snapshot cannot be opened, who worked still can, and the root is the same."""
    _sold(desk)
    (authorised,) = logged(desk.journal.ledger, ItemAuthorised)
    assert desk.journal.ledger.opening_of(authorised.snapshot).value
    assert () == shred_expired(desk, device.retention)
    clock.advance(timedelta(days=3 * 365))
    before = desk.journal.ledger.head()
    assert () == shred_expired(desk, device.retention)
    clock.advance(timedelta(days=365))
    assert ((Retention.ISSUANCE, "FY2026"),) == shred_expired(desk, device.retention)
    with pytest.raises(KeyMissing):
        desk.journal.ledger.opening_of(authorised.snapshot)
    leaves = leaf_hashes(desk.journal.ledger.leaves(0, before.size))
    assert before.root == root_of(leaves)
    assert desk.journal.ledger.head() == device.ledger.verify()
    assert [PeriodShredded(Retention.ISSUANCE, "FY2026")] == logged(desk.journal.ledger, PeriodShredded)
    assert (Retention.STAFF, "FY2026") in device.retention.kept()
    assert () == shred_expired(desk, device.retention)


def test_the_month_of_a_device_as_a_table(desk: Desk) -> None:
    """One account, one year, and the sum; of an open day nothing, of an empty month the sum of nothing."""
    _sold(desk)
    assert () == assessment(desk, 2026, 11)
    count_drawer(desk, _cash(desk.journal.state.drawer.expected_yen))
    close_day(desk, second_person(desk.enrolment, OTHER_CLERK.operator, desk.veil))
    table = assessment_csv(assessment(desk, 2026, 11)).decode("utf-8-sig").splitlines()
    assert [
        "年度,収入科目コード,収入科目,件数,収納額(円),戻出額(円),調定額(円),過年度還付額(円)",
        "2026,14-2-1-1,使用料及び手数料\u3000手数料\u3000戸籍住民基本台帳手数料,1,300,0,300,0",
        ",,計,1,300,0,300,0",
    ] == table
    assert [",,計,0,0,0,0,0"] == assessment_csv(()).decode("utf-8-sig").splitlines()[1:]


def test_what_an_agent_was_given_is_a_record(desk: Desk) -> None:
    """本人通知: one row, no name in it; asked for another day there is none."""
    card = next(card for card in city().city_cards if card.resident == TARO)
    application = accept(desk, "1", desk.new_request())
    applicant = identify_by_city_card(desk, application, card.number, card.pin or "")
    claim = Claim(Standing.AGENT, giver=ResidentId(TARO))
    wish = Wish(Certificate.JUMINHYO, ResidentId(TARO), claim=claim)
    (item,) = request_items(desk, application, [wish])
    (job,) = prepare(desk, authorise(desk, application, applicant, item))
    pay(desk, application, quote(desk, application, {}))
    send(desk, job)
    follow(desk, job)
    deliver(desk, [job])
    today = desk.today()
    (told,) = notices(desk, today, today)
    assert (today, "juminhyo", 1, Standing.AGENT) == (
        told.business_date,
        told.certificate,
        told.copies,
        told.requester,
    )
    assert () == notices(desk, today + timedelta(days=1), today + timedelta(days=9))
    _, row = notices_csv((told,)).decode("utf-8-sig").splitlines()
    assert f"2026-11-24,{told.subject},住民票の写し,1,代理人" == row


def test_nobody_is_kept_from_work_by_what_cannot_be_shredded_yet(
    desk: Desk, device: Device, clock: SetClock
) -> None:
    """At the start of work what expired goes; where the time cannot be believed, it waits for the next start."""
    _sold(desk)
    clock.advance(timedelta(days=4 * 365))
    clock.wall -= timedelta(days=5 * 365)
    assert () == shred_when_somebody_comes(desk, device.retention)
    clock.wall += timedelta(days=5 * 365)
    assert ((Retention.ISSUANCE, "FY2026"),) == shred_when_somebody_comes(desk, device.retention)
