"""戸籍全部事項証明書, 個人事項証明書, those of a 除籍 and of a 改製原戸籍: what they say, on how many pages."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branch_app.documents.readback import as_read, fronts, read_back, subject_read_back
from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.records.koseki import Koseki, KosekiEvent
from branch_app.domain.records.snapshots import KosekiSnapshot
from tests.fakes.long_families import (
    CLOSED,
    HANAKO,
    KOSEKI,
    MADE,
    REFORMED,
    REMOVED,
    SAKURA,
    TARO,
    event,
    eventful,
    koseki,
)
from tests.fakes.paper_seals import steady_seals
from tests.fakes.papers import RESOURCES, order
from tests.unit.documents.ink import crossings
from tests.unit.documents.writing import GIVEN, PROSE

RENDERER = PaperRenderer(RESOURCES, steady_seals())


def pages(snapshot: KosekiSnapshot) -> list[tuple[str, ...]]:
    """Every run of text, page by page."""
    return [page.runs for page in fronts(read_back(RENDERER.render(order(snapshot)).pdf))]


def text(snapshot: KosekiSnapshot) -> str:
    """All pages in the order of drawing."""
    return "".join(run for page in pages(snapshot) for run in page)


@pytest.mark.parametrize(
    ("whole", "shown", "title", "statement"),
    [
        (KOSEKI, None, "戸籍全部事項証明書", "これは、戸籍に記録されている事項の全部を証明した書面である。"),
        (KOSEKI, (1,), "戸籍個人事項証明書", "これは、戸籍中の一部の者について記録されている事項の全部を証明した"),
        (REMOVED, None, "除籍全部事項証明書", "これは、除籍に記録されている事項の全部を証明した書面である。"),
        (REMOVED, (0,), "除籍個人事項証明書", "これは、除籍中の一部の者について記録されている事項の全部を証明した"),
        (REFORMED, None, "改製原戸籍全部事項証明書", "これは、改製原戸籍に記録されている事項の全部を証明した"),
        (REFORMED, (2,), "改製原戸籍個人事項証明書", "これは、改製原戸籍中の一部の者について記録されている"),
    ],
)
def test_title_and_certification_by_state_and_scope(
    whole: Koseki, shown: tuple[int, ...] | None, title: str, statement: str
) -> None:
    """The title on every page, the certification on the last alone."""
    *before, last = pages(koseki(whole, shown))
    assert all(title == "".join(page[0].split()) for page in (*before, last))
    assert statement in "".join(last)
    assert "証明した書面" not in "".join(run for page in before for run in page)


def test_each_person_has_their_block() -> None:
    """【名】【生年月日】【父】【母】【続柄】 and the items of each event behind their labels."""
    shown = text(koseki(shown=(0,)))
    identity = "【名】邉\U000e0110太郎【生年月日】昭和50年4月1日【父】𠮷野\u3000一郎【母】和子【続柄】長男"
    assert identity in shown
    assert (
        "出生【出生日】昭和50年4月1日【出生地】神奈川県川崎市多摩区【届出日】昭和50年4月28日【届出人】父" in shown
    )
    assert "婚姻【婚姻日】平成16年6月12日【配偶者氏名】見本\u3000花子【従前戸籍】" in shown


def test_a_part_shows_nobody_else() -> None:
    """But the 筆頭者 as 氏名 of the 戸籍, and 戸籍事項."""
    shown = text(koseki(shown=(1,)))
    assert KOSEKI.hittousha in shown
    assert "【編製日】平成16年6月12日" in shown
    assert HANAKO.name in shown
    assert "翔" not in shown
    assert "さくら" not in shown


def test_who_was_taken_out_and_what_is_closed_says_so() -> None:
    """除籍 in a frame beside the person, and beside 本籍 and 氏名 of a closed 戸籍, on every page."""
    assert "除籍" not in text(koseki(shown=(0,)))
    assert 1 == text(koseki(replace(KOSEKI, persons=(TARO, SAKURA)), shown=(0, 1))).count("除籍")
    assert all("除籍" in page for page in pages(koseki(REMOVED)))
    assert all("改製原戸籍" in page for page in pages(koseki(REFORMED)))


def test_a_parent_nobody_knows_is_said_to_be_empty() -> None:
    """Nothing can be typed behind 【母】."""
    assert "【母】【空欄】" in text(koseki(replace(KOSEKI, persons=(TARO, SAKURA)), shown=(0, 1)))


def test_forty_events_flow_over_pages() -> None:
    """Every one once and in order; every page numbered; whose events go on stands on each page."""
    whole = koseki(eventful(40))
    paper = RENDERER.render(order(whole))
    said = subject_read_back(paper.pdf)
    runs = [page.runs for page in fronts(read_back(paper.pdf))]
    assert tuple(f"{page}／{paper.pages}" for page in range(1, paper.pages + 1)) == said.pages
    assert (KOSEKI.hittousha, "邉\U000e0110太郎", "花子", "翔", "さくら") == said.names
    days = [happened.items[0].text for happened in eventful(40).persons[0].events]
    found = [page[at + 1] for page in runs for at, run in enumerate(page) if run in {"【縁組日】", "【離縁日】"}]
    assert days[1:] == found
    going_on = [page for page in runs if "身分事項（続き）" in page]
    assert 3 <= len(going_on) < paper.pages
    assert all("【名】" in page for page in going_on)


def test_no_heading_is_left_at_the_foot_of_a_page() -> None:
    """What ends a page is an item, whatever number of events comes before."""
    headings = {"戸籍に記録されている者", "身分事項", "身分事項（続き）", "【名】", "戸籍事項", "出生", "養子縁組"}
    for count in range(3, 40, 3):
        for page in pages(koseki(eventful(count)))[:-1]:
            foot = page[page.index("（次の頁に続く）") - 1]
            assert foot not in headings
            assert page[page.index("（次の頁に続く）") - 2].startswith("【")


def test_an_event_longer_than_a_page_loses_nothing() -> None:
    """Line by line, over as many pages as it takes."""
    long = "".join(f"第{number}項の記載\u3000" for number in range(1, 700)).strip()
    whole = replace(KOSEKI, persons=(replace(TARO, events=(event("追完", date(2005, 1, 1), ("記録", long)),)),))
    shown = text(koseki(whole))
    found = [number for number in range(1, 700) if f"第{number}項" in shown]
    assert list(range(1, 700)) == found
    assert [] == crossings(RENDERER.render(order(koseki(whole))).pdf)


def test_a_label_wider_than_its_column_stands_above_its_text() -> None:
    """And keeps its brackets."""
    label = "特別養子縁組の監護の開始に関する届出の年月日及びこれを受理した者の職氏名"
    whole = replace(KOSEKI, events=(event("戸籍編製", MADE.day, (label, "平成16年6月12日")),))
    shown = text(koseki(whole))
    assert f"【{label}】平成16年6月12日" in shown
    assert [] == crossings(RENDERER.render(order(koseki(whole))).pdf)


def test_a_koseki_without_events_says_that_there_are_none() -> None:
    """【空欄】 for 戸籍事項 and for 身分事項."""
    bare = replace(KOSEKI, events=(), persons=(replace(TARO, events=()),))
    assert 2 == text(koseki(bare)).count("【空欄】")


EVENTS = st.lists(
    st.tuples(GIVEN, PROSE).map(lambda said: event("縁組", CLOSED.day, ("養親氏名", said[0]), ("記録", said[1]))),
    max_size=8,
)
FAMILIES = st.lists(st.tuples(GIVEN, EVENTS, st.booleans()), min_size=1, max_size=5)


@given(family=FAMILIES, surname=GIVEN, honseki=PROSE)
@settings(max_examples=25)
def test_whatever_a_koseki_holds_comes_back_and_stays_between_its_rules(
    family: list[tuple[str, list[KosekiEvent], bool]], surname: str, honseki: str
) -> None:
    """Names, texts of events, 本籍: exact as read by pdfium from the bytes, and no rule is touched."""
    persons = tuple(
        replace(TARO, name=name, events=tuple(events), removed=removed) for name, events, removed in family
    )
    hittousha = f"{surname}\u3000{family[0][0]}"
    snapshot = koseki(replace(KOSEKI, honseki=honseki, hittousha=hittousha, persons=persons))
    pdf = RENDERER.render(order(snapshot)).pdf
    names = (hittousha, *(person.name for person in persons))
    shown = "".join(run for page in fronts(read_back(pdf)) for run in page.runs)
    assert [as_read([name]) for name in names] == [as_read([name]) for name in subject_read_back(pdf).names]
    assert honseki in shown
    assert all(item.text in shown for person in persons for happened in person.events for item in happened.items)
    assert [] == crossings(pdf)
