"""住所 as it is searched: 「神奈川県川崎市多摩区菅六丁目12番3号」 begins as 「菅6-12」 and 「多摩区菅六丁目」 do.

    address_key("神奈川県川崎市多摩区菅六丁目12番3号")   菅6-12-3-|多摩区, and town_key of it 菅6-|多摩区
    address_start("菅６ー１２")                         AddressStart("菅6-12"): whichever ward
    address_start("多摩区菅六丁目")                      AddressStart("菅6-", "多摩区")
    address_start("佐藤")                               None: it may be a town, but it looks like a name

Town first and ward last, because people leave the ward out. Every number ends with a hyphen, so that 菅6丁目 is not
the beginning of 菅60. Kanji and kana are folded as in names (domain.md section 6); of an address with 方書 only
what stands before the space is searched.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from branch_app.domain.values.kanji import fold_kanji

_KEPT = 1 << 13
"""Towns of a city, and households whose members are yet to come."""
_DIGITS = {numeral: digit for digit, numeral in enumerate("〇一二三四五六七八九")}
_NUMERALS = "〇一二三四五六七八九十"
_UNIT = "(?:丁目|番地の?|番|号)"
_HYPHEN = "[-ー−‐‑–—―]"
_WRITTEN_NUMBER = re.compile(f"[{_NUMERALS}]+(?={_UNIT})")
_AFTER_NUMBER = re.compile(rf"(?<=\d)(?:{_UNIT}|{_HYPHEN}|の(?=\d))+")
_UPPER = re.compile(r"(?:[^\d市区]{2,3}県)?(?:[^\d市区]{1,4}市)?(?P<ward>[^\d\s区]{1,3}区)")
"""Prefecture and city, which say nothing here, and the ward."""
_TOWN = re.compile(r"\D*丁目|\D*(?:\d+丁目)?")
_NUMBERED = re.compile(r"[^\x00-\x7f]\d|\d(?:丁目|番|号)")
"""A town with a number, or a number that says what it counts."""
_LOTS = re.compile(rf"\d{{1,4}}(?:{_HYPHEN}\d{{1,4}}){{1,2}}{_HYPHEN}?")


@dataclass(frozen=True, slots=True)
class AddressStart:
    """How an address begins, folded: ``town`` with what follows it, and ``ward`` or "" where it was left out."""

    town: str
    ward: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError when it says nothing."""
        if not self.town and not self.ward:
            raise ValueError("address")


def address_key(address: str) -> str:
    """The search key of an address of the register."""
    town, ward, lot = _stored(address)
    place = f"{town}{lot}"
    return f"{place}{'-' if place[-1:].isdecimal() else ''}|{ward}"


def town_key(address: str) -> str:
    """The search key of its town, 丁目 included: as the key of the whole address begins."""
    town, ward, _ = _stored(address)
    return f"{town}|{ward}"


def towns_before(start: AddressStart) -> tuple[str, ...]:
    """Towns that the start goes beyond, folded: of 菅6-12 they are 菅 and 菅6-, for a 丁目 and for a 番地."""
    numbers = re.finditer(r"(?<!\d)\d", start.town)
    return tuple(start.town[: number.start()] for number in numbers if number.start())


def address_start(typed: str) -> AddressStart | None:
    """The address that a word is the beginning of; None when it does not look like one."""
    text = unicodedata.normalize("NFKC", typed)
    ward, rest = _parts(text)
    if not ward and not _NUMBERED.search(rest):
        return None
    return AddressStart(_folded(rest), fold_kanji(ward))


def town_start(name: str) -> AddressStart | None:
    """A word without any number as the beginning of a town; None when nothing of it is left."""
    town = fold_kanji(name)
    return AddressStart(town) if town else None


def looks_like_lot(typed: str) -> bool:
    """Whether it is 6-12 or 6-12-3: what may follow a town after a space."""
    return _LOTS.fullmatch(unicodedata.normalize("NFKC", typed)) is not None


@lru_cache(_KEPT)
def _stored(address: str) -> tuple[str, str, str]:
    """Town and ward, which a city has some thousand of, and what is each household's own."""
    text = unicodedata.normalize("NFKC", "".join(address.split(maxsplit=1)[:1]))
    town = _TOWN.match(text)
    above = town[0] if town else ""
    return (*_folded_town(above), _folded(_written_digits(text[len(above) :])))


@lru_cache(_KEPT)
def _folded_town(above: str) -> tuple[str, str]:
    ward, town = _parts(above)
    return _folded(town), fold_kanji(ward)


def _parts(address: str) -> tuple[str, str]:
    """Ward and the rest up to the first space."""
    text = unicodedata.normalize("NFKC", address).strip()
    upper = _UPPER.match(text)
    ward, rest = (upper["ward"], text[upper.end() :]) if upper else ("", text)
    return ward, _written_digits(rest.split(" ", maxsplit=1)[0])


def _written_digits(text: str) -> str:
    """六丁目 as 6丁目; a numeral that is part of a town's name stays."""
    return _WRITTEN_NUMBER.sub(lambda numeral: str(_number(numeral[0])), text)


def _number(numeral: str) -> int:
    tens, _, ones = numeral.rpartition("十")
    if "十" not in numeral:
        return int("".join(str(_DIGITS[digit]) for digit in numeral))
    return 10 * (_number(tens) if tens else 1) + (_number(ones) if ones else 0)


def _folded(text: str) -> str:
    numbered = _AFTER_NUMBER.sub("-", text)
    if numbered.isascii():
        return numbered.upper()
    parts = re.split(r"([\d-]+)", numbered)
    return "".join(part if at % 2 else fold_kanji(part) for at, part in enumerate(parts))
