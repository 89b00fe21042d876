"""An address is found by however people say where it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.values.address import (
    AddressStart,
    address_key,
    address_start,
    looks_like_lot,
    town_key,
    town_start,
    towns_before,
)

SUGE = "神奈川県川崎市多摩区菅六丁目12番3号"


@pytest.mark.parametrize(
    ("address", "key", "town"),
    [
        (SUGE, "菅6-12-3-|多摩区", "菅6-|多摩区"),
        ("川崎市多摩区菅六丁目12番3号", "菅6-12-3-|多摩区", "菅6-|多摩区"),
        ("神奈川県川崎市多摩区登戸9991番地", "登戸9991-|多摩区", "登戸|多摩区"),
        ("神奈川県川崎市多摩区菅二丁目999番地1", "菅2-999-1-|多摩区", "菅2-|多摩区"),
        ("神奈川県川崎市幸区古市場二丁目９０１番３号\u3000見本荘101号", "古市場2-901-3-|幸区", "古市場2-|幸区"),
        ("神奈川県川崎市宮前区平十二丁目99番", "平12-99-|宮前区", "平12-|宮前区"),
        ("神奈川県川崎市宮前区平二十丁目99番", "平20-99-|宮前区", "平20-|宮前区"),
        ("神奈川県川崎市高津区溝口", "溝口|高津区", "溝口|高津区"),
        ("東京都架空町無名1", "東京都架空町無名1-|", "東京都架空町無名|"),
    ],
)
def test_what_is_stored(address: str, key: str, town: str) -> None:
    """Town, 丁目, 番 and 号 as numbers with a hyphen behind each, ward last; no 方書. Its town begins it."""
    assert (key, town) == (address_key(address), town_key(address))
    assert key.startswith(town.partition("|")[0])


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("菅6-12", AddressStart("菅6-12")),
        ("菅６－１２", AddressStart("菅6-12")),
        ("菅６ー１２", AddressStart("菅6-12")),
        ("菅6−12", AddressStart("菅6-12")),
        ("菅6", AddressStart("菅6")),
        ("菅六丁目", AddressStart("菅6-")),
        ("菅6丁目12番3号", AddressStart("菅6-12-3-")),
        ("登戸9991番地の5", AddressStart("登戸9991-5")),
        ("多摩区菅六丁目", AddressStart("菅6-", "多摩区")),
        ("川崎市多摩区菅6丁目", AddressStart("菅6-", "多摩区")),
        ("神奈川県川崎市多摩区", AddressStart("", "多摩区")),
        ("川崎区", AddressStart("", "川崎区")),
        ("古市場2", AddressStart("古市場2")),
        ("梶が谷3-1", AddressStart("梶カ谷3-1")),
    ],
)
def test_what_is_typed(typed: str, start: AddressStart) -> None:
    """Full or half width, kanji numerals, any hyphen, with or without what lies above the town."""
    assert start == address_start(typed)


@pytest.mark.parametrize(
    "typed", ["佐藤", "菅", "宿河原", "さとう", "サトー", "sato", "3500401", "s50.4.1", "6-12", "三田", ""]
)
def test_what_looks_like_no_address(typed: str) -> None:
    """Without a number or a ward a word may as well be a name."""
    assert address_start(typed) is None


def test_a_word_may_be_a_town_all_the_same() -> None:
    """When it is asked for as one."""
    assert (AddressStart("宿河原"), None) == (town_start("宿河原"), town_start("\u3000"))


@pytest.mark.parametrize(
    ("town", "before"),
    [("菅6-12", ("菅", "菅6-")), ("菅6-", ("菅",)), ("登戸99", ("登戸",)), ("菅", ()), ("6-", ())],
)
def test_the_towns_that_an_address_goes_beyond(town: str, before: tuple[str, ...]) -> None:
    """One number may be a 丁目, which is part of the town, or a 番地, which is not."""
    assert before == towns_before(AddressStart(town))


def test_an_address_says_something() -> None:
    """Nothing typed is no address: everybody would live there."""
    with pytest.raises(ValueError, match="address"):
        AddressStart("", "")


def test_a_lot_alone_is_told_from_names() -> None:
    """6-12 may follow a town after a space; 6 alone says too little."""
    assert [True, True, True, False, False] == list(
        map(looks_like_lot, ("6-12", "６ー１２", "6-12-3", "6", "19750401-1"))
    )


@given(st.integers(1, 99), st.integers(1, 999), st.integers(1, 99))
def test_every_beginning_of_the_short_form_finds_it(district: int, block: int, house: int) -> None:
    """菅6-12-3, and each shorter word of it that has a number, is a beginning of the stored key."""
    key = address_key(f"神奈川県川崎市多摩区菅{district}丁目{block}番{house}号")
    short = f"菅{district}-{block}-{house}"
    for end in range(2, len(short) + 1):
        start = address_start(short[:end])
        assert start is not None
        assert key.startswith(start.town)
