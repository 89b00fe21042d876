"""免除: proposed by purpose or 公用, confirmed by what was shown, and never a second fee for one paper."""

import json

import pytest

from branch_app.domain.errors import NotEntitled
from branch_app.domain.log.events import ApplicationQuoted
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.requester import Claim, Standing
from branch_app.domain.rules.fees import Shown
from branch_app.domain.values.identifiers import ApplicationId, ItemId, ResidentId
from branch_app.domain.values.reasons import PaperReason
from branch_app.usecases.accept import accept
from branch_app.usecases.authorise import authorise, request_items
from branch_app.usecases.desk import Desk
from branch_app.usecases.exemption import confirmed, proposed
from branch_app.usecases.identify import identify_by_city_card
from branch_app.usecases.pay import quote
from branch_app.usecases.prepare import prepare
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.start_log import second_person
from branch_app.usecases.void import spoil
from branch_app.usecases.wish import Wish
from tests.fakes.branch import OTHER_CLERK, city
from tests.fakes.clerk import deliver, order
from tests.fakes.logged import logged

TARO = ResidentId("9000010100")
LETTER = Claim(Standing.OFFICIAL, body="川崎市教育委員会", number="教第12号")


def _prepared(desk: Desk) -> tuple[ApplicationId, ItemId]:
    card = next(card for card in city().city_cards if card.resident == TARO)
    application = accept(desk, "1", desk.new_request())
    applicant = identify_by_city_card(desk, application, card.number, card.pin or "")
    (item,) = request_items(desk, application, [Wish(Certificate.INKAN, TARO, 2, "seikatsu_hogo")])
    prepare(desk, authorise(desk, application, applicant, item))
    return application, item.id


def test_the_purpose_proposes_it(desk: Desk) -> None:
    """Every paper that proves it, the usual one first; without a purpose nothing is proposed."""
    hogo = [Shown("seikatsu_hogo", "hogo_certificate"), Shown("seikatsu_hogo", "hogo_decision")]
    assert hogo == list(proposed(desk, Wish(Certificate.INKAN, TARO, purpose="seikatsu_hogo")))
    assert () == proposed(desk, Wish(Certificate.INKAN, TARO))
    assert () == proposed(desk, Wish(Certificate.INKAN, TARO, purpose="nenkin_genkyo"))


def test_an_official_request_proposes_it(desk: Desk) -> None:
    """公用 is free for every certificate, by the letter, whatever the purpose."""
    wish = Wish(Certificate.KOSEKI_ZENBU, TARO, claim=LETTER)
    assert (Shown("official", "official_letter"),) == proposed(desk, wish)
    assert Shown("official", "official_letter") == confirmed(desk, wish)


def test_the_clerk_confirms_one_of_them(desk: Desk) -> None:
    """The usual one, another one, or none of them: then the fee is due."""
    wish = Wish(Certificate.INKAN, TARO, purpose="seikatsu_hogo")
    assert Shown("seikatsu_hogo", "hogo_certificate") == confirmed(desk, wish)
    assert Shown("seikatsu_hogo", "hogo_decision") == confirmed(desk, wish, "hogo_decision")
    assert None is confirmed(desk, wish, "passport")


def test_what_was_shown_stands_in_the_log_behind_a_commitment(desk: Desk) -> None:
    """Nothing is due, and only the opening tells for what and by what paper."""
    application, item = _prepared(desk)
    assert 0 == quote(desk, application, {item: Shown("seikatsu_hogo", "hogo_decision")})
    (quoted,) = logged(desk.journal.ledger, ApplicationQuoted)
    (line,) = quoted.lines
    assert (300, 2, True) == (line.unit_fee_yen, line.copies, line.exempt)
    assert line.exemption is not None
    opened = json.loads(desk.journal.ledger.opening_of(line.exemption).value)
    assert {"purpose": "seikatsu_hogo", "evidence": "hogo_decision"} == opened


def test_nothing_is_free_by_what_proves_nothing(desk: Desk) -> None:
    """Refused before anything is written; the form can still be quoted with its fee."""
    application, item = _prepared(desk)
    with pytest.raises(NotEntitled, match="why=exemption"):
        quote(desk, application, {item: Shown("seikatsu_hogo", "passport")})
    assert 600 == quote(desk, application, {})


def test_a_spoilt_sheet_costs_nothing(desk: Desk) -> None:
    """書損 and printed again by two persons: one fee, whatever it took."""
    _, (job,) = order(desk, "1", TARO)
    second = second_person(desk.enrolment, OTHER_CLERK.operator, desk.veil)
    taken = desk.journal.state.drawer.charged_yen
    for _ in range(2):
        send(desk, job, second)
        follow(desk, job)
        spoil(desk, job, PaperReason.SMEARED)
    send(desk, job, second)
    follow(desk, job)
    deliver(desk, [job])
    assert (300, 300, 0) == (
        taken,
        desk.journal.state.drawer.charged_yen,
        desk.journal.state.drawer.refunded_yen,
    )
