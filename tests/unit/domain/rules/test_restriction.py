"""支援措置: one flag a person stops every paper that would show them."""

from dataclasses import replace
from datetime import date
from typing import cast, get_args

import pytest

from branch_app.documents.readback import read_back
from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.errors import Restricted
from branch_app.domain.records.alien import AlienRecord
from branch_app.domain.records.koseki import (
    Fuhyo,
    FuhyoPerson,
    Koseki,
    KosekiPerson,
    KosekiState,
    NoticeKind,
    StatusNotice,
)
from branch_app.domain.records.registers import CertificateLink, CityCard, RegisterRow, Restrictions
from branch_app.domain.records.resident import Removal, RemovedResident, Resident
from branch_app.domain.records.snapshots import (
    USUAL_ITEMS,
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
    Scope,
    Snapshot,
)
from branch_app.domain.records.tax import TaxRecord, TaxStanding
from branch_app.domain.rules.items import items_of
from branch_app.domain.rules.restriction import check_unrestricted, persons_in
from branch_app.domain.rules.shown_persons import named_alone, perhaps_on, persons_on, subject_name
from branch_app.domain.values.identifiers import KosekiId, ResidentId
from tests.fakes.family_papers import fuhyo, genpyo, johyo, juri, kazei, koseki, mibun
from tests.fakes.paper_seals import steady_seals
from tests.fakes.papers import (
    DAUGHTER,
    FAMILY,
    HEAD,
    RESOURCES,
    SON,
    WIFE,
    household,
    inkan,
    juminhyo,
    kisaijiko,
    order,
)
from tests.fakes.played_log import MORNING

STRANGER = replace(WIFE, id=ResidentId("9999999999"))
NO_HEAD, WITH_HEAD = JuminhyoOptions(), JuminhyoOptions(head_and_relationship=True)

PAPERS: dict[type[Snapshot], list[Snapshot]] = {
    JuminhyoSnapshot: [
        replace(juminhyo(shown=shown, options=options), subject=shown[0].id, household=household())
        for shown in ((SON,), (WIFE, DAUGHTER), FAMILY)
        for options in (
            NO_HEAD,
            WITH_HEAD,
            JuminhyoOptions(honseki=True),
            JuminhyoOptions(juminhyo_code=True),
        )
    ],
    KisaijikoSnapshot: [
        replace(kisaijiko(SON), household=household(), items=(*USUAL_ITEMS, *items))
        for items in ((), (KisaijikoItem.HEAD,), (KisaijikoItem.RELATIONSHIP,), (KisaijikoItem.HONSEKI,))
    ],
    InkanSnapshot: [replace(inkan(WIFE), household=household())],
    KosekiSnapshot: [koseki(SON), *(koseki(member, Scope.PART) for member in FAMILY)],
    FuhyoSnapshot: [
        fuhyo(SON),
        *(fuhyo(member, Scope.PART, honseki=honseki) for member in FAMILY for honseki in (False, True)),
    ],
    JuriSnapshot: [juri(member) for member in FAMILY],
    MibunSnapshot: [mibun(member) for member in FAMILY],
    JohyoSnapshot: [johyo(SON)],
    GenpyoSnapshot: [genpyo(WIFE)],
    KazeiSnapshot: [kazei(WIFE)],
}
"""Papers of every kind, each of a household of which it need not show everybody."""

_DAY = date(2012, 3, 13)
_ON_KOSEKI = KosekiPerson(SON.id, "翔", SON.birth, SON.sex, "", "", "長男", removed=True, events=())
_ON_FUHYO = FuhyoPerson(SON.id, "翔", SON.birth, SON.sex, removed=True, addresses=())
KOSEKI = Koseki(KosekiId("k"), KosekiState.CURRENT, "", "", (), (_ON_KOSEKI,))
ROWS: tuple[RegisterRow, ...] = (
    household(),
    RemovedResident(SON, "", "", Removal.DEATH, _DAY, None),
    inkan(SON).seal,
    KOSEKI,
    Fuhyo(KosekiId("k"), KosekiState.REMOVED, "", "", (_ON_FUHYO,)),
    TaxRecord(SON.id, 2026, TaxStanding.UNTAXED, "", (), (), 0, 0, 0),
    AlienRecord("1", SON.id, "", None, "", _DAY, SON.sex, "", "", "", "", None, None, None, _DAY),
    CertificateLink("00", SON.id),
    CityCard("1", SON.id, b"", None),
    StatusNotice("1", SON.id, NoticeKind.BANKRUPTCY, _DAY),
)


def test_every_kind_of_paper_is_known_to_the_rule() -> None:
    """A kind that is added to a union and forgotten here fails this test before anything else."""
    assert set(get_args(Snapshot)) == set(PAPERS)
    assert set(get_args(RegisterRow)) == {type(row) for row in ROWS}


@pytest.mark.parametrize("paper", [paper for papers in PAPERS.values() for paper in papers])
def test_the_flag_counts_for_every_kind_of_certificate(paper: Snapshot) -> None:
    """A restricted subject gets no paper of any kind; the version looked at is named, the person is not."""
    subject = next(member for member in FAMILY if member.id == paper.subject)
    with pytest.raises(Restricted) as refusal:
        check_unrestricted(paper, _restricted(subject))
    assert {"version": 7} == refusal.value.facts


@pytest.mark.parametrize("paper", [paper for papers in PAPERS.values() for paper in papers])
def test_whoever_is_named_on_the_very_paper_stops_it(paper: Snapshot) -> None:
    """Read back from the file: no name of the household stands there whose flag would not have stopped it."""
    pages = read_back(PaperRenderer(RESOURCES, steady_seals()).render(order(paper)).pdf)
    said = "".join(run for page in pages for run in page.runs)
    assert subject_name(paper).rpartition("\u3000")[2] in said
    assert {member.id for member in FAMILY if member.name in said} <= persons_on(paper)


@pytest.mark.parametrize("paper", [paper for papers in PAPERS.values() for paper in papers])
def test_the_subject_has_a_name(paper: Snapshot) -> None:
    """As its register writes it: what a clerk hands the paper over by."""
    alone = {GenpyoSnapshot: "SANTOS ANA"}
    subject = next(member.name for member in FAMILY if member.id == paper.subject)
    assert alone.get(type(paper), subject) == subject_name(paper)


def test_a_subject_who_is_not_there_has_none() -> None:
    """Nothing is guessed of a paper that is not about its subject."""
    for paper in (koseki(), fuhyo(), juri(), mibun(), juminhyo(), kazei()):
        assert "" == subject_name(replace(paper, subject=STRANGER.id))


@pytest.mark.parametrize(
    ("paper", "stops"),
    [
        (koseki(SON), {HEAD, WIFE, SON, DAUGHTER}),
        (koseki(SON, Scope.PART), {HEAD, WIFE, SON}),
        (koseki(WIFE, Scope.PART), {HEAD, WIFE}),
        (juri(WIFE), {HEAD, WIFE}),
        (mibun(DAUGHTER), {HEAD, WIFE, DAUGHTER}),
        (fuhyo(SON), {HEAD, WIFE, SON, DAUGHTER}),
        (fuhyo(SON, Scope.PART), {SON}),
        (fuhyo(SON, Scope.PART, honseki=True), {SON, HEAD}),
    ],
)
def test_whom_a_paper_of_a_koseki_shows(paper: Snapshot, stops: set[Resident]) -> None:
    """Whose block it shows, and who is named in it: parents, spouse, 筆頭者; not a brother or a sister."""
    assert {member.id for member in stops} == persons_on(paper)


def test_a_paper_of_no_known_kind_is_not_let_through() -> None:
    """It is a fault of the program, not a free pass."""
    for rule in (persons_on, subject_name, items_of):
        with pytest.raises(AssertionError):
            rule(cast("Snapshot", HEAD))
    with pytest.raises(AssertionError):
        persons_in(cast("RegisterRow", HEAD))


@pytest.mark.parametrize("member", FAMILY)
def test_a_household_paper_is_stopped_by_every_member_it_shows(member: Resident) -> None:
    """世帯票: one restricted member stops the paper of the others."""
    with pytest.raises(Restricted):
        check_unrestricted(juminhyo(), _restricted(member))


@pytest.mark.parametrize("member", [SON, DAUGHTER, WIFE])
def test_a_member_who_is_not_shown_stops_nothing(member: Resident) -> None:
    """A paper of the head alone shows nobody else."""
    check_unrestricted(juminhyo(shown=(HEAD,)), _restricted(member))


def test_the_head_counts_as_shown_when_the_paper_names_the_head() -> None:
    """世帯主 asked for: the paper of a child prints the head's name, so the head's flag stops it."""
    child = replace(juminhyo(shown=(SON,), options=WITH_HEAD), subject=SON.id, household=household())
    with pytest.raises(Restricted):
        check_unrestricted(child, _restricted(HEAD))
    check_unrestricted(replace(child, options=NO_HEAD), _restricted(HEAD))


def test_a_first_person_of_the_koseki_who_lives_there_counts_when_named() -> None:
    """本籍・筆頭者 asked for: the wife's own paper prints the 筆頭者."""
    wife = replace(
        juminhyo(shown=(WIFE,), options=JuminhyoOptions(honseki=True)), subject=WIFE.id, household=household()
    )
    with pytest.raises(Restricted):
        check_unrestricted(wife, _restricted(HEAD))
    check_unrestricted(replace(wife, options=NO_HEAD), _restricted(HEAD))


@pytest.mark.parametrize("item", [KisaijikoItem.HEAD, KisaijikoItem.HONSEKI])
def test_whom_certified_items_name_counts_as_shown(item: KisaijikoItem) -> None:
    """記載事項証明書 of a child that names 世帯主 or 筆頭者: the head's flag stops it, and only then."""
    usual = replace(kisaijiko(SON), household=household())
    with pytest.raises(Restricted):
        check_unrestricted(replace(usual, items=(*USUAL_ITEMS, item)), _restricted(HEAD))
    check_unrestricted(usual, _restricted(HEAD))


def test_a_head_is_known_by_name_where_no_member_is_registered_as_head() -> None:
    """The paper prints the name that stands with the household, so whoever bears it counts."""
    lodgers = tuple(replace(member, relationship=("99",)) for member in FAMILY)
    child = replace(
        juminhyo(shown=(SON,), options=WITH_HEAD), subject=SON.id, household=replace(household(lodgers))
    )
    with pytest.raises(Restricted):
        check_unrestricted(child, _restricted(HEAD))


ALONE = replace(juminhyo(shown=(SON,)), subject=SON.id, household=household((SON,)))
CERTIFIED = replace(kisaijiko(SON), household=household((SON,)))
ALIEN_HEAD = AlienRecord(
    "1",
    WIFE.id,
    WIFE.name,
    None,
    "",
    date(1980, 1, 1),
    WIFE.sex,
    "",
    HEAD.name,
    "妻",
    "",
    "",
    None,
    None,
    date(2010, 1, 1),
)


@pytest.mark.parametrize(
    ("paper", "named"),
    [
        (johyo(SON, WITH_HEAD), True),
        (johyo(SON), False),
        (johyo(HEAD, WITH_HEAD), False),
        (johyo(SON, JuminhyoOptions(honseki=True)), True),
        (GenpyoSnapshot(WIFE.id, ALIEN_HEAD), True),
        (GenpyoSnapshot(WIFE.id, replace(ALIEN_HEAD, head=WIFE.name)), False),
        (replace(ALONE, options=JuminhyoOptions(honseki=True)), True),
        (ALONE, False),
        (replace(juminhyo(options=JuminhyoOptions(honseki=True)), household=household()), False),
        (replace(CERTIFIED, items=(*USUAL_ITEMS, KisaijikoItem.HONSEKI)), True),
        (CERTIFIED, False),
        (koseki(SON), False),
    ],
)
def test_who_is_known_by_name_alone_counts_by_that_name(paper: Snapshot, named: bool) -> None:
    """世帯主 or 筆頭者 without a 宛名番号: anybody on the list who bears the name stops it, variants too."""
    assert (frozenset({HEAD.name}) if named else frozenset()) == named_alone(paper)
    written = HEAD.name.replace("\u3000", " ")
    listed = Restrictions(7, MORNING, frozenset({STRANGER.id}))
    check_unrestricted(paper, listed)
    check_unrestricted(paper, listed, [(STRANGER.id, f"{written}子")])
    assert named is (STRANGER.id in perhaps_on(paper, [(STRANGER.id, written)]))
    if named:
        with pytest.raises(Restricted):
            check_unrestricted(paper, listed, [(STRANGER.id, written)])


def test_strangers_on_the_list_stop_nothing() -> None:
    """Only persons on the paper count."""
    for papers in PAPERS.values():
        for paper in papers:
            check_unrestricted(paper, _restricted(STRANGER))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: type(row).__name__)
def test_everybody_a_register_row_tells_of(row: RegisterRow) -> None:
    """戸籍 and 附票 with those who were removed from them, tax, cards: the person is among them."""
    assert SON.id in persons_in(row)


def test_who_is_on_no_register_here_cannot_be_on_the_list() -> None:
    """戸籍 tell of the dead and of people living elsewhere, who have no number."""
    gone = replace(_ON_KOSEKI, resident=None)
    assert frozenset({SON.id}) == persons_in(replace(KOSEKI, persons=(gone, _ON_KOSEKI)))


def _restricted(*residents: Resident) -> Restrictions:
    return Restrictions(7, MORNING, frozenset(resident.id for resident in residents))
