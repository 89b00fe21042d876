"""What may be chosen for a line: in which order, how it stands, and what it leads to."""

from dataclasses import replace

import pytest

from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.koseki import KosekiState
from branch_app.domain.records.snapshots import JuminhyoForm, KisaijikoItem, Scope
from branch_app.domain.rules.items import Item
from branch_app.domain.values.identifiers import KosekiId, ResidentId
from branch_app.ui.presenters.choice import MY_NUMBER, Choice, Circumstances, Kind, Relative
from branch_app.ui.presenters.choice_rows import choices_of, said
from branch_app.usecases.look_up import Families
from branch_app.usecases.snapshot import Wish
from sync.central.example.city import City
from tests.fakes.branch import city

TARO, HANAKO, MARIA, HARUKA = map(ResidentId, ("9000010100", "9000010200", "9000210100", "9000050400"))


@pytest.fixture(scope="module")
def people() -> City:
    """The made-up city."""
    return city()


def _around(people: City, subject: ResidentId) -> Circumstances:
    household = next((home.members for home in people.households if home.member(subject)), ())
    kosekis = tuple(each for each in people.kosekis if any(one.resident == subject for one in each.persons))
    fuhyos = tuple(each for each in people.fuhyos if any(one.resident == subject for one in each.persons))
    removed = tuple(each for each in people.removed_residents if each.resident.id == subject)
    return Circumstances(household, Families(kosekis, fuhyos), removed)


def _of(rows: tuple[Choice, ...], kind: Kind, name: str = "") -> Choice:
    return next(row for row in rows if row.kind is kind and name in row.name)


def test_a_resident_record_begins_whole_and_plain(people: City) -> None:
    """The usual case asks for no key: whole household, no item, and nothing to be said of it."""
    rows = choices_of(Wish(Certificate.JUMINHYO, TARO), _around(people, TARO))
    assert [Kind.WHOLE] == [row.kind for row in rows if row.on]
    assert () == tuple(row for row in said(rows) if row.kind is not Kind.WHOLE)


def test_a_part_names_its_members(people: City) -> None:
    """First the subject alone; others come and go, and somebody is always left."""
    around = _around(people, TARO)
    wish = _of(choices_of(Wish(Certificate.JUMINHYO, TARO), around), Kind.PART).wish
    assert (Scope.PART, ()) == (wish.scope, wish.shown)
    both = _of(choices_of(wish, around), Kind.MEMBER, "花子").wish
    assert (TARO, HANAKO) == both.shown
    her = _of(choices_of(both, around), Kind.MEMBER, "太郎").wish
    assert (HANAKO,) == her.shown
    assert (HANAKO,) == _of(choices_of(her, around), Kind.MEMBER, "花子").wish.shown


def test_a_sheet_of_one_person_is_instead_of_the_household(people: City) -> None:
    """個人票, and back again."""
    around = _around(people, TARO)
    wish = _of(choices_of(Wish(Certificate.JUMINHYO, TARO), around), Kind.PERSON_SHEET).wish
    assert JuminhyoForm.PERSON is wish.form
    assert [Kind.PERSON_SHEET] == [row.kind for row in choices_of(wish, around) if row.on]
    assert JuminhyoForm.HOUSEHOLD is _of(choices_of(wish, around), Kind.WHOLE).wish.form


def test_items_of_foreigners_are_asked_of_foreigners(people: City) -> None:
    """Nationality, stay and card number stand in no list of a Japanese household."""
    both = {Kind.STAY, Kind.CARD_NUMBER}
    ours = {row.kind for row in choices_of(Wish(Certificate.JUMINHYO, TARO), _around(people, TARO))}
    theirs = {row.kind for row in choices_of(Wish(Certificate.JUMINHYO, MARIA), _around(people, MARIA))}
    assert (set(), both) == (ours & both, theirs & both)


def test_what_a_requester_may_not_see_says_so(people: City) -> None:
    """An agent gets everything but the code; 個人番号 nobody gets here."""
    around = replace(_around(people, TARO), allowed=frozenset(Item) - {Item.JUMINHYO_CODE})
    rows = choices_of(Wish(Certificate.JUMINHYO, TARO), around)
    barred = {row.kind: row.barred for row in rows if row.barred}
    assert {Kind.CODE: "item_juminhyo_code", Kind.MY_NUMBER: MY_NUMBER} == barred


def test_certified_items_are_chosen_one_by_one(people: City) -> None:
    """The usual five are on; once others are wanted, all of them are said; the last one stays."""
    around = _around(people, TARO)
    wish = Wish(Certificate.KISAIJIKO, TARO)
    assert () == said(choices_of(wish, around))
    more = _of(choices_of(wish, around), Kind.HONSEKI).wish
    assert KisaijikoItem.HONSEKI in more.items
    assert 6 == len(said(choices_of(more, around)))
    one = replace(wish, items=(KisaijikoItem.NAME,))
    assert one == _of(choices_of(one, around), Kind.NAME).wish


def test_the_newest_register_is_the_usual_one(people: City) -> None:
    """Of several in one state any other is named by its id, and the newest again by none."""
    around = _around(people, TARO)
    newest = next(each for each in around.families.kosekis if each.state is KosekiState.CURRENT)
    older = replace(newest, id=KosekiId("K00000001"), events=())
    around = replace(around, families=Families((newest, older), ()))
    wish = Wish(Certificate.KOSEKI_ZENBU, TARO)
    rows = [row for row in choices_of(wish, around) if row.kind is Kind.CURRENT]
    assert [(True, None), (False, older.id)] == [(row.on, row.wish.family.id) for row in rows]
    other = [row.on for row in choices_of(rows[1].wish, around) if row.kind is Kind.CURRENT]
    assert [False, True] == other


def test_one_register_is_no_choice(people: City) -> None:
    """Nothing is asked where there is nothing to choose."""
    around = _around(people, TARO)
    current = tuple(each for each in around.families.kosekis if each.state is KosekiState.CURRENT)
    alone = replace(around, families=Families(current[:1], ()))
    assert () == choices_of(Wish(Certificate.KOSEKI_ZENBU, TARO), alone)


def test_whose_entries_of_a_register(people: City) -> None:
    """The subject's, unless others are chosen; of an 附票 only where it is a part."""
    around = _around(people, TARO)
    wish = Wish(Certificate.KOSEKI_KOJIN, TARO)
    on = [row.name for row in choices_of(wish, around) if row.kind is Kind.BLOCK and row.on]
    assert ["太郎"] == on
    both = _of(choices_of(wish, around), Kind.BLOCK, "花子").wish
    assert (0, 1) == both.family.persons
    assert [] == [row for row in choices_of(Wish(Certificate.FUHYO, TARO), around) if row.kind is Kind.BLOCK]


def test_a_relative_may_be_the_subject(people: City) -> None:
    """Another subject begins with its own newest register."""
    around = replace(_around(people, TARO), relatives=(Relative(TARO, "太郎"), Relative(HANAKO, "花子")))
    rows = choices_of(Wish(Certificate.KOSEKI_ZENBU, TARO), around)
    chosen = _of(rows, Kind.SUBJECT, "花子").wish
    assert (HANAKO, None) == (chosen.subject, chosen.family.id)
    assert [True, False] == [row.on for row in rows if row.kind is Kind.SUBJECT]


def test_which_notification_and_on_which_paper(people: City) -> None:
    """The newest on ordinary paper, unless another is asked for; fine paper is a certificate of its own."""
    around = _around(people, TARO)
    rows = choices_of(Wish(Certificate.JURI, TARO), around)
    events = [row for row in rows if row.kind is Kind.EVENT]
    assert (1, None) == (sum(row.on for row in events), next(row for row in events if row.on).wish.family.event)
    older = next(row for row in events if not row.on)
    assert older.day is not None
    assert older.wish.family.event is not None
    assert Certificate.JURI_JOSHITSU is _of(rows, Kind.FINE).wish.certificate
    plain = replace(around, made=frozenset({Certificate.JURI}))
    assert Kind.FINE not in {row.kind for row in choices_of(Wish(Certificate.JURI, TARO), plain)}


def test_which_removed_record(people: City) -> None:
    """Who left twice has two; the newest is the usual one."""
    around = _around(people, HARUKA)
    (once,) = around.removed
    twice = replace(around, removed=(replace(once, removed=once.removed.replace(year=2001)), once))
    rows = [row for row in choices_of(Wish(Certificate.JOHYO, HARUKA), twice) if row.kind is Kind.REMOVAL]
    assert [False, True] == [row.on for row in rows]
    assert [2001, None] == [row.wish.removed and row.wish.removed.year for row in rows]
    assert Kind.REMOVAL not in {row.kind for row in choices_of(Wish(Certificate.JOHYO, HARUKA), around)}


@pytest.mark.parametrize("certificate", list(Certificate))
def test_every_choice_leads_somewhere(people: City, certificate: Certificate) -> None:
    """What is off comes on when chosen, unless it is barred; the subject's certificate stays what it was."""
    around = _around(people, TARO)
    for row in choices_of(Wish(certificate, TARO), around):
        if not row.on and not row.barred:
            what = (row.kind, row.name, row.day)
            again = choices_of(row.wish, around)
            assert [True] == [each.on for each in again if (each.kind, each.name, each.day) == what]
