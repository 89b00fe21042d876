"""請求権: who may have which certificate, and with which items."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from branch_app.domain.errors import NotEntitled
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.koseki import Koseki
from branch_app.domain.records.requester import Claim, Standing, Visitor
from branch_app.domain.records.resident import Resident
from branch_app.domain.records.snapshots import (
    FuhyoSnapshot,
    GenpyoSnapshot,
    InkanSnapshot,
    JohyoSnapshot,
    JuminhyoOptions,
    JuminhyoSnapshot,
    JuriSnapshot,
    KazeiSnapshot,
    KisaijikoItem,
    KisaijikoSnapshot,
    KosekiSnapshot,
    MibunSnapshot,
    Snapshot,
)
from branch_app.domain.rules.entitlement import Admission, Asker, Evidence, Tie, age, check_entitled
from branch_app.domain.rules.items import Item
from branch_app.domain.values.identifiers import KosekiId, ResidentId
from tests.fakes.family_papers import KOSEKI, fuhyo, genpyo, johyo, juri, kazei, koseki, mibun
from tests.fakes.papers import DAUGHTER, FAMILY, HEAD, SON, TODAY, WIFE, household, inkan, juminhyo, kisaijiko
from tests.fakes.tables import shipped

STRANGER = ResidentId("9999999999")
CARD, CITY, SEAL = Evidence.MY_NUMBER_CARD, Evidence.CITY_CARD, Evidence.SEAL_CARD
PAPERS, BOTH = Evidence.DOCUMENTS, Evidence.DOCUMENTS_AND_SEAL_CARD
REASON = Claim(Standing.THIRD_PARTY, told="債権の保全のため")
OFFICE = Claim(Standing.OFFICIAL, body="見本県見本市", number="見市第1号")
SHOWN = Claim(Standing.FAMILY, told="他市の戸籍全部事項証明書で孫と確認")
CODE = JuminhyoOptions(juminhyo_code=True)
MARCH_2012 = date(2012, 3, 13)
CERTIFICATES = {
    JuminhyoSnapshot: Certificate.JUMINHYO,
    KisaijikoSnapshot: Certificate.KISAIJIKO,
    InkanSnapshot: Certificate.INKAN,
    KosekiSnapshot: Certificate.KOSEKI_ZENBU,
    FuhyoSnapshot: Certificate.FUHYO,
    GenpyoSnapshot: Certificate.GENPYO,
    KazeiSnapshot: Certificate.KAZEI,
    JohyoSnapshot: Certificate.JOHYO,
    JuriSnapshot: Certificate.JURI,
    MibunSnapshot: Certificate.MIBUN,
}


def tie(resident: ResidentId, *families: Koseki, home: Iterable[Resident] = FAMILY) -> Tie:
    """Somebody whose household is that one, if they are in it."""
    members = tuple(home)
    here = resident in {member.id for member in members}
    return Tie(resident, household(members) if here else None, families)


def asker(resident: ResidentId | None, evidence: Evidence = PAPERS, claim: Claim | None = None) -> Asker:
    """A resident here who asks, or somebody on no register; a giver lives with the family."""
    giver = tie(claim.giver, KOSEKI) if claim and claim.giver else None
    return Asker(evidence, None if resident is None else tie(resident, KOSEKI), claim, giver)


def admissions(snapshot: Snapshot, on: date) -> tuple[Admission, ...]:
    """As the product comes with them; 原票 is judged in its own time."""
    return shipped().admissions_on(CERTIFICATES[type(snapshot)], on)


def entitled(who: Asker, snapshot: Snapshot, on: date = TODAY) -> Standing:
    """As what they get it."""
    return check_entitled(who, snapshot, admissions(snapshot, on), on)


def refused(who: Asker, snapshot: Snapshot, on: date = TODAY) -> object:
    """Why they do not."""
    with pytest.raises(NotEntitled) as refusal:
        entitled(who, snapshot, on)
    return refusal.value.facts["why"]


def mandate(giver: Resident) -> Claim:
    """A 委任状 of that person was seen."""
    return Claim(Standing.AGENT, giver=giver.id)


@pytest.mark.parametrize(
    ("applicant", "evidence", "snapshot"),
    [
        (HEAD.id, CARD, juminhyo()),
        (WIFE.id, CARD, juminhyo()),
        (SON.id, CITY, juminhyo()),
        (HEAD.id, CARD, kisaijiko()),
        (HEAD.id, CARD, inkan()),
        (HEAD.id, CITY, inkan()),
        (HEAD.id, SEAL, inkan()),
        (HEAD.id, PAPERS, juminhyo()),
        (WIFE.id, PAPERS, juminhyo()),
        (HEAD.id, PAPERS, kisaijiko()),
        (WIFE.id, PAPERS, replace(kisaijiko(), household=household())),
        (HEAD.id, BOTH, juminhyo()),
        (HEAD.id, BOTH, kisaijiko()),
        (HEAD.id, BOTH, inkan()),
    ],
)
def test_who_may_have_it(applicant: ResidentId, evidence: Evidence, snapshot: Snapshot) -> None:
    """Oneself, for what the 住民票 says anybody of the household, and the 印鑑登録証 for its own certificate.

    Documents entitle as a card does, and with the 印鑑登録証 to the seal certificate too.
    """
    assert entitled(asker(applicant, evidence), snapshot) in {Standing.SELF, Standing.SAME_HOUSEHOLD}


@pytest.mark.parametrize(
    ("applicant", "evidence", "snapshot", "why"),
    [
        (STRANGER, CARD, juminhyo(), "household"),
        (STRANGER, CARD, kisaijiko(), "household"),
        (WIFE.id, CARD, inkan(), "household"),
        (HEAD.id, SEAL, juminhyo(), "seal_card"),
        (HEAD.id, SEAL, kisaijiko(), "seal_card"),
        (HEAD.id, PAPERS, inkan(), "no_seal_card"),
        (STRANGER, PAPERS, juminhyo(), "household"),
        (WIFE.id, BOTH, inkan(), "household"),
        (HEAD.id, CARD, replace(juminhyo(), subject=STRANGER), "subject"),
        (HEAD.id, CARD, replace(inkan(), seal=replace(inkan().seal, resident=WIFE.id)), "seal"),
        (None, PAPERS, juminhyo(), "household"),
    ],
)
def test_who_may_not(applicant: ResidentId | None, evidence: Evidence, snapshot: Snapshot, why: str) -> None:
    """A stranger, another's certificate, a 印鑑登録証 for anything else, documents alone for a seal certificate.

    Nor a subject or seal that is not theirs.
    """
    assert why == refused(asker(applicant, evidence), snapshot)


def test_a_seal_is_certified_from_15_years_on() -> None:
    """Refused the day before the fifteenth birthday, certified on it."""
    subject = replace(HEAD, birth=date(2008, 7, 1))
    snapshot = replace(inkan(), household=household((subject,)))
    assert Standing.SELF is entitled(asker(HEAD.id, CARD), snapshot, date(2023, 7, 1))
    assert "age" == refused(asker(HEAD.id, CARD), snapshot, date(2023, 6, 30))


@pytest.mark.parametrize(
    ("snapshot", "on", "standings"),
    [
        (koseki(SON), TODAY, {Standing.SELF: SON, Standing.FAMILY: DAUGHTER}),
        (fuhyo(SON), TODAY, {Standing.SELF: SON, Standing.FAMILY: WIFE}),
        (juri(WIFE), TODAY, {Standing.SELF: WIFE, Standing.FAMILY: HEAD}),
        (mibun(WIFE), TODAY, {Standing.SELF: WIFE}),
        (johyo(SON), TODAY, {Standing.SELF: SON}),
        (kazei(WIFE), TODAY, {Standing.SELF: WIFE, Standing.HOUSEHOLD_FAMILY: SON}),
        (genpyo(WIFE), MARCH_2012, {Standing.SELF: WIFE, Standing.HOUSEHOLD_FAMILY: HEAD}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_whom_the_registers_entitle(snapshot: Snapshot, on: date, standings: dict[Standing, Resident]) -> None:
    """戸籍 and 附票: those recorded and their kin; 税 and 原票: 同居の親族; 身分証明書 and 除票: nobody else."""
    assert list(standings) == [entitled(asker(person.id), snapshot, on) for person in standings.values()]
    if len(standings) == 1:
        assert "household" == refused(asker(DAUGHTER.id), snapshot, on)
    assert "household" == refused(asker(None), snapshot, on)


def test_a_notification_is_certified_for_whom_it_is_about_and_their_nearest() -> None:
    """受理証明書: not for everybody of the same 戸籍; a brother or a sister needs the 委任状."""
    assert Standing.FAMILY is entitled(asker(HEAD.id), juri(SON))
    assert "household" == refused(asker(DAUGHTER.id), juri(SON))


def test_kin_are_known_by_their_own_koseki() -> None:
    """A grandchild stands in the 戸籍 of a parent, who left that of the grandparents: that shows the line."""
    grandparents = replace(koseki(SON), koseki=replace(KOSEKI, id=KosekiId("K7"), persons=KOSEKI.persons[2:3]))
    assert Standing.FAMILY is entitled(asker(HEAD.id), grandparents)
    brother = replace(KOSEKI, persons=KOSEKI.persons[2:])
    assert "household" == refused(Asker(PAPERS, tie(DAUGHTER.id, brother)), grandparents)


@pytest.mark.parametrize("code", ["13", "14", "96", "99"])
def test_who_lives_there_without_kinship_needs_a_mandate_for_taxes(code: str) -> None:
    """同居人, 縁故者, 内縁 are no 親族; of the household they are."""
    lodger = replace(SON, relationship=(code,))
    home = (HEAD, WIFE, lodger)
    who = Asker(PAPERS, tie(lodger.id, home=home))
    assert "household" == refused(who, replace(kazei(WIFE), household=household(home)))
    assert Standing.SAME_HOUSEHOLD is entitled(who, juminhyo(home))
    with_mandate = replace(who, claim=mandate(WIFE), giver=tie(WIFE.id, home=home))
    assert Standing.AGENT is entitled(with_mandate, replace(kazei(WIFE), household=household(home)))


@pytest.mark.parametrize("applicant", [None, STRANGER], ids=["visitor", "resident"])
@pytest.mark.parametrize(
    "snapshot", [juminhyo(), kisaijiko(), koseki(), fuhyo(), juri(), mibun(), kazei(), johyo(HEAD)], ids=type
)
def test_an_agent_gets_what_the_giver_could(applicant: ResidentId | None, snapshot: Snapshot) -> None:
    """With the 委任状 of the person; with none, or that of a stranger, nothing."""
    assert Standing.AGENT is entitled(asker(applicant, claim=mandate(HEAD)), snapshot)
    far = Claim(Standing.AGENT, giver=STRANGER)
    assert "mandate" == refused(Asker(PAPERS, None, far, Tie(STRANGER, None)), snapshot)
    assert "mandate" == refused(Asker(PAPERS, None, far, tie(HEAD.id)), snapshot)
    assert "mandate" == refused(Asker(PAPERS, None, mandate(HEAD)), snapshot)


def test_a_mandate_is_not_worth_more_than_its_giver() -> None:
    """The wife may have the household's 住民票, so her agent may; of her husband's 身分証明書 neither may."""
    agent = asker(None, claim=mandate(WIFE))
    assert Standing.AGENT is entitled(agent, juminhyo())
    assert "mandate" == refused(agent, mibun())


@pytest.mark.parametrize(
    ("claim", "allowed"),
    [
        (REASON, {"JuminhyoSnapshot", "KisaijikoSnapshot", "KosekiSnapshot", "FuhyoSnapshot", "JohyoSnapshot"}),
        (
            OFFICE,
            {
                "JuminhyoSnapshot",
                "KisaijikoSnapshot",
                "KosekiSnapshot",
                "FuhyoSnapshot",
                "JohyoSnapshot",
                "KazeiSnapshot",
            },
        ),
        (SHOWN, {"KosekiSnapshot", "FuhyoSnapshot", "JuriSnapshot"}),
    ],
    ids=["third party", "official", "family"],
)
def test_what_a_reason_a_letter_or_a_foreign_koseki_gives(claim: Claim, allowed: set[str]) -> None:
    """正当な理由 opens 住民票 and 戸籍, never taxes or a 身分証明書; 公用 taxes too; nobody's claim a seal."""
    everything = [juminhyo(), kisaijiko(), koseki(), fuhyo(), juri(), mibun(), kazei(), johyo(HEAD)]
    for snapshot in everything:
        if type(snapshot).__name__ in allowed:
            assert claim.standing is entitled(asker(None, claim=claim), snapshot)
        else:
            assert "claim" == refused(asker(None, claim=claim), snapshot)
    assert "claim" == refused(asker(None, BOTH, claim), inkan())


@pytest.mark.parametrize("claim", [mandate(HEAD), REASON, OFFICE], ids=["agent", "third party", "official"])
def test_the_code_is_for_the_person_and_the_household(claim: Claim) -> None:
    """住民票コード: never to an agent, a third party or a public body."""
    assert Standing.SAME_HOUSEHOLD is entitled(asker(WIFE.id), juminhyo(options=CODE))
    assert Standing.SELF is entitled(asker(HEAD.id), johyo(HEAD, CODE))
    for snapshot in (juminhyo(options=CODE), johyo(HEAD, CODE)):
        assert "item_juminhyo_code" == refused(asker(None, claim=claim), snapshot)


def test_a_closer_standing_shows_what_a_claim_may_not() -> None:
    """Who lives there and brings a 委任状 as well is of the household first."""
    assert Standing.SAME_HOUSEHOLD is entitled(asker(WIFE.id, claim=mandate(HEAD)), juminhyo(options=CODE))


def test_of_two_standings_the_one_that_may_see_everything_counts() -> None:
    """The table may give a closer standing less."""
    rows = (
        replace(admissions(juminhyo(), TODAY)[0], standing=Standing.SELF, shows=frozenset()),
        replace(admissions(juminhyo(), TODAY)[0], standing=Standing.SAME_HOUSEHOLD, shows=frozenset(Item)),
    )
    who = asker(HEAD.id)
    assert Standing.SELF is check_entitled(who, juminhyo(), rows, TODAY)
    assert Standing.SAME_HOUSEHOLD is check_entitled(who, juminhyo(options=CODE), rows, TODAY)


@pytest.mark.parametrize(
    "snapshot",
    [
        replace(kisaijiko(), items=(KisaijikoItem.HEAD,)),
        replace(kisaijiko(), items=(KisaijikoItem.NAME, KisaijikoItem.HONSEKI)),
        fuhyo(honseki=True),
        juminhyo(options=JuminhyoOptions(nationality_and_stay=True, card_number=True)),
    ],
    ids=["head", "honseki", "fuhyo", "foreign"],
)
def test_items_are_judged_on_every_paper_that_can_show_them(snapshot: Snapshot) -> None:
    """A row that shows nothing admits to none of them."""
    bare = tuple(replace(row, shows=frozenset()) for row in admissions(snapshot, TODAY))
    with pytest.raises(NotEntitled, match="item_"):
        check_entitled(asker(HEAD.id), snapshot, bare, TODAY)
    assert entitled(asker(HEAD.id), snapshot)


def test_no_row_is_no_permission() -> None:
    """Of a certificate that the table does not name nobody gets one; 原票 after its last day."""
    with pytest.raises(NotEntitled):
        check_entitled(asker(HEAD.id), juminhyo(), (), TODAY)
    assert () == shipped().admissions_on(Certificate.GENPYO, date(2012, 7, 9))


@pytest.mark.parametrize("certificate", Certificate)
def test_the_person_may_have_every_certificate(certificate: Certificate) -> None:
    """本人: in a time in which there is one."""
    rows = shipped().admissions_on(certificate, MARCH_2012)
    assert Standing.SELF in {row.standing for row in rows}
    assert len(rows) == len({row.standing for row in rows})


@pytest.mark.parametrize(
    "claim",
    [
        {"standing": Standing.SELF},
        {"standing": Standing.SAME_HOUSEHOLD, "told": "同居"},
        {"standing": Standing.AGENT, "told": "委任状"},
        {"standing": Standing.THIRD_PARTY, "told": " "},
        {"standing": Standing.FAMILY},
        {"standing": Standing.OFFICIAL, "body": "見本市"},
        {"standing": Standing.OFFICIAL, "number": "1"},
    ],
)
def test_a_claim_rests_on_something(claim: dict[str, object]) -> None:
    """No standing of the registers is claimed, and none without what it rests on."""
    with pytest.raises(ValueError, match="claim"):
        Claim(**claim)  # type: ignore[arg-type] # what a form might hold


@pytest.mark.parametrize(("name", "address"), [("", "東京都"), ("見本\u3000太郎", "\u3000")])
def test_a_visitor_is_somebody(name: str, address: str) -> None:
    """Name and address as documents have them; who acts for a public body need not be born."""
    assert Visitor("公用\u3000二郎", "見本市役所").birth is None
    with pytest.raises(ValueError, match="visitor"):
        Visitor(name, address)


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        (date(2008, 2, 29), date(2023, 2, 28), 14),
        (date(2008, 2, 29), date(2023, 3, 1), 15),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (date(2000, 12, 31), date(2001, 1, 1), 0),
        (date(2000, 1, 1), date(2000, 1, 1), 0),
        (date(1912, 7, 30), date(2012, 7, 30), 100),
    ],
)
def test_age(birth: date, on: date, years: int) -> None:
    """満年齢 counts on the birthday; who was born on 29 February is a year older on 1 March of a common year."""
    assert years == age(birth, on)
