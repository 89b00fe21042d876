"""What each certificate shows, leaves out, and on how many sheets."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from branch_app.documents.readback import fronts, read_back, subject_read_back
from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.records.certificate import Issuer, PrintOrder
from branch_app.ports import Renderer
from tests.fakes.papers import (
    DAUGHTER,
    EVERYTHING,
    FAMILY,
    HEAD,
    RESOURCES,
    SON,
    WIFE,
    inkan,
    juminhyo,
    kisaijiko,
    members,
    order,
)


def runs(renderer: PaperRenderer, wanted: PrintOrder) -> list[str]:
    """Every run of text on the paper."""
    return [run for page in fronts(read_back(renderer.render(wanted).pdf)) for run in page.runs]


def test_it_is_a_renderer(renderer: PaperRenderer) -> None:
    """The port's shape, checked by the type checker as well."""
    port: Renderer = renderer
    assert port is renderer


@pytest.mark.parametrize("count", range(1, 13))
def test_four_persons_a_sheet(renderer: PaperRenderer, count: int) -> None:
    """Every member once, in order; every sheet numbered n／N; number and job on each."""
    wanted = order(juminhyo(members(count)))
    paper = renderer.render(wanted)
    sheets = (count + 3) // 4
    said = subject_read_back(paper.pdf)
    assert sheets == paper.pages
    assert tuple(member.name for member in members(count)) == said.names
    assert tuple(f"{page}／{sheets}" for page in range(1, sheets + 1)) == said.pages
    assert ({wanted.number}, {wanted.job}) == (set(said.numbers), set(said.jobs))


def test_items_are_left_out_unless_asked_for(renderer: PaperRenderer) -> None:
    """世帯主・続柄, 本籍・筆頭者, 住民票コード (住民基本台帳法 12条5項): the head, and four places a person."""
    shown = runs(renderer, order(juminhyo((HEAD, WIFE))))
    assert shown.count("【省略】") == 1 + 2 * 4
    assert not {HEAD.honseki, HEAD.juminhyo_code, "世帯主\u3000", "妻"} & set(shown)


def test_items_asked_for_are_shown(renderer: PaperRenderer) -> None:
    """And chained relationships are read from left to right: 12 + 20 is 妻の子."""
    shown = runs(renderer, order(juminhyo(options=EVERYTHING)))
    assert "【省略】" not in shown
    assert {HEAD.honseki, HEAD.juminhyo_code, "妻", "子", "妻の子"} <= set(shown)


def test_an_empty_item_says_so(renderer: PaperRenderer) -> None:
    """【空欄】 for the son's 住所を定めた年月日, 前住所, 旧氏 and 転出予定."""
    assert runs(renderer, order(juminhyo((SON,)))).count("【空欄】") == 4


def test_unused_places_are_filled(renderer: PaperRenderer) -> None:
    """Nothing can be added to three free places: ＊＊＊ in all fourteen items of each."""
    assert runs(renderer, order(juminhyo((HEAD,)))).count("＊＊＊") == 3 * 14


def test_a_part_shows_only_those_asked_for(renderer: PaperRenderer) -> None:
    """And says that it is a part."""
    pdf = renderer.render(order(juminhyo(shown=(WIFE, DAUGHTER)))).pdf
    assert (WIFE.name, DAUGHTER.name) == subject_read_back(pdf).names
    text = "".join(fronts(read_back(pdf))[0].runs)
    assert "この写しは、世帯の一部の住民票の原本と相違ないことを証明する。" in text
    assert HEAD.name not in text


def test_only_the_last_sheet_is_certified(renderer: PaperRenderer) -> None:
    """The others say that they go on."""
    pages = fronts(read_back(renderer.render(order(juminhyo(members(9)))).pdf))
    certified = [any("証明する。" in run for run in page.runs) for page in pages]
    continued = ["（次の頁に続く）" in page.runs for page in pages]
    assert ([False, False, True], [True, True, False]) == (certified, continued)


@pytest.mark.parametrize(("issued", "rows"), [(date(2025, 5, 25), 0), (date(2025, 5, 26), 4)])
def test_kana_stand_on_the_paper_from_their_day_on(renderer: PaperRenderer, issued: date, rows: int) -> None:
    """振り仮名 is a dated item (tables/paper.toml)."""
    assert runs(renderer, order(juminhyo(), issued=issued)).count("振り仮名") == rows


def test_data_older_than_the_day_say_their_date(renderer: PaperRenderer) -> None:
    """And data of the day say nothing."""
    wanted = replace(order(kisaijiko()), data_as_of=date(2025, 11, 1))
    note = "この証明書は、令和7年11月1日現在の記録により作成したものです。"
    assert note in runs(renderer, wanted)
    assert note not in runs(renderer, order(kisaijiko()))


def test_the_first_year_of_an_era_is_gannen(renderer: PaperRenderer) -> None:
    """Issued on the first day of 令和."""
    born = replace(HEAD, address_since=None)
    assert "令和元年5月1日" in runs(renderer, order(kisaijiko(born), issued=date(2019, 5, 1)))


def test_a_seal_certificate_shows_no_sex(renderer: PaperRenderer) -> None:
    """氏名, 生年月日, 住所 and the 印影."""
    shown = runs(renderer, order(inkan()))
    assert not {"性別", "男", "女"} & set(shown)
    assert {"氏名", "生年月日", "住所", "印影", HEAD.name, "昭和50年4月1日"} <= set(shown)


def test_a_purpose_stands_on_the_paper(renderer: PaperRenderer) -> None:
    """年金現況届, for which it is free."""
    assert "年金現況届" in runs(renderer, order(kisaijiko(purpose="年金現況届")))


def test_a_black_seal_says_that_it_is_black(renderer: PaperRenderer) -> None:
    """So that a paper does not pass for a copy, nor a copy for a paper."""
    assert "この印は黒色です" in runs(renderer, order(inkan()))


def test_specimen_stands_across_every_sheet(renderer: PaperRenderer) -> None:
    """Training paper is no certificate."""
    wanted = replace(order(juminhyo(members(5))), specimen=True)
    pages = fronts(read_back(renderer.render(wanted).pdf))
    assert [True, True] == ["見本" in page.runs for page in pages]
    assert "見本" not in runs(renderer, order(juminhyo()))


SAME_BYTES = """
import hashlib, sys
from branch_app.documents.renderer import PaperRenderer
from tests.fakes.paper_seals import steady_seals
from tests.fakes.papers import RESOURCES, juminhyo, members, order
print(hashlib.sha256(PaperRenderer(RESOURCES, steady_seals()).render(order(juminhyo(members(5)))).pdf).hexdigest())
"""


def test_the_same_order_gives_the_same_bytes_in_every_process() -> None:
    """Whatever the time zone, the hash seed, or what was rendered before: a digest names the paper."""
    digests = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(RESOURCES.parent)}
        run = subprocess.run(
            [sys.executable, "-c", SAME_BYTES], env=environment, check=True, capture_output=True, timeout=60
        )
        digests.add(run.stdout)
    assert len(digests) == 1


def test_threads_never_mix_their_papers(renderer: PaperRenderer) -> None:
    """Forty papers of four people drawn at once: each is the one drawn alone."""
    wanted = [order(kisaijiko(member)) for member in FAMILY] * 10
    alone = [renderer.render(one).pdf for one in wanted[:4]] * 10
    with ThreadPoolExecutor(4) as pool:
        assert alone == [paper.pdf for paper in pool.map(renderer.render, wanted)]


def test_who_acts_for_the_mayor_signs_on_two_lines(renderer: PaperRenderer) -> None:
    """職務代理者: for whom on the first, own office and name on the second, on every kind of paper."""
    acting = Issuer("川崎市長職務代理者\u3000川崎市副市長", "見\u3000本\u3000次\u3000郎", "菅行政サービスコーナー")
    for snapshot in (juminhyo(), kisaijiko(), inkan()):
        shown = runs(renderer, replace(order(snapshot), issuer=acting))
        assert {"川崎市長職務代理者", "川崎市副市長\u3000\u3000見\u3000本\u3000次\u3000郎"} <= set(shown)
