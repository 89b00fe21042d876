"""Every kind of certificate at a ward office, from 本人確認 to the finished paper: for whom, and for whom not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import pytest

from branch_app.composition.device import Device
from branch_app.documents.item_dates import item_dates
from branch_app.domain.errors import (
    BadInput,
    DataStale,
    MyNumberElsewhere,
    NotEntitled,
    NotOffered,
    Refused,
    Restricted,
)
from branch_app.domain.log.canonical import from_canonical
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.koseki import KosekiState
from branch_app.domain.records.requester import Claim, Standing, Visitor
from branch_app.domain.records.snapshots import JuminhyoForm, JuminhyoOptions, KisaijikoItem, Scope, Snapshot
from branch_app.domain.rules.catalogue import Unoffered, check_held
from branch_app.domain.rules.items import FUHYO_LEAVES_OUT_HONSEKI
from branch_app.domain.rules.shown_persons import persons_on
from branch_app.domain.values.found_by import FoundBy
from branch_app.domain.values.identifiers import ApplicationId, KosekiId, ResidentId
from branch_app.domain.values.query import parse_query
from branch_app.machine import TOKYO
from branch_app.printing.folder import FolderPrinter
from branch_app.settings import RESOURCES
from branch_app.usecases.accept import accept
from branch_app.usecases.authorise import authorise, request_items
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import Applicant, identify_by_documents, identify_visitor
from branch_app.usecases.look_up import Known, families_of, holds_removed, look_up_removed, offers_here
from branch_app.usecases.make_papers import Line, make_papers
from branch_app.usecases.next_form import next_form
from branch_app.usecases.open_person import open_person
from branch_app.usecases.snapshot import open_snapshot
from branch_app.usecases.wish import FamilyChoice, Wish
from tests.fakes.branch import OPENED, WARD_OFFICE, SetClock, make_branch, open_branch
from tests.fakes.clerk import begin_day, desk_of
from tests.fakes.restrictions import tell

PAPER_DAY = datetime(2012, 3, 15, 9, 0, tzinfo=TOKYO)
TARO, HANAKO, SHOTA, SAKURA, YONE, YUI, KEN, SUSUMU, MARIA, EMI, ANONYMOUS = map(
    ResidentId,
    (
        "9000010100",
        "9000010200",
        "9000010300",
        "9000010400",
        "9000030100",
        "9000040200",
        "9000050100",
        "9000180100",
        "9000210100",
        "9000080100",
        "9999999999",
    ),
)
HARUKA, KIKU = ResidentId("9000050400"), ResidentId("9000070300")
CLOSED, CURRENT = KosekiId("K90000109"), KosekiId("K90000100")
LAWYER = Visitor("代理\u3000一郎", "東京都千代田区見本九丁目9番9号", date(1970, 1, 1))
OFFICER = Visitor("公用\u3000二郎", "見本県見本市役所")
REASON = Claim(Standing.THIRD_PARTY, told="相続の手続のため")
OFFICE = Claim(Standing.OFFICIAL, body="見本県見本市", number="見市第1号")


@dataclass
class Counter:
    """A desk of a ward office."""

    desk: Desk
    applications: list[ApplicationId] = field(default_factory=list)

    def comes(self, who: ResidentId | Visitor) -> Applicant:
        """Somebody shows a driving licence."""
        application = accept(self.desk, next_form(self.desk), self.desk.new_request())
        self.applications.append(application)
        if isinstance(who, Visitor):
            return identify_visitor(self.desk, application, who, ["drivers_license"])
        return identify_by_documents(self.desk, application, who, ["drivers_license"])

    def authorised(self, who: ResidentId | Visitor, wish: Wish) -> Snapshot:
        """What they may have."""
        applicant = self.comes(who)
        (item,) = request_items(self.desk, self.applications[-1], [wish])
        return authorise(self.desk, self.applications[-1], applicant, item).snapshot

    def refused(self, who: ResidentId | Visitor, wish: Wish) -> Refused:
        """Why they may not."""
        with pytest.raises(Refused) as refusal:
            self.authorised(who, wish)
        return refusal.value

    def openings(self, name: str) -> list[object]:
        """Of that name, all that the log has."""
        ledger, size = self.desk.journal.ledger, self.desk.journal.state.size
        return [from_canonical(each.value) for _, each in ledger.openings(0, size) if each.name == name]


def counter_at(tmp_path: Path, at: datetime) -> Iterator[Counter]:
    """多摩区役所 on that day."""
    folders = make_branch(tmp_path / "ward", as_of=at, office=WARD_OFFICE)
    device: Device = open_branch(folders, SetClock(wall=at))
    spool = tmp_path / "spool"
    spool.mkdir()
    desk = desk_of(device, FolderPrinter("folder", spool))
    begin_day(desk)
    yield Counter(desk)
    device.close()


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Counter]:
    """Today."""
    yield from counter_at(tmp_path, OPENED)


@pytest.fixture
def ward_2012(tmp_path: Path) -> Iterator[Counter]:
    """In the paper's world."""
    yield from counter_at(tmp_path, PAPER_DAY)


OWN: Mapping[Certificate, Wish] = {
    Certificate.JUMINHYO: Wish(Certificate.JUMINHYO, TARO),
    Certificate.KISAIJIKO: Wish(Certificate.KISAIJIKO, TARO, purpose="workplace"),
    Certificate.KOSEKI_ZENBU: Wish(Certificate.KOSEKI_ZENBU, TARO),
    Certificate.KOSEKI_KOJIN: Wish(Certificate.KOSEKI_KOJIN, TARO),
    Certificate.FUHYO: Wish(Certificate.FUHYO, TARO),
    Certificate.KAZEI: Wish(Certificate.KAZEI, TARO),
    Certificate.JOSEKI: Wish(Certificate.JOSEKI, TARO),
    Certificate.KAISEIGEN: Wish(Certificate.KAISEIGEN, TARO),
    Certificate.JOFUHYO: Wish(Certificate.JOFUHYO, TARO),
    Certificate.JURI: Wish(Certificate.JURI, TARO),
    Certificate.JURI_JOSHITSU: Wish(Certificate.JURI_JOSHITSU, TARO),
    Certificate.MIBUN: Wish(Certificate.MIBUN, TARO),
}
"""What 𠮷野太郎 gets by documents alone; a seal certificate wants the card, a 除票 somebody who left."""


def made(counter: Counter, who: ResidentId | Visitor, *wishes: Wish) -> int:
    """So many papers, all of them made and checked."""
    applicant = counter.comes(who)
    result = make_papers(counter.desk, counter.applications[-1], applicant, [Line(wish) for wish in wishes])
    assert () == result.not_made
    return len(result.jobs)


@pytest.mark.parametrize("at", ["ward", "ward_2012"])
def test_one_person_gets_everything_there_is(at: str, request: pytest.FixtureRequest) -> None:
    """One form with every kind, rendered and read back, in both worlds."""
    counter: Counter = request.getfixturevalue(at)
    assert len(OWN) == made(counter, TARO, *OWN.values())
    offered = {each.certificate for each in offers_here(counter.desk) if each.why is None}
    assert offered - set(OWN) - {Certificate.GENPYO} == {Certificate.INKAN, Certificate.JOHYO}
    assert (Certificate.GENPYO in offered) is (at == "ward_2012")


def test_who_left_gets_the_removed_entry(ward: Counter) -> None:
    """Searched, looked at, identified by documents, and given the 除票."""
    assert holds_removed(ward.desk)
    (hit,) = ward.desk.register.search_removed(parse_query("れいだい はるか"), 10).rows
    person = look_up_removed(ward.desk, hit.id)
    open_person(ward.desk, person, FoundBy.KANA)
    assert ("例題\u3000遥", Known.NO) == (person.name, person.restricted)
    assert 1 == made(ward, HARUKA, Wish(Certificate.JOHYO, HARUKA))
    assert "subject" == ward.refused(HARUKA, Wish(Certificate.JUMINHYO, HARUKA)).facts["why"]
    assert "no_removed" == ward.refused(TARO, Wish(Certificate.JOHYO, TARO)).facts["why"]
    other = Wish(Certificate.JOHYO, HARUKA, removed=date(2020, 1, 1))
    assert "no_removed" == ward.refused(HARUKA, other).facts["why"]
    with pytest.raises(NotEntitled):
        look_up_removed(ward.desk, TARO)


def test_a_removed_entry_that_names_a_restricted_head_is_stopped(ward: Counter) -> None:
    """It holds 世帯主 and 筆頭者 by name alone: whoever on the list bears it stops it where it is shown."""
    tell(ward.desk.restrictions, ward.desk.clock.now(), blocked=[KEN])
    wish = Wish(Certificate.JOHYO, HARUKA)
    for options in (JuminhyoOptions(head_and_relationship=True), JuminhyoOptions(honseki=True)):
        assert isinstance(ward.refused(HARUKA, replace(wish, options=options)), Restricted)
    assert HARUKA == ward.authorised(HARUKA, wish).subject


def test_an_heir_gets_the_entry_of_the_dead_with_a_reason(ward: Counter) -> None:
    """正当な理由: the words stand in an opening; without them no resident and no visitor gets it."""
    wish = Wish(Certificate.JOHYO, KIKU)
    assert "household" == ward.refused(KEN, wish).facts["why"]
    assert 2 == made(ward, LAWYER, replace(wish, claim=REASON), replace(wish, claim=REASON))
    told = {"standing": "third_party", "told": REASON.told, "giver": None, "body": "", "number": ""}
    assert {"purpose": "", "claim": told} in ward.openings("purpose")


def test_nobody_proves_to_be_somebody_who_died(ward: Counter) -> None:
    """Documents of the dead prove nothing, and nothing is asked for in their name."""
    assert "subject" == ward.refused(KIKU, Wish(Certificate.JOHYO, KIKU)).facts["why"]


def test_where_a_register_is_not_held_its_papers_are_not_made(ward: Counter) -> None:
    """Without the notices everybody would have none: a 身分証明書 is refused, whatever the catalogue offers."""
    tables = ward.desk.tables
    held = tuple(row for row in tables.replica if row.table != "status_notice")
    office, day = ward.desk.office(), ward.desk.today()
    check_held(tables, office, "counter", Certificate.MIBUN, day)
    with pytest.raises(NotOffered):
        check_held(replace(tables, replica=held), office, "counter", Certificate.MIBUN, day)


@pytest.mark.parametrize(("at", "unasked"), [("ward", False), ("ward_2012", True)])
def test_a_fuhyo_names_the_first_person_unasked_until_2022(
    at: str, unasked: bool, request: pytest.FixtureRequest
) -> None:
    """本籍 and 筆頭者 always stood on it until 2022-01-10, so then the first person's flag stops a child's, too."""
    counter: Counter = request.getfixturevalue(at)
    paper = counter.authorised(SHOTA, Wish(Certificate.FUHYO, SHOTA, scope=Scope.PART))
    assert unasked is paper.honseki
    assert unasked is (TARO in persons_on(paper))


def test_the_day_of_the_fuhyo_is_said_alike_for_all() -> None:
    """What stands on it unasked changed in one piece: 生年月日 and 性別 came as 本籍 and 筆頭者 went."""
    assert FUHYO_LEAVES_OUT_HONSEKI == item_dates(RESOURCES).fuhyo_identity


def test_who_was_foreign_in_2012_gets_the_alien_record(ward_2012: Counter) -> None:
    """Until 2012-07-08; their 住民票 begins the day after."""
    assert 1 == made(ward_2012, MARIA, Wish(Certificate.GENPYO, MARIA))
    assert "no_alien_record" == ward_2012.refused(TARO, Wish(Certificate.GENPYO, TARO)).facts["why"]


def test_after_its_last_day_there_is_none(ward: Counter) -> None:
    """From 2012-07-09 foreign residents get a 住民票, with the 通称 that stands there."""
    assert isinstance(ward.refused(MARIA, Wish(Certificate.GENPYO, MARIA)), NotOffered)
    options = JuminhyoOptions(nationality_and_stay=True, card_number=True)
    assert 1 == made(ward, MARIA, Wish(Certificate.JUMINHYO, MARIA, options=options))
    reasons = {each.code: each.why for each in offers_here(ward.desk)}
    assert (Unoffered.ENDED, Unoffered.NOT_MADE) == (reasons["genpyo"], reasons["shomei"])


@pytest.mark.parametrize(
    ("who", "wish", "why"),
    [
        (SHOTA, Wish(Certificate.KAZEI, SHOTA), "undeclared"),
        (SAKURA, Wish(Certificate.KAZEI, SAKURA), "no_tax_record"),
        (SUSUMU, Wish(Certificate.MIBUN, SUSUMU), "status_notice"),
        (YONE, Wish(Certificate.JOSEKI, YONE), "no_family"),
        (EMI, Wish(Certificate.KOSEKI_ZENBU, EMI), "no_family"),
        (TARO, Wish(Certificate.JURI, TARO, family=FamilyChoice(event=9)), "no_event"),
        (TARO, Wish(Certificate.KOSEKI_ZENBU, TARO, family=FamilyChoice(id=CLOSED)), "no_family"),
        (KEN, Wish(Certificate.KOSEKI_ZENBU, TARO), "household"),
        (KEN, Wish(Certificate.KAZEI, TARO), "household"),
        (HANAKO, Wish(Certificate.MIBUN, TARO), "household"),
        (LAWYER, Wish(Certificate.KAZEI, TARO, claim=REASON), "claim"),
        (LAWYER, Wish(Certificate.MIBUN, TARO, claim=Claim(Standing.AGENT, giver=KEN)), "mandate"),
        (LAWYER, Wish(Certificate.MIBUN, TARO, claim=Claim(Standing.AGENT, giver=ANONYMOUS)), "mandate"),
        (LAWYER, Wish(Certificate.JOHYO, KIKU, claim=Claim(Standing.AGENT, giver=KIKU)), "mandate"),
        (TARO, Wish(Certificate.JUMINHYO, ANONYMOUS), "subject"),
        (TARO, Wish(Certificate.INKAN, SHOTA), "no_seal"),
    ],
)
def test_who_may_not_have_it(ward: Counter, who: ResidentId | Visitor, wish: Wish, why: str) -> None:
    """Each refused with what the clerk should look at, before anything is rendered."""
    assert why == ward.refused(who, wish).facts["why"]


@pytest.mark.parametrize(
    ("wish", "at"),
    [
        (Wish(Certificate.JUMINHYO, TARO, scope=Scope.PART, shown=(KEN,)), "shown"),
        (Wish(Certificate.KISAIJIKO, TARO, purpose="workplace", items=()), "items"),
        (Wish(Certificate.KISAIJIKO, TARO, purpose="workplace", items=(KisaijikoItem.SEX,)), "items"),
        (Wish(Certificate.KOSEKI_KOJIN, TARO, family=FamilyChoice(persons=(7,))), "persons"),
    ],
)
def test_what_is_not_there_is_not_guessed(ward: Counter, wish: Wish, at: str) -> None:
    """A member of another household, no items, a block nobody has."""
    refusal = ward.refused(TARO, wish)
    assert (BadInput, at) == (type(refusal), refusal.facts["at"])


@pytest.mark.parametrize(
    ("who", "wish"),
    [
        (SHOTA, Wish(Certificate.KOSEKI_ZENBU, TARO)),
        (SAKURA, Wish(Certificate.JOSEKI, TARO)),
        (HANAKO, Wish(Certificate.FUHYO, TARO, family=FamilyChoice(honseki=True))),
        (HANAKO, Wish(Certificate.KAZEI, TARO)),
        (SHOTA, Wish(Certificate.KAZEI, HANAKO)),
        (HANAKO, Wish(Certificate.KISAIJIKO, TARO, purpose="workplace")),
        (KEN, Wish(Certificate.KAZEI, TARO, claim=Claim(Standing.AGENT, giver=TARO))),
        (LAWYER, Wish(Certificate.MIBUN, TARO, claim=Claim(Standing.AGENT, giver=TARO))),
        (LAWYER, Wish(Certificate.KOSEKI_ZENBU, TARO, claim=REASON)),
        (OFFICER, Wish(Certificate.KAZEI, TARO, claim=OFFICE)),
        (OFFICER, Wish(Certificate.JOFUHYO, TARO, claim=OFFICE)),
    ],
)
def test_who_else_may_have_it(ward: Counter, who: ResidentId | Visitor, wish: Wish) -> None:
    """Children their parents' 戸籍 and the grandparents' 除籍, 同居の親族 the taxes; agents, 第三者, 公用."""
    assert wish.subject == ward.authorised(who, wish).subject


def test_a_choice_is_kept(ward: Counter) -> None:
    """Which 戸籍, whose blocks, which 届出, and one person's 個人票."""
    assert set(KosekiState) == {each.state for each in families_of(ward.desk, TARO).kosekis}
    closed = Wish(Certificate.JOSEKI, TARO, scope=Scope.PART, family=FamilyChoice(id=CLOSED, persons=(0, 1)))
    accepted = Wish(Certificate.JURI, TARO, family=FamilyChoice(id=CURRENT, event=0))
    alone = Wish(Certificate.JUMINHYO, HANAKO, form=JuminhyoForm.PERSON)
    several = Wish(Certificate.JUMINHYO, TARO, scope=Scope.PART, shown=(SAKURA, TARO))
    assert (0, 1) == ward.authorised(TARO, closed).shown
    assert (CURRENT, 0) == ((paper := ward.authorised(TARO, accepted)).koseki.id, paper.event)
    assert ((HANAKO,), Scope.PART) == ((paper := ward.authorised(TARO, alone)).shown, paper.scope)
    assert (TARO, SAKURA) == ward.authorised(TARO, several).shown


def test_a_single_persons_sheet_of_one_who_lives_alone_is_the_whole_household(ward: Counter) -> None:
    """個人票 of a household of one."""
    assert Scope.WHOLE is ward.authorised(YONE, Wish(Certificate.JUMINHYO, YONE, form=JuminhyoForm.PERSON)).scope


def test_a_number_that_is_not_here_is_refused_with_where_to_go(ward: Counter) -> None:
    """個人番号: no replica holds it."""
    assert isinstance(ward.refused(TARO, Wish(Certificate.JUMINHYO, TARO, my_number=True)), MyNumberElsewhere)


def test_a_code_is_not_for_an_agent(ward: Counter) -> None:
    """住民票コード: the person and the household only."""
    code = Wish(Certificate.JUMINHYO, TARO, options=JuminhyoOptions(juminhyo_code=True))
    assert HANAKO in ward.authorised(HANAKO, code).shown
    agent = replace(code, claim=Claim(Standing.AGENT, giver=TARO))
    assert "item_juminhyo_code" == ward.refused(LAWYER, agent).facts["why"]


@pytest.mark.parametrize(
    "certificate",
    [
        Certificate.JUMINHYO,
        Certificate.KOSEKI_ZENBU,
        Certificate.KOSEKI_KOJIN,
        Certificate.FUHYO,
        Certificate.JURI,
        Certificate.MIBUN,
    ],
)
def test_a_block_covers_every_kind(ward: Counter, certificate: Certificate) -> None:
    """支援措置 of 仮名静香: her daughter gets no paper that shows or names her, whatever register it is made of."""
    assert isinstance(ward.refused(YUI, Wish(certificate, YUI)), Restricted)


def test_a_visitor_is_a_pseudonym_in_the_log(ward: Counter) -> None:
    """Name, address, birth, reason: in openings, never in a leaf; the same visitor is known again on the form."""
    applicant = ward.comes(LAWYER)
    wish = Wish(Certificate.KOSEKI_ZENBU, TARO, claim=REASON)
    (item,) = request_items(ward.desk, ward.applications[-1], [wish])
    authorise(ward.desk, ward.applications[-1], applicant, item)
    log = b"".join(ward.desk.journal.ledger.leaves(0, ward.desk.journal.state.size))
    for personal in ("代理", "千代田", "1970", "相続"):
        assert personal.encode() not in log
        assert personal.encode("unicode_escape") not in log
    opened = ward.desk.journal.ledger.openings(0, ward.desk.journal.state.size)
    people = [each.value.decode() for _, each in opened if each.name == "person"]
    assert any(person.startswith("visitor:") and LAWYER.name in person for person in people)


def test_another_visitor_may_not_use_the_form(ward: Counter) -> None:
    """One identification authorises nothing for somebody else."""
    first, form = ward.comes(LAWYER), ward.applications[-1]
    second = ward.comes(OFFICER)
    (item,) = request_items(ward.desk, form, [Wish(Certificate.KOSEKI_ZENBU, TARO, claim=REASON)])
    with pytest.raises(NotEntitled):
        authorise(ward.desk, form, second, item)
    assert TARO == authorise(ward.desk, form, first, item).snapshot.subject


def test_a_reprint_opens_what_was_authorised(ward: Counter) -> None:
    """Every kind of snapshot survives its opening."""
    for certificate, wish in OWN.items():
        snapshot = ward.authorised(TARO, wish)
        state = ward.desk.journal.state.issuance
        item = state.items[list(state.items)[-1]]
        assert snapshot == open_snapshot(certificate.value, ward.desk.journal.ledger.opening_of(item.snapshot))


def test_a_corner_without_the_register_issues_nothing_of_it(desk: Desk) -> None:
    """The catalogue lets it, the replica of this one has no 戸籍: refused by name."""
    refusal = Counter(desk).refused(TARO, Wish(Certificate.KOSEKI_ZENBU, TARO))
    assert (DataStale, "koseki") == (type(refusal), refusal.facts["register"])
    assert isinstance(Counter(desk).refused(TARO, Wish(Certificate.JOSEKI, TARO)), NotOffered)
    assert not holds_removed(desk)
