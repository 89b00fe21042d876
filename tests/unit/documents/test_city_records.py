"""課税・非課税・免除, 登録原票記載事項 and the form of the pension office."""

from dataclasses import replace
from datetime import date

import pytest

from branch_app.documents.genkyo import PURPOSE
from branch_app.documents.kazei import fiscal_year_text
from branch_app.documents.readback import read_back, subject_read_back
from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.errors import RecordIncomplete
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.snapshots import KisaijikoItem, Snapshot
from branch_app.domain.records.tax import TaxAmount, TaxRecord
from branch_app.strings import purpose_text
from tests.fakes.city_records import (
    ALIEN,
    BEFORE_THE_LAW,
    EXEMPT,
    TAXED,
    UNDECLARED,
    UNTAXED,
    genpyo,
    kazei,
)
from tests.fakes.newcomers import ANA
from tests.fakes.papers import ADDRESS, HEAD, WIFE, kisaijiko, order
from tests.unit.documents.ink import crossings


def runs(renderer: PaperRenderer, wanted: PrintOrder) -> list[str]:
    """Every run of text on the paper."""
    return [run for page in read_back(renderer.render(wanted).pdf) for run in page.runs]


def refusal(renderer: PaperRenderer, snapshot: Snapshot) -> dict[str, str | int]:
    """The facts of the refusal."""
    with pytest.raises(RecordIncomplete) as refused:
        renderer.render(order(snapshot))
    return refused.value.facts


@pytest.mark.parametrize(
    ("record", "title"),
    [
        (TAXED, "市民税・県民税課税額証明書"),
        (UNTAXED, "市民税・県民税非課税証明書"),
        (EXEMPT, "市民税・県民税免除証明書"),
    ],
    ids=["taxed", "untaxed", "exempt"],
)
def test_the_standing_names_the_certificate(renderer: PaperRenderer, record: TaxRecord, title: str) -> None:
    """課税, 非課税, 免除; each says so in its own words at the foot."""
    pdf = renderer.render(order(kazei(record))).pdf
    assert title in read_back(pdf)[0].runs
    assert (HEAD.name,) == subject_read_back(pdf).names
    assert [] == crossings(pdf)


def test_it_says_income_deductions_dependants_and_both_taxes(renderer: PaperRenderer) -> None:
    """With the sums, and the address of 1 January beside that of today."""
    shown = set(runs(renderer, order(kazei())))
    assert {"給与所得", "4,820,000円", "4,940,000円", "1,786,000円", "2人"} <= shown
    assert {"184,700円", "47,400円", "232,100円"} <= shown
    assert {ADDRESS, TAXED.address, "令和7年1月1日"} <= shown


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (2025, "令和7年度（令和6年1月1日から令和6年12月31日までの所得）"),
        (2019, "令和元年度（平成30年1月1日から平成30年12月31日までの所得）"),
        (2020, "令和2年度（平成31年1月1日から令和元年12月31日までの所得）"),
        (2011, "平成23年度（平成22年1月1日から平成22年12月31日までの所得）"),
    ],
)
def test_a_year_is_named_by_the_era_of_its_first_certificates(year: int, text: str) -> None:
    """2019 is 令和元年度: its certificates began in June, after the era did."""
    assert text == fiscal_year_text(year)


def test_nothing_is_certified_of_who_declared_nothing(renderer: PaperRenderer) -> None:
    """未申告, nor of another person's record."""
    for snapshot in (kazei(UNDECLARED), kazei(replace(TAXED, resident=WIFE.id))):
        assert {"item": "subject", "problem": "contradictory"} == refusal(renderer, snapshot)


@pytest.mark.parametrize("count", [0, 1, 7, 8, 14])
def test_lines_of_income_get_narrower_and_none_is_lost(renderer: PaperRenderer, count: int) -> None:
    """Up to fourteen; places left over are filled."""
    lines = tuple(TaxAmount(f"所得の種類{number}", 1_000 * number) for number in range(count))
    pdf = renderer.render(order(kazei(replace(TAXED, income=lines)))).pdf
    shown = read_back(pdf)[0].runs
    assert {line.label for line in lines} <= set(shown)
    assert max(7, count) - count + max(7, count) - 5 == shown.count("＊＊＊")
    assert [] == crossings(pdf)


def test_more_lines_than_the_sheet_has_are_refused(renderer: PaperRenderer) -> None:
    """Never left out."""
    lines = tuple(TaxAmount(f"所得の種類{number}", 1_000) for number in range(15))
    assert {"item": "income", "problem": "too_long"} == refusal(renderer, kazei(replace(TAXED, income=lines)))


def test_a_genpyo_says_every_item_of_the_record(renderer: PaperRenderer) -> None:
    """With the 通称名, which is never left out."""
    pdf = renderer.render(order(genpyo(), issued=BEFORE_THE_LAW)).pdf
    shown = set(read_back(pdf)[0].runs)
    days = {"昭和36年4月5日", "昭和60年6月1日", "昭和60年6月10日", "平成25年6月9日"}
    assert {ALIEN.number, ALIEN.name, "金田\u3000英洙", "韓国", ADDRESS, "日本人の配偶者等", "3年", *days} <= shown
    assert (ALIEN.name,) == subject_read_back(pdf).names
    assert [] == crossings(pdf)


def test_a_genpyo_fills_what_the_standing_does_not_have(renderer: PaperRenderer) -> None:
    """Born here with no term: 上陸許可, 期間 and 満了日 are ＊＊＊; no 通称名 is 【空欄】."""
    settled = replace(ALIEN, stay="特別永住者", period=None, expires=None, landed=None, alias=None)
    shown = runs(renderer, order(genpyo(settled), issued=BEFORE_THE_LAW))
    assert (3, 1) == (shown.count("＊＊＊"), shown.count("【空欄】"))


def test_another_persons_genpyo_is_refused(renderer: PaperRenderer) -> None:
    """Subject and record belong together."""
    wrong = replace(genpyo(), subject=HEAD.id)
    assert {"item": "subject", "problem": "contradictory"} == refusal(renderer, wrong)


def test_the_pension_offices_form_is_made_for_its_purpose(renderer: PaperRenderer) -> None:
    """The purpose of the exemption table in words is the form's name; below it stand the chosen items."""
    assert PURPOSE == purpose_text("nenkin_genkyo")
    pdf = renderer.render(order(kisaijiko(purpose=PURPOSE))).pdf
    shown = set(read_back(pdf)[0].runs)
    assert {PURPOSE, "基礎年金番号", "年金コード", HEAD.name, ADDRESS} <= shown
    assert "住民票記載事項証明書" not in shown
    assert (HEAD.name,) == subject_read_back(pdf).names
    assert [] == crossings(pdf)


def test_the_form_has_room_for_every_item(renderer: PaperRenderer) -> None:
    """Of a foreign pensioner too."""
    for person in (HEAD, ANA):
        every = replace(kisaijiko(person, PURPOSE), items=tuple(KisaijikoItem))
        assert [] == crossings(renderer.render(order(every, issued=date(2026, 11, 26))).pdf)
