"""住所 and 本籍: real towns, with blocks and house numbers that none of them has (901 and up, 9901 and up)."""

from sync.central.kawasaki.city import Kawasaki
from sync.central.kawasaki.lots import Lots, Purpose
from sync.central.kawasaki.words import Words

CITY = "神奈川県川崎市"
_BLOCKS = (901, 989)
_LOTS = (9901, 9989)


def address_of(city: Kawasaki, number: int) -> str:
    """Where that household lives."""
    return city_address(city.lots(Purpose.ADDRESS, number), city.words)


def city_address(lots: Lots, words: Words) -> str:
    """Somewhere in the city, a room of some building (方書) more often than not."""
    town, house = _town(lots, words), lots.between(1, 40)
    place = (
        f"{lots.between(*_BLOCKS)}番{house}号" if town.endswith("丁目") else f"{lots.between(*_LOTS)}番地{house}"
    )
    if lots.percent(42):
        return f"{CITY}{town}{place}"
    return f"{CITY}{town}{place}\u3000{lots.of(words.buildings)}{lots.between(1, 12)}{lots.between(1, 15):02d}号"


def city_honseki(lots: Lots, words: Words) -> str:
    """本籍 in the city."""
    town = _town(lots, words)
    return f"{CITY}{town}{lots.between(*_BLOCKS)}番" if town.endswith("丁目") else f"{CITY}{town}{_lot(lots)}"


def elsewhere(lots: Lots, words: Words) -> str:
    """Address or 本籍 out of the city."""
    return f"{lots.of(words.elsewhere)}{_lot(lots)}"


def _town(lots: Lots, words: Words) -> str:
    ward = lots.weighted(words.wards)
    return f"{ward.name}{lots.of(ward.towns)}"


def _lot(lots: Lots) -> str:
    return f"{lots.between(*_LOTS)}番地"
