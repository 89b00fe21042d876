"""Rows are poured over pages: each once and in order, no page too high, no heading left behind."""

from itertools import count, pairwise

from hypothesis import given
from hypothesis import strategies as st

from branch_app.documents.flow import Block, Page, pour, tall
from branch_app.documents.row import Bar, Place, Row
from branch_app.documents.sheet import Rule

HEIGHT = 100.0
NAMES = count()
AGAIN = Row(7, (Bar(Place(0, 1), 7, Rule.HAIR),))
BEFORE, BETWEEN = Row(3, (Bar(Place(0, 1), 3, Rule.HAIR),)), Row(2, (Bar(Place(0, 1), 2, Rule.HAIR),))


def row(height: float, name: int) -> Row:
    """A row that is no other."""
    return Row(height, (Bar(Place(name, 1), 0, Rule.THIN),))


def block(*heights: list[float]) -> Block:
    """A block of groups of rows of those heights."""
    groups = tuple(tuple(row(height, next(NAMES)) for height in rows) for rows in heights)
    return Block(groups, (BEFORE,), (BETWEEN,), (AGAIN,))


def content(pages: tuple[Page, ...]) -> list[Row]:
    """Everything but what parts and heads."""
    return [one for page in pages for one in page if one not in (AGAIN, BEFORE, BETWEEN)]


def test_groups_stay_together() -> None:
    """Sixty and fifty do not share a page of a hundred; the second page says what goes on there."""
    one = block([30, 30], [25, 25])
    poured = pour([one], HEIGHT)
    first, second = one.groups
    assert (first, (AGAIN, *second)) == poured


def test_what_parts_groups_stands_between_them_on_one_page_only() -> None:
    """Not at the top of a page."""
    one, two = block([40]), block([40], [30])
    (first, second) = pour([one, two], HEIGHT)
    assert (*one.groups[0], BEFORE, *two.groups[0]) == first
    assert (AGAIN, *two.groups[1]) == second
    (only,) = pour([block([40], [40])], HEIGHT)
    assert only[1] is BETWEEN


def test_a_group_larger_than_a_page_is_split_but_its_beginning_is_not() -> None:
    """A third of a page follows its heading wherever it begins."""
    filled, large = block([80]), block([5] * 40)
    pages = pour([filled, large], HEIGHT)
    assert filled.groups[0] == pages[0]
    assert content(pages[1:]) == list(large.groups[0])
    assert all(page[0] == AGAIN for page in pages[2:])
    assert not any(BETWEEN in page for page in pages)


def test_nothing_is_one_empty_page() -> None:
    """A paper has one page at least."""
    assert ((),) == pour([], HEIGHT)


GROUP = st.lists(st.floats(2, 40), min_size=1, max_size=12)
BLOCKS = st.lists(st.lists(GROUP, min_size=1, max_size=8).map(lambda groups: block(*groups)), max_size=6)


@given(blocks=BLOCKS)
def test_every_row_once_in_order_and_no_page_too_high(blocks: list[Block]) -> None:
    """Whatever the heights."""
    pages = pour(blocks, HEIGHT)
    assert [one for each in blocks for group in each.groups for one in group] == content(pages)
    assert all(tall(page) <= HEIGHT + 1e-6 for page in pages)


@given(blocks=BLOCKS)
def test_no_page_ends_with_a_heading_or_a_gap(blocks: list[Block]) -> None:
    """And none begins with what parts."""
    for page in pour(blocks, HEIGHT):
        assert not page or page[-1] not in (AGAIN, BEFORE, BETWEEN)
        assert not page or page[0] not in (BEFORE, BETWEEN)


@given(blocks=BLOCKS)
def test_a_page_ends_because_the_next_group_has_no_room(blocks: list[Block]) -> None:
    """No page more than needed: what begins a page would not have fitted on the one before."""
    pages = pour(blocks, HEIGHT)
    groups = [group for each in blocks for group in each.groups]
    whole = {group[0]: tall(group) for group in groups if tall(group) <= HEIGHT - AGAIN.height}
    for page, following in pairwise(pages):
        first = next(one for one in following if one != AGAIN)
        if first in whole:
            assert tall(page) + BEFORE.height + whole[first] > HEIGHT
