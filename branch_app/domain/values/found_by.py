"""How somebody was found: what the log commits to in place of what was typed."""

from enum import Enum

from branch_app.domain.values.query import (
    AddressQuery,
    BirthQuery,
    KanaQuery,
    KanjiQuery,
    NumberKind,
    Query,
)


class FoundBy(Enum):
    """検索の方法; with a name, a birth or an address beside it goes without saying."""

    KANA = "kana"
    KANJI = "kanji"
    BIRTH = "birth"
    ADDRESS = "address"
    RESIDENT_NUMBER = "resident_number"
    JUMINHYO_CODE = "juminhyo_code"
    SEAL_OR_CARD_NUMBER = "seal_or_card_number"
    CARD = "card"
    """A card proved it: nobody searched."""
    HELD = "held"
    """Taken up again after it was put aside."""


_NUMBERS = {
    NumberKind.RESIDENT: FoundBy.RESIDENT_NUMBER,
    NumberKind.JUMINHYO_CODE: FoundBy.JUMINHYO_CODE,
    NumberKind.CARD: FoundBy.SEAL_OR_CARD_NUMBER,
}


def found_by(query: Query) -> FoundBy:
    """The way of a search; a number that may be of several kinds counts as the rarest of them."""
    match query:
        case KanaQuery():
            return FoundBy.KANA
        case KanjiQuery():
            return FoundBy.KANJI
        case BirthQuery():
            return FoundBy.BIRTH
        case AddressQuery():
            return FoundBy.ADDRESS
    return _NUMBERS[query.kinds[-1]]
