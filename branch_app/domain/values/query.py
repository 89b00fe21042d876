"""検索: what one search box may hold, told apart by its looks.

    parse_query("sato taro s50")     KanaQuery: surname, given name, born in 昭和50年
    parse_query("髙橋 一")            KanjiQuery, kanji variants folded
    parse_query("3500401")           BirthQuery
    parse_query("24727059608")       NumberQuery, a 住民票コード by its check digit
    parse_query("菅6-12")             AddressQuery; with a name beside it, a name there

A space parts surname and given name; without one a word is the beginning of the whole name. Full and half width,
hiragana, katakana and romaji are the same to it (domain.md section 6). Unfinished words search already. What could
be a date or an address is a date, unless it says 丁目, 番 or a ward: 平6-12 is a month, 平六丁目 a town.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from branch_app.domain.errors import BadInput
from branch_app.domain.values.address import AddressStart, address_start, looks_like_lot
from branch_app.domain.values.birth import Span, birth_span, looks_like_birth, reads_as_birth
from branch_app.domain.values.codes import is_juminhyo_code, parse_city_card_number
from branch_app.domain.values.kana import fold_kana
from branch_app.domain.values.kanji import fold_kanji
from branch_app.domain.values.romaji import romaji_prefixes
from branch_app.domain.values.text import clean_input

_NUMBER = re.compile(r"[\d-]+")
_NUMBER_DIGITS = 9
"""From here on digits are no date."""
_KANA = re.compile("[゠-ヿ]+")
_ADDRESS = re.compile("丁目|番|区")


class NumberKind(Enum):
    """What a number may be the number of."""

    RESIDENT = "resident"
    JUMINHYO_CODE = "juminhyo_code"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class KanaQuery:
    """Folded beginnings of surname and given name, each in every reading; without ``given`` of the whole name.

    ``latin`` is the same in letters where letters were typed: foreign residents' names are written so (SANTOS ANA).
    """

    surname: tuple[str, ...]
    given: tuple[str, ...] = ()
    birth: Span | None = None
    address: AddressStart | None = None
    latin: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class KanjiQuery:
    """Folded beginnings of the written surname and given name; ``given_kana`` if that word may be kana instead."""

    surname: str
    given: str = ""
    given_kana: tuple[str, ...] = ()
    birth: Span | None = None
    address: AddressStart | None = None


@dataclass(frozen=True, slots=True)
class BirthQuery:
    """Everybody born in that time."""

    birth: Span


@dataclass(frozen=True, slots=True)
class NumberQuery:
    """宛名番号, 住民票コード, or the number of a 印鑑登録証 or city card; no replica holds a 個人番号."""

    number: str
    kinds: tuple[NumberKind, ...]


@dataclass(frozen=True, slots=True)
class AddressQuery:
    """Everybody who lives there."""

    address: AddressStart
    birth: Span | None = None


Query = KanaQuery | KanjiQuery | BirthQuery | NumberQuery | AddressQuery


def parse_query(typed: str) -> Query:
    """What was typed, whole or not.

    Raises:
        BadInput: nothing can be searched yet; ``why`` is empty, birth (no such day, or not enough of one) or
            number (too short or long, or the check digit does not agree).
    """
    words = clean_input(typed).split()
    number = unicodedata.normalize("NFKC", "".join(words))
    if _NUMBER.fullmatch(number) and len(number.replace("-", "")) >= _NUMBER_DIGITS:
        return _number(number.replace("-", ""))
    sorts = _sorted(words)
    birth = _birth(sorts[_Sort.BIRTH])
    address = address_start("".join(sorts[_Sort.ADDRESS]))
    if sorts[_Sort.NAME]:
        return _names(sorts[_Sort.NAME], birth, address)
    if address is not None:
        return AddressQuery(address, birth)
    if birth is None:
        raise BadInput(at="search", why="birth" if sorts[_Sort.BIRTH] else "empty")
    return BirthQuery(birth)


class _Sort(Enum):
    """What a word says."""

    NAME = "name"
    BIRTH = "birth"
    ADDRESS = "address"


def _sorted(words: Sequence[str]) -> Mapping[_Sort, list[str]]:
    sorts: dict[_Sort, list[str]] = {sort: [] for sort in _Sort}
    for word in words:
        if looks_like_lot(word) and birth_span(word) is None:
            _join_town(word, sorts)
        else:
            sorts[_sort(word)].append(word)
    return sorts


def _join_town(lot: str, sorts: Mapping[_Sort, list[str]]) -> None:
    """菅 6-12 is 菅6-12: the number belongs to the address, or else to the word before; alone it is a poor date."""
    names, address = sorts[_Sort.NAME], sorts[_Sort.ADDRESS]
    if not address and names:
        address.append(names.pop())
    sorts[_Sort.ADDRESS if address else _Sort.BIRTH].append(lot)


def _sort(word: str) -> _Sort:
    """What says 丁目, 番 or a ward is no date, and neither is 平6-951."""
    address = address_start(word)
    if looks_like_birth(word) and (address is None or (reads_as_birth(word) and not _ADDRESS.search(word))):
        return _Sort.BIRTH
    return _Sort.NAME if address is None else _Sort.ADDRESS


def _number(digits: str) -> NumberQuery:
    kinds = []
    if len(digits) == 10:
        kinds.append(NumberKind.RESIDENT)
        if _is_card(digits):
            kinds.append(NumberKind.CARD)
    if is_juminhyo_code(digits):
        kinds.append(NumberKind.JUMINHYO_CODE)
    if not kinds:
        raise BadInput(at="search", why="number")
    return NumberQuery(digits, tuple(kinds))


def _is_card(digits: str) -> bool:
    try:
        return parse_city_card_number(digits) == digits
    except BadInput:
        return False


def _birth(dates: Sequence[str]) -> Span | None:
    """None when nothing is known of it; a whole date that no calendar has is refused, half of one waits."""
    if not dates:
        return None
    span = birth_span("".join(dates))
    if span is None and len(re.findall(r"\d", dates[-1])) > 2:
        raise BadInput(at="search", why="birth")
    return span


def _names(names: Sequence[str], birth: Span | None, address: AddressStart | None) -> Query:
    first, rest = names[0], "".join(names[1:])
    surname = _readings(first)
    given = _readings(rest)
    written = fold_kanji(first), fold_kanji(rest)
    if surname and (given or not rest):
        latin = written if "".join(written).isascii() else None
        return KanaQuery(surname, given, birth, address, latin)
    if not written[0]:
        raise BadInput(at="search", why="empty")
    return KanjiQuery(*written, given, birth, address)


def _readings(word: str) -> tuple[str, ...]:
    """Folded kana of a word in kana or romaji; () when it is neither."""
    folded = fold_kana(word)
    if _KANA.fullmatch(folded):
        return (folded,)
    return romaji_prefixes(word)
