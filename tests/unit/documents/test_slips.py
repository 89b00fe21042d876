"""日計表, 納入書, 調定額内訳書, 交付請求書: the figures of their order, on one sheet; they look as kept.

After a change of layout that is meant: ``python -m tests.unit.documents.test_slips``, look, commit.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from branch_app.documents.readback import read_back
from branch_app.documents.request_form import MOST_LINES
from branch_app.documents.slips import SlipPapers
from branch_app.domain.errors import GlyphMissing, RecordIncomplete
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.day_sheet import CashBalance, CashLine, SoldLine
from branch_app.domain.records.remittance import AccountLine
from branch_app.domain.records.request_form import RequestedLine, Requester
from branch_app.domain.records.requester import Standing
from tests.fakes.papers import RESOURCES
from tests.fakes.slips import ROOT, assessment_order, day_sheet_order, remittance_order, request_form_order
from tests.unit.documents.golden import MEAN_TOLERANCE, TILE_TOLERANCE, pictures, text, tiles
from tests.unit.documents.ink import crossings
from tests.unit.documents.pdf_a import faults

PAPERS = SlipPapers(RESOURCES)
FOLDER = Path(__file__).parent / "golden_slips"
EVERYTHING = tuple(SoldLine(certificate, 12, 1, 1, 2, 3_000, 300) for certificate in Certificate)
LONG_NAME = "アレクサンドラ・マリア・ゴンザレス・デ・ラ・クルス\u3000ヴィクトリア・イザベラ"
LINE = st.builds(
    RequestedLine,
    certificate=st.sampled_from(Certificate),
    subject=st.sampled_from(["𠮷野\u3000邉\U000e010f", "葛\U000e0100城\u3000太郎", LONG_NAME]),
    copies=st.integers(1, 99),
    purpose=st.sampled_from(["", "勤務先提出用", "年金受給権者現況届"]),
    standing=st.sampled_from(Standing),
)


def made() -> dict[str, bytes]:
    """One of each, and what fills them to the brim."""
    full = tuple(RequestedLine(each, LONG_NAME, 10, "勤務先提出用", Standing.AGENT) for each in Certificate)
    return {
        "day-sheet": PAPERS.day_sheet(day_sheet_order()),
        "day-sheet-full-short": PAPERS.day_sheet(replace(day_sheet_order(EVERYTHING, short_by=50), specimen=True)),
        "remittance": PAPERS.remittance(remittance_order()),
        "assessment": PAPERS.assessment(assessment_order()),
        "request-form": PAPERS.request_form(request_form_order()),
        "request-form-full": PAPERS.request_form(request_form_order(full[:MOST_LINES])),
    }


MADE = made()


def runs(pdf: bytes) -> Sequence[str]:
    """What stands on the one page."""
    (page,) = read_back(pdf)
    return page.runs


@pytest.mark.parametrize("name", MADE)
def test_text_and_look_are_the_kept_ones(name: str) -> None:
    """Run by run, and within the tolerance in every tile."""
    assert (FOLDER / f"{name}.txt").read_text(encoding="utf-8") == text(MADE[name])
    (drawn,) = pictures(MADE[name])
    difference = ImageChops.difference(drawn, Image.open(FOLDER / f"{name}.png").convert("L"))
    assert ImageStat.Stat(difference).mean[0] < MEAN_TOLERANCE
    assert tiles(difference) < TILE_TOLERANCE


@pytest.mark.parametrize("name", [name for name in MADE if "short" not in name])
def test_nothing_crosses_a_rule_and_the_file_is_fit_for_an_archive(name: str) -> None:
    """Every text between its rules, every file by the same rules as a certificate."""
    assert [] == crossings(MADE[name])
    assert [] == faults(MADE[name])


def test_the_day_sheet_carries_the_anchor() -> None:
    """Size and whole root of the log, so that the paper proves what the log was that night."""
    said = runs(MADE["day-sheet"])
    assert "記録 2841-9f3ab2c41d07" in said
    assert any(ROOT.hex() in run.replace(" ", "") for run in said)


def test_the_day_sheet_says_what_was_counted() -> None:
    """Coin by coin, the sums, the difference with its reason, and that it does not agree."""
    said = runs(MADE["day-sheet-full-short"])
    assert {"70,450円", "70,500円", "△50円", "（釣銭の誤り）", "40,500円", "現金・用紙　不一致"} <= set(said)
    assert "現金・用紙　一致" in runs(MADE["day-sheet"])


@pytest.mark.parametrize("count", [0, 1, len(Certificate)])
def test_the_day_sheet_is_one_sheet_whatever_was_sold(count: int) -> None:
    """None, one or all kinds of certificate."""
    assert [] == crossings(PAPERS.day_sheet(day_sheet_order(EVERYTHING[:count])))


def test_the_remittance_is_the_same_twice() -> None:
    """Both halves carry number, sum and accounts."""
    said = list(runs(MADE["remittance"]))
    assert [2, 2, 2] == [said.count(each) for each in ("C06-1-20261126", "金\u300023,400円", "22,800円")]


def test_a_day_that_gave_back_more_than_it_took_is_marked_so() -> None:
    """△, which nobody adds by hand."""
    order = remittance_order((AccountLine("戸籍住民基本台帳手数料", 0, 300),))
    assert "金\u3000△300円" in runs(PAPERS.remittance(order))


@given(lines=st.lists(LINE, min_size=1, max_size=MOST_LINES).map(tuple))
@settings(max_examples=20, deadline=None)
def test_a_form_says_every_line(lines: tuple[RequestedLine, ...]) -> None:
    """Names exactly, whatever face draws them, and nothing outside its box."""
    pdf = PAPERS.request_form(request_form_order(lines))
    said = "".join(runs(pdf))
    assert all(line.subject in said for line in lines)
    assert [] == crossings(pdf)


def test_a_form_with_more_lines_than_fit_is_refused() -> None:
    """By name, and before anything is drawn."""
    with pytest.raises(RecordIncomplete) as refused:
        PAPERS.request_form(request_form_order(request_form_order().lines * MOST_LINES))
    assert {"item": "lines", "problem": "too_long"} == refused.value.facts


def test_a_name_that_no_face_has_is_refused() -> None:
    """A form is not printed with a box in it."""
    order = replace(request_form_order(), requester=Requester("葛\U000e01ef", "", "川崎市", ""))
    with pytest.raises(GlyphMissing):
        PAPERS.request_form(order)


def test_a_sum_that_does_not_add_up_is_no_order() -> None:
    """Certificates and cash, a coin counted twice, a difference without a reason, an account twice."""
    cash = day_sheet_order().cash
    with pytest.raises(ValueError, match="charged"):
        replace(day_sheet_order(), lines=())
    with pytest.raises(ValueError, match="denomination"):
        replace(cash, lines=(*cash.lines, CashLine(100, 0)))
    with pytest.raises(ValueError, match="reason"):
        CashBalance(1_000, 0, 0, (), None)
    with pytest.raises(ValueError, match="account"):
        remittance_order(remittance_order().lines * 2)


def write() -> None:
    """Make the kept files anew."""
    FOLDER.mkdir(exist_ok=True)
    for name, pdf in MADE.items():
        (FOLDER / f"{name}.txt").write_text(text(pdf), encoding="utf-8")
        (picture,) = pictures(pdf)
        picture.quantize(16).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    write()
