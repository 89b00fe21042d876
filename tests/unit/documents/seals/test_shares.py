"""A payload over symbols: any that are enough give it back, and nothing else ever does."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branch_app.documents.seals import erasure
from branch_app.documents.seals.shares import MOST_BYTES, Split, join, split
from tests.fakes.noise import noise


@given(
    st.binary(min_size=1, max_size=400), st.integers(1, 12), st.integers(0, 8), st.randoms(use_true_random=False)
)
def test_any_enough_shares_give_the_data_back(data: bytes, k: int, more: int, chance: random.Random) -> None:
    """Whichever were lost, the data's own pieces among them."""
    shares = erasure.encode(data, k, k + more)
    kept = dict(chance.sample(list(enumerate(shares)), k))
    assert data == erasure.decode(kept, k, len(data))


def test_the_first_shares_are_the_data() -> None:
    """A page that lost nothing needs no arithmetic."""
    assert (b"abc", b"def", b"g\0\0") == erasure.encode(b"abcdefg", 3, 5)[:3]


def test_one_share_too_few_gives_nothing() -> None:
    """Not a guess."""
    shares = erasure.encode(b"abcdefg", 3, 5)
    assert erasure.decode({0: shares[0], 4: shares[4]}, 3, 7) is None


def test_the_field_is_the_usual_one() -> None:
    """GF(256) by 0x11D: 1 ∕ 2 is 0x8E, because twice 0x8E is 0x11C, which is 1."""
    assert (b"\x01", b"\x8e") == erasure.encode(b"\x01\x00", 2, 3)[::2]


@pytest.mark.parametrize(("k", "n"), [(0, 3), (4, 3), (1, 256), (-1, 1)])
def test_impossible_counts_are_refused(k: int, n: int) -> None:
    """1 ≤ k ≤ n ≤ 255."""
    with pytest.raises(ValueError, match="shares"):
        erasure.encode(b"abc", k, n)


@pytest.mark.parametrize("size", [1, 800, 1_500, 2_400, 6_000, 12_000])
def test_a_symbol_is_never_too_large_and_a_quarter_may_be_lost(size: int) -> None:
    """600 bytes at most; at least 25 % more symbols than are enough."""
    symbols = split(noise(size, size))
    how = Split.of(size)
    assert len(symbols) == how.count
    assert max(map(len, symbols)) <= MOST_BYTES
    assert how.count >= how.enough * 1.25


@settings(max_examples=30)
@given(st.binary(min_size=1, max_size=5_000), st.randoms(use_true_random=False))
def test_symbols_in_any_order_with_others_between_give_the_payload(payload: bytes, chance: random.Random) -> None:
    """Other QR codes on the table, symbols read twice, symbols lost."""
    symbols = list(split(payload))
    kept = chance.sample(symbols, Split.of(len(payload)).enough)
    found = [*kept, kept[0], b"https://example.org", b"M1", b""]
    chance.shuffle(found)
    (joined,) = join(found)
    assert payload == joined.payload


def test_too_few_symbols_are_counted() -> None:
    """Whoever scans hears how many more there should be."""
    (joined,) = join(split(b"x" * 1_000)[:3])
    assert (None, 3, 4) == (joined.payload, joined.found, joined.enough)


def test_two_backs_are_two_payloads() -> None:
    """Two sheets on the glass never mix."""
    joined = join((*split(b"one" * 100), *split(b"two" * 100)))
    assert {b"one" * 100, b"two" * 100} == {each.payload for each in joined}


def test_a_share_of_another_payload_under_our_tag_gives_nothing() -> None:
    """The tag is a hash over the whole."""
    symbols = split(b"x" * 1_000)
    forged = symbols[0][:20] + bytes(len(symbols[0]) - 20)
    (joined,) = join((forged, *symbols[1:4]))
    assert joined.payload is None


@settings(max_examples=200)
@given(st.lists(st.binary(max_size=60), max_size=6))
def test_any_bytes_are_joined_to_something_or_nothing(symbols: list[bytes]) -> None:
    """Never an exception."""
    join([*symbols, *(b"M1" + symbol for symbol in symbols)])
