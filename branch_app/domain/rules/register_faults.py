"""What makes a row of a register unfit to certify from: it is put aside with the reason, the rest serves.

Rules of the columns alone, cheap enough to hold against every row of a city; what only a whole record shows
(``record_of``) stops the one certificate that needs it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from branch_app.domain.records.koseki import KosekiState, NoticeKind
from branch_app.domain.records.register_rows import RegisterLine, Row
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.resident import HEAD, RELATIONSHIPS, Sex
from branch_app.domain.records.tax import TaxStanding
from branch_app.domain.values.codes import is_city_card_number, is_juminhyo_code

_RESIDENT_ID = re.compile(r"\d{10}", re.ASCII)
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_LONGEST_CHAIN = 4
_CHAINS_KEPT = 1 << 10
_SEXES = {sex.value for sex in Sex}
_STATES = {state.value for state in KosekiState}
_NOTICES = {kind.value for kind in NoticeKind}
_STANDINGS = {standing.value for standing in TaxStanding}
_HEAD = "".join(HEAD)
_SMALLEST_MM, _LARGEST_MM = 8, 25


def fault_of(line: RegisterLine) -> str | None:
    """Code of the first rule that the row breaks, or None; its columns have the right types already."""
    try:
        return next(_CHECKS[line.table](line), None)
    except ValueError:
        return "day"


def persons_of(line: RegisterLine) -> tuple[str, ...]:
    """宛名番号 of everybody the row is about: nothing may be certified of them while it stands aside."""
    if TABLES[line.table].companions is not None:
        return tuple(str(row[0]) for row in line.companions)
    return (str(line.row[1]),)


def _household(line: RegisterLine) -> Iterator[str]:
    if not line.companions:
        yield "no_member"
    if [member[6] for member in line.companions].count(_HEAD) != 1:
        yield "head"
    yield from filter(None, map(_member, line.companions))
    if _UNPRINTABLE.search(_text(line.row[1]) + _text(line.row[2])):
        yield "character"


def _member(member: Row) -> str | None:
    """Two million of them in a city: nothing is done here that need not be."""
    values: tuple[Any, ...] = member
    identity, name, kana, birth, _written, sex, codes, became, since, notified, *others = values
    honseki, head, _previous, code, *_rest = others
    fault = None
    if not _RESIDENT_ID.fullmatch(identity):
        fault = "resident_id"
    elif not name or _UNPRINTABLE.search(name + kana + honseki + head):
        fault = "character"
    elif sex not in _SEXES:
        fault = "sex"
    elif not _is_chain(codes):
        fault = "relationship"
    elif code and not is_juminhyo_code(code):
        fault = "juminhyo_code"
    else:
        for day in filter(None, (birth, became, since, notified)):
            date.fromisoformat(day)
    return fault


@lru_cache(_CHAINS_KEPT)
def _is_chain(codes: str) -> bool:
    parts = [codes[at : at + 2] for at in range(0, len(codes), 2)]
    return 1 <= len(parts) <= _LONGEST_CHAIN and all(part in RELATIONSHIPS for part in parts)


def _removed(line: RegisterLine) -> Iterator[str]:
    _identity, resident, name, _kana, birth, removed, _body = map(_text, line.row)
    if not _RESIDENT_ID.fullmatch(resident):
        yield "resident_id"
    if not name or _UNPRINTABLE.search(name):
        yield "character"
    date.fromisoformat(birth)
    date.fromisoformat(removed)


def _seal(line: RegisterLine) -> Iterator[str]:
    number, _resident, registered, width, height, dots_per_inch, _ink = _values(line)
    if not is_city_card_number(number):
        yield "card_number"
    if dots_per_inch < 1 or not all(
        _SMALLEST_MM < side / dots_per_inch * 25.4 < _LARGEST_MM for side in (width, height)
    ):
        yield "seal_size"
    date.fromisoformat(registered)


def _family(line: RegisterLine) -> Iterator[str]:
    _identity, state, honseki, hittousha, _body = map(_text, line.row)
    if state not in _STATES:
        yield "state"
    if not hittousha or _UNPRINTABLE.search(honseki + hittousha):
        yield "character"


def _status_notice(line: RegisterLine) -> Iterator[str]:
    """Of an unknown kind too: somebody has a notice, and nothing can be certified."""
    _number, _resident, kind, received = map(_text, line.row)
    if kind not in _NOTICES:
        yield "notice_kind"
    yield from _about_a_resident(line)
    date.fromisoformat(received)


def _tax(line: RegisterLine) -> Iterator[str]:
    if _text(line.row[3]) not in _STANDINGS:
        yield "standing"


def _about_a_resident(line: RegisterLine) -> Iterator[str]:
    if not _RESIDENT_ID.fullmatch(_text(line.row[1])):
        yield "resident_id"


def _city_card(line: RegisterLine) -> Iterator[str]:
    if not is_city_card_number(_text(line.row[0])):
        yield "card_number"
    yield from _about_a_resident(line)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _values(line: RegisterLine) -> tuple[Any, ...]:
    return line.row


_CHECKS: Mapping[str, Callable[[RegisterLine], Iterator[str]]] = {
    "household": _household,
    "removed_resident": _removed,
    "seal": _seal,
    "koseki": _family,
    "fuhyo": _family,
    "status_notice": _status_notice,
    "tax": _tax,
    "alien": _about_a_resident,
    "certificate_link": _about_a_resident,
    "city_card": _city_card,
}
