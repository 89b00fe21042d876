"""The four items."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.cards.profile import parse_four_items
from branch_app.cards.training_cards import four_items_file
from branch_app.ports import FourItems
from tests.fakes.cards import HANAKO

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@given(NAMES, NAMES, st.dates(date(1873, 1, 1)), st.sampled_from(["男", "女", "その他"]))
def test_what_is_on_the_card_is_what_is_read(name: str, address: str, birth: date, sex: str) -> None:
    """Names with variation selectors and kanji beyond the BMP come back unchanged, never normalised."""
    content = four_items_file(replace(HANAKO, name=name, address=address, birth=birth, sex=sex))

    assert FourItems(name, address, birth, sex) == parse_four_items(content)


def test_two_bytes_in_front_and_padding_behind_do_not_matter() -> None:
    """Some cards prepend two bytes, all pad their files."""
    content = four_items_file(HANAKO)

    assert parse_four_items(content) == parse_four_items(b"\x00\x01" + content + bytes(40))


@pytest.mark.parametrize("change", [b"\xdf\x22", b"\xdf\x23", b"\xdf\x24", b"\xdf\x25", b"\xff\x20", b"19800401"])
def test_a_missing_or_unreadable_item_is_refused(change: bytes) -> None:
    """Four items are four, or none."""
    content = four_items_file(HANAKO).replace(change, b"\xdf\x55" if len(change) == 2 else b"19801301")

    with pytest.raises(ValueError, match=r"four items|month"):
        parse_four_items(content)


@given(st.data())
def test_every_truncation_is_refused(data: st.DataObject) -> None:
    """A read cut short never shows a shorter name."""
    content = four_items_file(HANAKO)
    cut = data.draw(st.integers(0, len(content) - 1))

    with pytest.raises(ValueError):  # noqa: PT011 - several parsers may be the first to notice
        parse_four_items(content[:cut])
