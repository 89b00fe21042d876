"""免除の確認: the program proposes, the clerk says what was shown, and nothing is free without it."""

import json

import pytest

from branch_app.cards.slot import VirtualReader
from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.log.events import ApplicationQuoted
from branch_app.ui.keys import Key
from branch_app.ui.presenters.counter import Stage
from branch_app.ui.presenters.requester import Stated
from branch_app.usecases.desk import Desk
from tests.fakes.counter_room import Hands, room_of
from tests.fakes.logged import logged

OFFICIAL = {
    Stated.BODY: "架空市役所",
    Stated.NUMBER: "架第1号",
    Stated.NAME: "架空　職員",
    Stated.ADDRESS: "東京都架空区一丁目",
}


@pytest.fixture
def clerk(desk: Desk, reader: VirtualReader) -> Hands:
    """At the search box."""
    return Hands(room_of(desk, reader, reader))


def _filled(clerk: Hands, *keys: Key) -> None:
    clerk.type("みほん")
    clerk.press(Key.RETURN, Key.DIGIT_1, *keys)


def _step(clerk: Hands) -> Step:
    return clerk.room.counter.issue.state.step


def _shown(desk: Desk) -> list[str]:
    """Evidence of every line of the last quote, "" where its fee is due."""
    quoted = logged(desk.journal.ledger, ApplicationQuoted)[-1]
    openings = [desk.journal.ledger.opening_of(line.exemption) if line.exemption else None for line in quoted.lines]
    return [json.loads(opening.value)["evidence"] if opening else "" for opening in openings]


def test_papers_wait_for_what_was_shown(clerk: Hands, desk: Desk) -> None:
    """F12 asks; Esc makes nothing; a digit makes it, and the paper it names stands behind the quote."""
    _filled(clerk, Key.F1, Key.CONTROL_5, Key.CONTROL_5, Key.CONTROL_5, Key.F12)
    exempting = clerk.room.exempting
    assert ["hogo_certificate", "hogo_decision"] == [offer.evidence for offer in exempting.state.offers]
    clerk.press(Key.ESCAPE)
    assert (False, Stage.FORM) == (exempting.state.shown, clerk.room.counter.state.stage)
    clerk.press(Key.F12, Key.DIGIT_9, Key.DIGIT_2)
    assert (Step.PAY, ["hogo_decision"]) == (_step(clerk), _shown(desk))


def test_nothing_shown_is_charged(clerk: Hands, desk: Desk) -> None:
    """0 goes on with the fee, and the purpose stays on the paper."""
    _filled(clerk, Key.F2, Key.CONTROL_5, Key.F12, Key.DIGIT_0)
    work = clerk.room.counter.issue.state.work
    assert work is not None
    assert (300, [""]) == (work.total_yen, _shown(desk))


def test_every_proposed_line_is_asked_about(clerk: Hands, desk: Desk) -> None:
    """One after the other, each for its own paper; the papers are made after the last answer."""
    _filled(clerk, Key.F2, Key.CONTROL_5, Key.F1, Key.CONTROL_5, Key.CONTROL_5, Key.CONTROL_5, Key.F12)
    assert ["genkyo_form"] == [offer.evidence for offer in clerk.room.exempting.state.offers]
    clerk.press(Key.RETURN)
    assert Stage.FORM is clerk.room.counter.state.stage
    clerk.press(Key.RETURN)
    assert (Step.PAY, ["genkyo_form", "hogo_certificate"]) == (_step(clerk), _shown(desk))


def test_the_clerk_may_say_it_beforehand(clerk: Hands, desk: Desk) -> None:
    """Ctrl+6 on a free line charges it, on a charged one it asks what was shown; then F12 asks no more."""
    _filled(clerk, Key.CONTROL_6, Key.F2, Key.CONTROL_6, Key.CONTROL_5, Key.CONTROL_6)
    assert not clerk.room.exempting.state.shown
    clerk.press(Key.CONTROL_6, Key.DIGIT_1, Key.F12)
    assert (Step.PAY, ["genkyo_form"]) == (_step(clerk), _shown(desk))


def test_an_authority_is_proposed_as_free(clerk: Hands, desk: Desk) -> None:
    """公用: lines there already and new ones; as the registers show it again, nothing is free."""
    _filled(clerk, Key.F1)
    requester = clerk.room.requester
    requester.open()
    requester.choose(3)
    requester.take(OFFICIAL)
    clerk.press(Key.F6)
    assert [True, True] == [line.exempt for line in clerk.room.counter.state.form.lines]
    clerk.press(Key.MINUS, Key.F12, Key.RETURN)
    assert ["official_letter"] == _shown(desk)


def test_who_is_no_authority_any_more_pays(clerk: Hands) -> None:
    """The clerk chose the wrong standing first."""
    _filled(clerk, Key.F1)
    requester = clerk.room.requester
    requester.open()
    requester.choose(3)
    requester.take(OFFICIAL)
    requester.open()
    requester.choose(0)
    requester.take({})
    assert [False] == [line.exempt for line in clerk.room.counter.state.form.lines]
