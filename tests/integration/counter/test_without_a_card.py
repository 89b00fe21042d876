"""A citizen without a card: searched for, identified by documents, shown to the clerk as registers have them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from branch_app.domain.deciders.states import ApplicationState
from branch_app.domain.errors import DataStale, NotEntitled
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.registers import Restrictions
from branch_app.domain.rules.entitlement import Evidence
from branch_app.domain.values.identifiers import ApplicationId, ResidentId
from branch_app.domain.values.query import parse_query
from branch_app.usecases.accept import accept
from branch_app.usecases.authorise import authorise, request_items
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import identify_by_documents, identify_by_documents_and_seal_card
from branch_app.usecases.level import Level
from branch_app.usecases.look_up import Known, look_up
from branch_app.usecases.next_form import next_form
from branch_app.usecases.snapshot import Wish
from tests.fakes.branch import OPENED, SetClock, city

TARO, HANAKO, SHIZUKA, YUI, AKIRA = (
    ResidentId(f"90000{number}") for number in ("10100", "10200", "40100", "40200", "60100")
)


class NoList:
    """A device that has never had a restriction list."""

    def current(self) -> Restrictions:
        """Nothing was ever loaded."""
        raise DataStale(register="restrictions")


def _application(desk: Desk) -> ApplicationId:
    return accept(desk, next_form(desk), desk.new_request())


def _card(resident: ResidentId) -> str:
    return next(card.number for card in city().city_cards if card.resident == resident)


@pytest.mark.parametrize("documents", [["drivers_license"], ["insurance_certificate", "student_id"]])
def test_found_and_identified_by_documents(desk: Desk, documents: list[str]) -> None:
    """One search, one document with a photo or two without, and a 住民票 is authorised."""
    (hit,) = desk.register.search(parse_query("yoshino tarou s43"), 50).rows
    application = _application(desk)
    applicant = identify_by_documents(desk, application, hit.id, documents)
    assert (TARO, Evidence.DOCUMENTS) == (applicant.resident, applicant.evidence)
    (item,) = request_items(desk, application, [Wish(Certificate.JUMINHYO, TARO)])
    assert TARO == authorise(desk, application, applicant, item).snapshot.subject


@pytest.mark.parametrize(
    ("documents", "why"),
    [
        ([], "documents_none"),
        (["insurance_certificate"], "documents_one_more"),
        (["student_id", "company_id"], "documents_b_only"),
        (["insurance_card", "student_id"], "document_not_accepted"),
    ],
)
def test_too_little_identifies_nobody(desk: Desk, documents: list[str], why: str) -> None:
    """The application stays as it was accepted."""
    application = _application(desk)
    with pytest.raises(NotEntitled) as refusal:
        identify_by_documents(desk, application, TARO, documents)
    assert {"why": why} == refusal.value.facts
    assert ApplicationState.ACCEPTED is desk.journal.state.issuance.application(application).state


def test_documents_alone_give_no_seal_certificate(desk: Desk) -> None:
    """The 印鑑登録証 is always asked for; with it the same person may have both papers on one form."""
    alone, both = _application(desk), _application(desk)
    applicant = identify_by_documents(desk, alone, TARO, ["passport"])
    (item,) = request_items(desk, alone, [Wish(Certificate.INKAN, TARO)])
    with pytest.raises(NotEntitled) as refusal:
        authorise(desk, alone, applicant, item)
    assert {"why": "no_seal_card"} == refusal.value.facts
    applicant = identify_by_documents_and_seal_card(desk, both, TARO, ["passport"], _card(TARO))
    wishes = [Wish(Certificate.INKAN, TARO), Wish(Certificate.JUMINHYO, TARO)]
    for item in request_items(desk, both, wishes):
        authorise(desk, both, applicant, item)


def test_another_persons_seal_card_identifies_nobody(desk: Desk) -> None:
    """The register says whose card it is."""
    with pytest.raises(NotEntitled) as refusal:
        identify_by_documents_and_seal_card(desk, _application(desk), TARO, ["passport"], _card(HANAKO))
    assert {"why": "seal"} == refusal.value.facts


def test_the_log_says_documents_and_commits_to_which(desk: Desk) -> None:
    """The method stands in the entry; the codes stand in the opening beside it, and no number of a document."""
    application = _application(desk)
    identify_by_documents(desk, application, TARO, ["insurance_certificate", "student_id"])
    size = desk.journal.state.size
    (leaf,) = desk.journal.ledger.leaves(size - 1, size)
    assert b'"method":"documents"' in leaf
    assert b"student_id" not in leaf
    evidence = [
        opening for _, opening in desk.journal.ledger.openings(size - 1, size) if opening.name == "evidence"
    ]
    assert [b'["insurance_certificate","student_id"]'] == [opening.value for opening in evidence]
    assert evidence[0].commitment.encode() in leaf


def test_a_person_as_the_header_shows_them(desk: Desk) -> None:
    """Household with ages, a registered seal, a restriction on nobody, fresh data."""
    person = look_up(desk, TARO)
    assert ("𠮷野\u3000太郎", 58, Known.NO, Known.YES) == (
        person.name, person.age, person.restricted, person.seal
    )  # fmt: skip
    assert [(58, Known.NO), (56, Known.NO), (27, Known.NO), (23, Known.NO)] == [
        (member.age, member.restricted) for member in person.members
    ]
    assert ["restrictions", "resident", "seal", "card"] == [status.register for status in person.data]
    assert {Level.GOOD} == {status.level for status in person.data}
    assert Known.NO is look_up(desk, ResidentId("9000010300")).seal


def test_a_restricted_member_is_marked_wherever_the_household_is_shown(desk: Desk) -> None:
    """The daughter is free, her mother is not; both show on either header."""
    mother, daughter = look_up(desk, SHIZUKA), look_up(desk, YUI)
    assert (Known.YES, Known.NO) == (mother.restricted, daughter.restricted)
    marks = [Known.YES, Known.NO]
    assert [marks, marks] == [[member.restricted for member in person.members] for person in (mother, daughter)]


def test_an_old_list_knows_nothing(desk: Desk, clock: SetClock) -> None:
    """Past its limit, even who stands on it is unknown; the registers beside it are not."""
    clock.advance(timedelta(hours=24))
    assert Known.YES is look_up(desk, SHIZUKA).restricted
    clock.advance(timedelta(minutes=1))
    person = look_up(desk, SHIZUKA)
    assert {Known.UNKNOWN} == {member.restricted for member in person.members}
    assert Known.YES is person.seal
    (status,) = (status for status in person.data if status.level is Level.BAD)
    assert ("restrictions", 24, 24, OPENED) == (
        status.register, status.age_hours, status.limit_hours, status.as_of
    )  # fmt: skip


def test_a_missing_list_is_unknown_and_not_empty(desk: Desk) -> None:
    """Fail closed."""
    person = look_up(replace(desk, restrictions=NoList()), TARO)
    assert Known.UNKNOWN is person.restricted
    assert (Level.BAD, None) == (person.data[0].level, person.data[0].as_of)


def test_old_seals_are_unknown(desk: Desk, clock: SetClock) -> None:
    """After a week nobody can say whether a seal is still registered."""
    clock.advance(timedelta(hours=169))
    assert Known.UNKNOWN is look_up(desk, TARO).seal


def test_nobody_of_that_number(desk: Desk) -> None:
    """An unknown number is no person."""
    with pytest.raises(NotEntitled):
        look_up(desk, ResidentId("0000000000"))


def test_form_numbers_follow_each_other_within_a_day(desk: Desk, clock: SetClock) -> None:
    """The next number is one more than the highest of the day; other forms and other days do not count."""
    assert "20261124-001" == next_form(desk)
    for form in ("20261124-001", "20261124-007", "paper-9", "20261123-055"):
        accept(desk, form, desk.new_request())
    assert "20261124-008" == next_form(desk)
    clock.advance(timedelta(days=1))
    assert "20261125-001" == next_form(desk)
