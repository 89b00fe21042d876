"""The form on the counter: what a key does to it."""

from dataclasses import replace
from datetime import date

from branch_app.domain.log.canonical import from_canonical, to_canonical
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.requester import Claim, Standing, Visitor
from branch_app.domain.records.snapshots import JuminhyoOptions, Scope
from branch_app.domain.rules.catalogue import Unoffered
from branch_app.domain.values.codec import decode, encode
from branch_app.domain.values.identifiers import ApplicationId, ResidentId
from branch_app.ui.presenters.form import Form, estimate_yen, offered, unoffered
from tests.fakes.tables import shipped

ASKS, CHILD = ResidentId("9000010100"), ResidentId("9000010300")
TODAY = date(2026, 11, 26)
FORM = Form("20261126-001", applicant=ASKS, subject=ASKS, documents=("drivers_licence",))


def test_a_certificate_asked_for_again_is_one_more_copy() -> None:
    """F1 F1 is two copies; another person's is a line of its own."""
    form = FORM.asked(Certificate.JUMINHYO).asked(Certificate.JUMINHYO).about(CHILD).asked(Certificate.JUMINHYO)
    assert [(ASKS, 2), (CHILD, 1)] == [(line.wish.subject, line.wish.copies) for line in form.lines]
    assert (3, 1) == (form.copies, form.at)


def test_nothing_is_asked_for_nobody() -> None:
    """A certificate key before anybody is chosen does nothing."""
    assert Form() == Form().asked(Certificate.JUMINHYO)


def test_the_last_copy_takes_its_line_away() -> None:
    """Minus on one copy removes the line, and the line before is the one that keys change."""
    form = FORM.asked(Certificate.JUMINHYO).asked(Certificate.INKAN).fewer()
    assert ([Certificate.JUMINHYO], 0) == ([line.wish.certificate for line in form.lines], form.at)
    assert () == form.fewer().lines
    assert () == form.fewer().fewer().lines


def test_copies_stop_at_what_the_rules_allow() -> None:
    """A hundredth copy is not asked for."""
    form = FORM.asked(Certificate.JUMINHYO)
    for _ in range(120):
        form = form.more()
    assert 99 == form.copies


def test_another_wish_takes_the_place_of_the_line_in_hand() -> None:
    """Nothing else of the form changes; a form without lines has nothing to be changed."""
    form = FORM.asked(Certificate.JUMINHYO).asked(Certificate.INKAN).moved(-1)
    assert form.line is not None
    wish = replace(form.line.wish, scope=Scope.PART)
    changed = form.wished(wish)
    assert ([wish, form.lines[1].wish], 0) == ([line.wish for line in changed.lines], changed.at)
    assert FORM == FORM.wished(wish)


def test_who_asks_is_who_asks_for_every_line() -> None:
    """Those asked for already and those to come; back to the registers, nothing of it stays."""
    visitor, claim = Visitor("架空　代理", "東京都架空区一丁目"), Claim(Standing.AGENT, giver=ASKS)
    form = FORM.asked(Certificate.KAZEI).requested_by(visitor, claim).asked(Certificate.JUMINHYO)
    assert (visitor, [claim, claim]) == (form.visitor, [line.wish.claim for line in form.lines])
    back = form.requested_by(None, None)
    assert (None, [None, None]) == (back.visitor, [line.wish.claim for line in back.lines])


def test_a_purpose_proposes_and_the_clerk_decides() -> None:
    """The exemption that goes with a purpose is declined without losing the purpose."""
    form = FORM.asked(Certificate.KISAIJIKO).for_purpose("nenkin_genkyo", exempt=True)
    assert 0 == form.unconfirmed()
    confirmed = form.freed("genkyo_form")
    assert (None, 0) == (confirmed.unconfirmed(), confirmed.for_purpose("risai", exempt=True).unconfirmed())
    declined = confirmed.charged().line
    assert declined is not None
    assert ("nenkin_genkyo", False, "") == (declined.wish.purpose, declined.exempt, declined.evidence)


def test_another_who_asks_has_every_line_proposed_anew() -> None:
    """What one was shown does not count for the next."""
    form = FORM.asked(Certificate.KISAIJIKO).freed("genkyo_form").asked(Certificate.KAZEI)
    anew = form.proposed(lambda line: line.wish.certificate is Certificate.KAZEI)
    assert [(False, ""), (True, "")] == [(line.exempt, line.evidence) for line in anew.lines]


def test_the_estimate_leaves_out_what_is_free() -> None:
    """300 yen a copy today; an exempt line costs nothing."""
    offers = offered(shipped(), shipped().office("C06", TODAY), TODAY)
    form = FORM.asked(Certificate.JUMINHYO).more().asked(Certificate.KISAIJIKO)
    assert 900 == estimate_yen(form, offers)
    assert 600 == estimate_yen(form.for_purpose("nenkin_genkyo", exempt=True), offers)


def test_only_what_the_office_issues_that_day_is_offered() -> None:
    """A closed office offers nothing; a corner offers the catalogue's order."""
    tables = shipped()
    office = tables.office("C06", TODAY)
    keys = [Certificate.JUMINHYO, Certificate.KISAIJIKO, Certificate.INKAN, Certificate.KOSEKI_ZENBU]
    keys += [Certificate.KOSEKI_KOJIN, Certificate.FUHYO, Certificate.KAZEI]
    assert keys == [offer.certificate for offer in offered(tables, office, TODAY)]
    assert () == offered(tables, replace(office, kind="unknown"), TODAY)


def test_every_certificate_is_offered_or_says_why_not() -> None:
    """None stands on both sides, none is left out."""
    tables = shipped()
    office = tables.office("C06", TODAY)
    here = {offer.certificate.value for offer in offered(tables, office, TODAY)}
    elsewhere = {listed.code: listed.why for listed in unoffered(tables, office, TODAY)}
    assert set() == here & set(elsewhere)
    assert {kind.code for kind in tables.certificates} == here | set(elsewhere)
    assert (Unoffered.ENDED, Unoffered.OTHER_OFFICE) == (elsewhere["genpyo"], elsewhere["joseki"])


def test_the_same_again_is_a_new_form() -> None:
    """Everything is asked for once more under the next number; the application of the old one is not touched."""
    old = replace(FORM.asked(Certificate.JUMINHYO), application=ApplicationId("a"))
    new = old.again()
    assert ("", None, old.lines, old.documents) == (new.number, new.application, new.lines, new.documents)


def test_a_form_survives_being_kept() -> None:
    """To bytes and back, dates and options included: what is kept under lock is what was on the screen."""
    form = replace(FORM.asked(Certificate.JUMINHYO), stated_birth=date(1968, 5, 3)).requested_by(
        Visitor("架空　代理", "東京都架空区一丁目", date(1980, 1, 2)), Claim(Standing.AGENT, giver=ASKS)
    )
    assert form.line is not None
    form = form.wished(replace(form.line.wish, options=JuminhyoOptions(honseki=True), scope=Scope.PART))
    assert form == decode(Form, from_canonical(to_canonical(encode(form))))
