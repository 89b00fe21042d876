"""受理証明書, plain and on 上質紙, and 身分証明書."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branch_app.documents.readback import as_read, fronts, read_back, subject_read_back
from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.errors import RecordIncomplete
from branch_app.domain.records.koseki import Koseki
from branch_app.domain.records.snapshots import JuriSnapshot, MibunSnapshot
from tests.fakes.long_families import KOSEKI, TARO, WEDDING, event, juri, mibun
from tests.fakes.paper_seals import steady_seals
from tests.fakes.papers import HEAD, RESOURCES, order
from tests.unit.documents.ink import crossings
from tests.unit.documents.writing import GIVEN, PROSE

RENDERER = PaperRenderer(RESOURCES, steady_seals())


def runs(snapshot: JuriSnapshot | MibunSnapshot) -> list[str]:
    """Every run of text on the paper."""
    return [run for page in fronts(read_back(RENDERER.render(order(snapshot)).pdf)) for run in page.runs]


def of(*items: tuple[str, str]) -> Koseki:
    """The 戸籍 whose 筆頭者's only event has those items."""
    return replace(KOSEKI, persons=(replace(TARO, events=(event("婚姻", WEDDING, *items),)), *KOSEKI.persons[1:]))


@pytest.mark.parametrize("fine", [False, True])
def test_a_wedding_was_accepted_on_its_day(fine: bool) -> None:
    """創設的届出: it happens by being accepted."""
    shown = runs(juri(fine=fine))
    assert "上記の届出は、平成16年6月12日に受理したことを証明する。" in shown
    assert {HEAD.name, KOSEKI.honseki, "昭和50年4月1日", "見本\u3000花子"} <= set(shown)


@pytest.mark.parametrize("fine", [False, True])
def test_a_birth_was_accepted_when_it_was_notified(fine: bool) -> None:
    """報告的届出: 届出日, not the day of birth."""
    assert "上記の届出は、昭和50年4月28日に受理したことを証明する。" in runs(juri(0, fine=fine))


def test_the_plain_one_shows_every_item() -> None:
    """As labelled fields below those of the person."""
    shown = runs(juri())
    fields = ["届出事件", "婚姻届", "氏名", HEAD.name, "生年月日", "昭和50年4月1日", "本籍", KOSEKI.honseki]
    fields += ["筆頭者", KOSEKI.hittousha]
    fields += [text for item in TARO.events[1].items for text in (item.label, item.text)]
    start = shown.index("届出事件")
    assert fields == shown[start : start + len(fields)]


def test_the_fine_one_names_whom_it_joins() -> None:
    """Items that are 氏名 and no others."""
    shown = runs(juri(fine=True))
    assert ["婚\u3000姻\u3000届", "配偶者氏名"] == [
        run for run in shown if run in {"婚\u3000姻\u3000届", "配偶者氏名"}
    ]
    assert "従前戸籍" not in shown


def test_a_plain_one_with_many_items_flows_over() -> None:
    """Forty items: three pages, each item once, certified on the last."""
    items = [(f"記録{number}", f"{number}番の事項") for number in range(40)]
    paper = RENDERER.render(order(juri(0, of(*items))))
    shown = [page.runs for page in fronts(read_back(paper.pdf))]
    assert [text for _, text in items] == [run for page in shown for run in page if run.endswith("番の事項")]
    assert [False, False, False, True] == [any("証明する。" in run for run in page) for page in shown]


def test_a_fine_one_that_has_no_room_is_refused() -> None:
    """Nine parties are more than a sheet holds: by item, before anything is drawn."""
    whole = of(*((f"{number}人目の氏名", "見本\u3000太郎") for number in range(9)))
    with pytest.raises(RecordIncomplete) as refused:
        RENDERER.render(order(juri(0, whole, fine=True)))
    assert {"item": "persons[0].events[0]", "problem": "too_long"} == refused.value.facts


def test_a_status_certificate_denies_three_notices() -> None:
    """禁治産・準禁治産, 後見の登記, 破産, of one person named with 本籍 and 筆頭者."""
    shown = runs(mibun())
    assert {HEAD.name, KOSEKI.honseki, "昭和50年4月1日", "上記のとおり相違ないことを証明する。"} <= set(shown)
    assert [
        "1\u3000禁治産又は準禁治産の宣告の通知を受けていない。",
        "2\u3000後見の登記の通知を受けていない。",
        "3\u3000破産宣告又は破産手続開始決定の通知を受けていない。",
    ] == [run for run in shown if run.endswith("の通知を受けていない。") and run[0].isdigit()]


@given(
    surname=GIVEN, given_name=GIVEN, honseki=PROSE, items=st.lists(st.tuples(GIVEN, PROSE), min_size=1, max_size=5)
)
@settings(max_examples=20)
def test_whatever_they_say_comes_back_and_stays_between_its_rules(
    surname: str, given_name: str, honseki: str, items: list[tuple[str, str]]
) -> None:
    """Names and items exact as read by pdfium from the bytes; no rule is touched."""
    surname = surname.partition("\u3000")[0] or "菅"
    name = f"{surname}\u3000{given_name}"
    whole = replace(of(*items), honseki=honseki, hittousha=name)
    whole = replace(whole, persons=(replace(whole.persons[0], name=given_name), *whole.persons[1:]))
    for snapshot in (juri(0, whole), juri(0, whole, fine=True), mibun(whole)):
        pdf = RENDERER.render(order(snapshot)).pdf
        shown = "".join(run for page in fronts(read_back(pdf)) for run in page.runs)
        assert [as_read([name])] == [as_read([read]) for read in subject_read_back(pdf).names]
        assert honseki in shown
        assert [] == crossings(pdf)
        if snapshot == juri(0, whole):
            assert all(label in shown and text in shown for label, text in items)
