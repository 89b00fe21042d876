"""戸籍の附票の写し and 除附票の写し: what stands on them since when, and on how many pages."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branch_app.documents.readback import as_read, fronts, read_back, subject_read_back
from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.records.koseki import FuhyoAddress, FuhyoPerson, KosekiState
from branch_app.domain.records.snapshots import FuhyoSnapshot
from tests.fakes.long_families import FUHYO, fuhyo, moved
from tests.fakes.paper_seals import steady_seals
from tests.fakes.papers import HEAD, RESOURCES, TODAY, order
from tests.unit.documents.ink import crossings
from tests.unit.documents.writing import GIVEN, PROSE

RENDERER = PaperRenderer(RESOURCES, steady_seals())
SINCE = date(2022, 1, 11)


def pages(snapshot: FuhyoSnapshot, issued: date = TODAY) -> list[tuple[str, ...]]:
    """Every run of text, page by page."""
    return [page.runs for page in fronts(read_back(RENDERER.render(order(snapshot, issued)).pdf))]


def runs(snapshot: FuhyoSnapshot, issued: date = TODAY) -> list[str]:
    """All pages in the order of drawing."""
    return [run for page in pages(snapshot, issued) for run in page]


def test_birth_and_sex_always_stand_on_it() -> None:
    """Since 2022-01-11, of everybody shown."""
    shown = runs(fuhyo(), SINCE)
    assert (4, 4) == (shown.count("生年月日"), shown.count("性別"))
    assert "昭和50年4月1日" in shown
    assert 2 == shown.count("女")


def test_honseki_is_left_out_unless_asked_for() -> None:
    """Since that day: 【省略】 for 本籍 and 筆頭者."""
    assert 2 == runs(fuhyo(), SINCE).count("【省略】")
    asked = runs(fuhyo(honseki=True), SINCE)
    assert "【省略】" not in asked
    assert {FUHYO.honseki, FUHYO.hittousha} <= set(asked)


def test_before_that_day_it_was_the_other_way_round() -> None:
    """本籍 and 筆頭者 always, birth and sex never."""
    shown = runs(fuhyo(moved([2, 2]), honseki=True), date(2012, 3, 15))
    assert {FUHYO.honseki, FUHYO.hittousha} <= set(shown)
    assert not {"生年月日", "性別", "男", "女", "【省略】"} & set(shown)


def test_names_are_whole_although_the_register_holds_given_names() -> None:
    """The surname is that of the 筆頭者, who may be left out."""
    expected = (HEAD.name, "𠮷野\u3000花子", "𠮷野\u3000翔", "𠮷野\u3000さくら")
    assert expected == subject_read_back(RENDERER.render(order(fuhyo())).pdf).names


@pytest.mark.parametrize(
    ("state", "shown", "title", "statement"),
    [
        (
            KosekiState.CURRENT,
            None,
            "戸籍の附票の写し",
            "この写しは、戸籍の附票の全部の原本と相違ないことを証明する。",
        ),
        (
            KosekiState.CURRENT,
            (0,),
            "戸籍の附票の写し",
            "この写しは、戸籍の附票の一部の原本と相違ないことを証明する。",
        ),
        (KosekiState.REMOVED, None, "戸籍の除附票の写し", "この写しは、戸籍の除附票の全部の原本と相違ないこと"),
    ],
)
def test_title_and_certification_by_state_and_scope(
    state: KosekiState, shown: tuple[int, ...] | None, title: str, statement: str
) -> None:
    """And whose addresses it shows."""
    said = runs(fuhyo(replace(FUHYO, state=state), shown))
    assert "\u3000".join(title) == said[0]
    assert statement in "".join(said)
    assert ("𠮷野\u3000さくら" in said) is (shown is None)


def test_a_day_nobody_knows_is_said_to_be_empty() -> None:
    """The third address of the first person."""
    assert 1 == runs(fuhyo(moved([3, 1]))).count("【空欄】")


def test_who_was_taken_out_says_so() -> None:
    """除籍 beside that person alone."""
    assert 1 == runs(fuhyo()).count("除籍")


@pytest.mark.parametrize(
    ("count", "sheets"), [(1, 1), (2, 1), (19, 1), (20, 2), (30, 2), (38, 2), (39, 3), (57, 3), (58, 4)]
)
def test_addresses_flow_over_pages(count: int, sheets: int) -> None:
    """Every one once and in order, numbered; whose they are stands on each page."""
    paper = RENDERER.render(order(fuhyo(moved([count]))))
    said = subject_read_back(paper.pdf)
    shown = [page.runs for page in fronts(read_back(paper.pdf))]
    found = [run for page in shown for run in page if run.endswith("号室")]
    assert sheets == paper.pages
    assert tuple(f"{page}／{sheets}" for page in range(1, sheets + 1)) == said.pages
    assert [address.address for address in moved([count]).persons[0].addresses] == found
    assert all(HEAD.name in page for page in shown)
    assert [False] + [True] * (sheets - 1) == ["（続き）" in page for page in shown]
    assert [False] * (sheets - 1) + [True] == [any("証明する。" in run for run in page) for page in shown]


def test_no_person_begins_at_the_foot_of_a_page() -> None:
    """Two addresses, or the only one, stand below the name."""
    for count in range(1, 25):
        for page in pages(fuhyo(moved([count, 9])))[:-1]:
            foot = page.index("（次の頁に続く）")
            assert page[foot - 2].endswith("号室")
            assert "住所を定めた年月日" not in page[foot - 4 : foot]


ADDRESSES = st.lists(
    st.tuples(PROSE, st.one_of(st.none(), st.dates(date(1873, 1, 1), TODAY))).map(lambda row: FuhyoAddress(*row)),
    min_size=1,
    max_size=12,
)
PEOPLE = st.lists(st.tuples(GIVEN, ADDRESSES, st.booleans()), min_size=1, max_size=5)


@given(people=PEOPLE, surname=GIVEN, honseki=st.booleans())
@settings(max_examples=25)
def test_whatever_a_fuhyo_holds_comes_back_and_stays_between_its_rules(
    people: list[tuple[str, list[FuhyoAddress], bool]], surname: str, honseki: bool
) -> None:
    """Names and addresses exact as read by pdfium from the bytes, and no rule is touched."""
    persons = tuple(
        FuhyoPerson(HEAD.id, name, HEAD.birth, HEAD.sex, removed, tuple(addresses))
        for name, addresses, removed in people
    )
    surname = surname.partition("\u3000")[0] or "菅"
    whole = replace(FUHYO, hittousha=f"{surname}\u3000{people[0][0]}", persons=persons)
    pdf = RENDERER.render(order(fuhyo(whole, honseki=honseki))).pdf
    names = [as_read([f"{surname}\u3000{person.name}"]) for person in persons]
    shown = "".join(run for page in fronts(read_back(pdf)) for run in page.runs)
    assert names == [as_read([name]) for name in subject_read_back(pdf).names]
    assert all(address.address in shown for person in persons for address in person.addresses)
    assert [] == crossings(pdf)
