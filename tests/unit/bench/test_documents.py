"""The figures of papers come from the product's own path, and a limit that does not hold is named."""

from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import get_args

import pytest

from branch_app.bench.documents.figures import CHECK_MS, FIRST_MS, SIZE, WARM_MS, DocumentFigures
from branch_app.bench.documents.memory import MixedPapers
from branch_app.bench.documents.mix import mixed_orders
from branch_app.bench.documents.page import SamplePage
from branch_app.bench.documents.plain import plain_front
from branch_app.bench.documents.rivals import FrontPage, own_process
from branch_app.bench.documents.stopwatch import Taken, taken
from branch_app.bench.papers import sample_order
from branch_app.bench.seals import PassingSeals
from branch_app.composition.papers import paper_renderer
from branch_app.documents.fonts import mincho_file
from branch_app.documents.readback import read_back
from branch_app.documents.sheet import Mark
from branch_app.domain.records.snapshots import Snapshot
from branch_app.settings import RESOURCES

FAST = Taken(50, 40, 20, 12, 10, 60_000)
TYPST, WEASYPRINT = replace(FAST, best_core_ms=8), replace(FAST, best_core_ms=900)
GOOD = DocumentFigures(
    FAST, FAST, MixedPapers(1_000, 12, 100_000, 110, 111), FrontPage(FAST, TYPST, WEASYPRINT), FAST
)


def test_what_holds_is_over_nothing() -> None:
    """And ratios are of the same page."""
    assert [] == GOOD.over()
    assert {"of_typst": 1.25, "ahead_of_weasyprint": 90.0} == GOOD.as_json()["ratios"]


@pytest.mark.parametrize(
    ("figures", "over"),
    [
        (replace(GOOD, warm=replace(FAST, best_core_ms=WARM_MS + 1)), "warm"),
        (replace(GOOD, warm=replace(FAST, size=SIZE + 1)), "size"),
        (replace(GOOD, first=replace(FAST, first_core_ms=FIRST_MS + 1)), "first"),
        (replace(GOOD, mixed=replace(GOOD.mixed, late_mb=151)), "mixed"),
        (replace(GOOD, check=replace(FAST, best_core_ms=CHECK_MS + 1)), "check"),
        (replace(GOOD, front=FrontPage(FAST, replace(TYPST, best_core_ms=4.9), WEASYPRINT)), "typst"),
        (replace(GOOD, front=FrontPage(FAST, TYPST, replace(WEASYPRINT, best_core_ms=199))), "weasyprint"),
    ],
)
def test_a_limit_that_does_not_hold_is_named(figures: DocumentFigures, over: str) -> None:
    """One at a time."""
    assert [over] == figures.over()


def test_an_engine_that_is_not_installed_is_missing_and_no_fault() -> None:
    """Its ratio is nothing rather than a guess."""
    figures = replace(GOOD, front=FrontPage(FAST, None, None))
    assert [] == figures.over()
    assert {"of_typst": None, "ahead_of_weasyprint": None} == figures.as_json()["ratios"]


def test_the_mix_has_every_kind_and_no_paper_twice() -> None:
    """Each with a job and a number of its own."""
    orders = list(islice(mixed_orders(), 200))
    assert set(get_args(Snapshot)) == {type(order.snapshot) for order in orders}
    assert len(orders) == len({order.job for order in orders}) == len({order.number for order in orders})


def test_mixed_papers_are_made_in_a_process_of_their_own() -> None:
    """Checked papers, each below the size of a long one."""
    mixed = MixedPapers(**own_process("memory", "12"))
    assert 12 == mixed.papers
    assert 20_000 < mixed.largest < 2 * SIZE
    assert 0 < mixed.core_ms


def test_the_plain_page_is_the_paper_without_its_marks() -> None:
    """The same words as on the front, and no digital seal."""
    order, renderer = sample_order(), paper_renderer(PassingSeals())
    (plain,) = read_back(plain_front(order, renderer.layout(order)))
    whole = read_back(renderer.render(order).pdf)[0]
    assert set(plain.runs) <= set(whole.runs)
    assert {Mark.SEAL} == set(plain.pictures)


def test_the_other_engines_get_the_same_words(tmp_path: Path) -> None:
    """Address, every name, number and job."""
    order = sample_order()
    page = SamplePage.of(order, mincho_file(RESOURCES), tmp_path)
    names = [member.name for member in order.snapshot.household.members]
    assert all(word in page.words for word in (order.snapshot.household.address, order.number, order.job, *names))
    assert page.seal.stat().st_size > 1_000


def test_the_stopwatch_counts_what_it_was_told_to() -> None:
    """One first, then the rounds; the size is the first one's."""
    made: list[bytes] = []
    figures = taken(lambda: made.append(b"12345") or made[-1], 4)
    assert (5, 5) == (len(made), figures.size)
    assert figures.best_core_ms <= figures.core_ms
