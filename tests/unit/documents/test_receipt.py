"""領収書: what it says is what was paid, it names nobody, and it looks as it was looked at and kept.

After a change of layout that is meant: ``python -m tests.unit.documents.test_receipt``, look, commit.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from branch_app.documents.readback import read_back
from branch_app.documents.receipt import ReceiptPapers
from branch_app.documents.sheet import Mark
from branch_app.domain.errors import GlyphMissing
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.receipt import ReceiptLine, ReceiptOrder
from branch_app.domain.values.payment import Means
from tests.fakes.papers import RESOURCES
from tests.fakes.receipts import LINES, cashless_order, receipt_order
from tests.unit.documents.golden import MEAN_TOLERANCE, TILE_TOLERANCE, pictures, text, tiles
from tests.unit.documents.ink import crossings

PAPERS = ReceiptPapers(RESOURCES)
FOLDER = Path(__file__).parent / "golden_receipts"
CASES: dict[str, ReceiptOrder] = {
    "plain": receipt_order(),
    "reissued-refunded-long": replace(receipt_order(LINES * 4, copy=3, refunded_yen=300), specimen=True),
    "cashless": cashless_order(Means.CARD, "0042-A"),
    "cashless-refunded": replace(
        cashless_order(Means.CARD, "0042-A", receipt_order(LINES * 4, refunded_yen=900)),
        refund_slips=("0043-B", "W" * 32, "0045-B", "0046-B"),
    ),
}
LINE = st.builds(ReceiptLine, st.sampled_from(Certificate), st.integers(1, 99), st.integers(0, 9_999))


def runs(order: ReceiptOrder) -> Sequence[str]:
    """What stands on the one page."""
    (page,) = read_back(PAPERS.receipt(order))
    return page.runs


@pytest.mark.parametrize("name", CASES)
def test_text_and_look_are_the_kept_ones(name: str) -> None:
    """Run by run, and within the tolerance in every tile."""
    pdf = PAPERS.receipt(CASES[name])
    assert (FOLDER / f"{name}.txt").read_text(encoding="utf-8") == text(pdf)
    (drawn,) = pictures(pdf)
    difference = ImageChops.difference(drawn, Image.open(FOLDER / f"{name}.png").convert("L"))
    assert ImageStat.Stat(difference).mean[0] < MEAN_TOLERANCE
    assert tiles(difference) < TILE_TOLERANCE


def test_it_says_what_was_paid_for_and_how() -> None:
    """Form, 和暦, each line with fee, copies and sum; total, cash, change; office; the log's size and root."""
    said = runs(receipt_order())
    expected = [
        "0042",
        "令和8年11月26日",
        "住民票の写し",
        "300円",
        "2",
        "600円",
        "免除",
        "900円",
        "1,000円",
        "100円",
    ]
    assert set(expected) <= set(said)
    assert "菅行政サービスコーナー" in said
    assert "記録 512-9f3ab2c41d07" in said


def test_only_a_further_one_says_that_it_is_one() -> None:
    """再発行 with its number from the second on; the first says nothing of the kind."""
    assert not any("再発行" in run for run in runs(receipt_order()))
    assert "再発行（2枚目）" in runs(receipt_order(copy=2))


def test_money_given_back_stands_on_a_later_receipt() -> None:
    """Nobody claims at home what was refunded at the counter."""
    assert {"うち還付済み", "300円"} <= set(runs(receipt_order(copy=2, refunded_yen=300)))
    assert "うち還付済み" not in runs(receipt_order())


@pytest.mark.parametrize(
    ("means", "said"),
    [
        (Means.CARD, "クレジットカード"),
        (Means.E_MONEY, "電子マネー"),
        (Means.CODE, "コード決済"),
        (Means.POSTAL_ORDER, "定額小為替"),
    ],
)
def test_a_cashless_fee_says_by_what_and_under_which_number(means: Means, said: str) -> None:
    """As the statement at home has it; nothing was handed over, so no cash and no change are spoken of."""
    page = runs(cashless_order(means, "0042-A"))
    start = page.index("支払方法")
    assert ["支払方法", said, "伝票番号", "0042-A"] == list(page[start : start + 4])
    assert not {"お預かり", "お釣り"} & set(page)
    assert not {"支払方法", "伝票番号"} & set(runs(receipt_order()))


def test_the_longest_number_fits_under_the_longest_form() -> None:
    """With what was given back below it, inside margins and rules, and on one line."""
    slip = "W" * 32
    order = cashless_order(Means.CARD, slip, receipt_order(LINES * 4, copy=2, refunded_yen=300))
    pdf = PAPERS.receipt(order)
    (page,) = read_back(pdf)
    assert {slip, "うち還付済み"} <= set(page.runs)
    assert [] == crossings(pdf)


def test_training_says_so_across_the_page() -> None:
    """見本."""
    assert "見本" in runs(replace(receipt_order(), specimen=True))


@given(st.lists(LINE, min_size=1, max_size=20).map(tuple).filter(lambda lines: sum(x.sum_yen for x in lines) > 0))
@settings(max_examples=40, deadline=None)
def test_any_form_fits_and_its_lines_add_up_to_the_total(lines: tuple[ReceiptLine, ...]) -> None:
    """However many lines, the sums of the page are the total of the page, inside margins and rules."""
    order = receipt_order(lines)
    pdf = PAPERS.receipt(order)
    (page,) = read_back(pdf)
    assert f"{order.total_yen:,}円" == page.marked[Mark.AMOUNT, 0]
    start = page.runs.index("金額") + 1
    rows = page.runs[start : page.runs.index("合計")]
    assert order.total_yen == sum(int(run.rstrip("円").replace(",", "")) for run in rows[3::4])
    assert [] == crossings(pdf)


def test_the_same_order_gives_the_same_bytes() -> None:
    """No clock and no chance enter the file."""
    assert PAPERS.receipt(receipt_order()) == PAPERS.receipt(receipt_order())


def test_a_character_the_font_lacks_is_named() -> None:
    """No blank stands for an office's name."""
    with pytest.raises(GlyphMissing):
        PAPERS.receipt(replace(receipt_order(), office="\U0001f600"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("total_yen", 901),
        ("change_yen", 99),
        ("refunded_yen", 901),
        ("copy", 0),
        ("lines", ()),
        ("tendered_yen", 0),
    ],
)
def test_money_that_does_not_add_up_is_no_receipt(field: str, value: object) -> None:
    """Such an order cannot be made."""
    with pytest.raises(ValueError, match=r"total|paid|receipt"):
        replace(receipt_order(), **{field: value})


def write() -> None:
    """Make the kept files anew."""
    for name, case in CASES.items():
        pdf = PAPERS.receipt(case)
        (FOLDER / f"{name}.txt").write_text(text(pdf), encoding="utf-8")
        (picture,) = pictures(pdf)
        picture.quantize(16).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    write()
