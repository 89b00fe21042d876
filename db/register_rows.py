"""Lines of a register to rows of ``register-<n>.db``, and what comes back from a search."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any

from branch_app.domain.records.register_rows import RegisterLine, Row
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.registers import Hit, NameKind, OtherNameFound, RemovedHit
from branch_app.domain.records.resident import Removal, Sex
from branch_app.domain.values.address import address_key, town_key
from branch_app.domain.values.identifiers import HouseholdId, ResidentId
from branch_app.domain.values.kana import fold_kana
from branch_app.domain.values.kanji import fold_kanji
from db.register_shape import ARRIVING, OTHER_NAMES, REMOVED_HITS, SHOWN, STORED

_NAMES_KEPT = 1 << 16
_SEXES = {sex.value: sex for sex in Sex}

Folded = tuple[str, str, str, str]
"""A name as it is searched: ``NAMES``."""
Named = tuple[str, str, str]
"""Another name as it is shown: its kind, as written, and its kana."""


def rows_of(table: str, lines: Iterable[RegisterLine]) -> Mapping[str, list[Row]]:
    """Name of a table of the file → rows for it."""
    kept = list(lines)
    stored: dict[str, list[Row]] = {table: [line.row for line in kept]}
    brought = TABLES[table].companions
    if brought is not None:
        stored[brought.name] = [
            (line.row[0], position, *row) for line in kept for position, row in enumerate(line.companions)
        ]
    if table == ARRIVING.parent:
        stored[ARRIVING.name], stored[OTHER_NAMES.name] = _searched_of(kept)
    if table == REMOVED_HITS.parent:
        stored[REMOVED_HITS.name] = list(map(_removed_hit, kept))
    return stored


def hit(row: Sequence[Any], found_as: OtherNameFound | None) -> Hit:
    """From the columns of a search."""
    identity, name, kana, birth, sex, address, home = row
    known = ResidentId(identity), name, kana, date.fromisoformat(birth), _SEXES[sex], address, HouseholdId(home)
    return Hit(*known, found_as)


def other_name_found(row: Sequence[Any]) -> OtherNameFound:
    """From the columns of the name that was found."""
    kind, name, kana = row
    return OtherNameFound(NameKind(kind), name, kana)


def removed_hit(row: Sequence[Any]) -> RemovedHit:
    """The same of a 除票."""
    resident, name, kana, birth, removal, removed = row
    days = (date.fromisoformat(birth), Removal(removal), date.fromisoformat(removed))
    return RemovedHit(ResidentId(resident), name, kana, *days)


def _removed_hit(line: RegisterLine) -> Row:
    """Why somebody left stands in the body; a row whose body nobody can read is found all the same."""
    key, resident, name, kana, birth, removed, body = map(str, line.row)
    try:
        removal = str(json.loads(body)["removal"])
    except (ValueError, KeyError, TypeError):
        removal = Removal.OFFICIAL.value
    return (key, 0, *_searched(name, kana), resident, name, kana, birth, removal, removed)


def _searched_of(households: Iterable[RegisterLine]) -> tuple[list[Row], list[Row]]:
    """Rows of ``arriving`` and of ``other_name``."""
    hits: list[Row] = []
    others: list[Row] = []
    for line in households:
        home, address, _ = line.row
        town, place = town_key(str(address)), address_key(str(address))
        for position, row in enumerate(line.companions):
            own = _searched(str(row[_NAME]), str(row[_KANA]))
            hits.append((home, position, *own, town, place, *_shown(row), address))
            if row[_FORMER] is None and row[_FOREIGN] is None:
                continue
            others += [
                (home, position, *names, town, row[_BIRTH], *shown)
                for names, shown in (*_former_name(row[_FORMER], own), *_alias(row[_FOREIGN]))
            ]
    return hits, others


def _former_name(body: object, own: Folded) -> Iterator[tuple[Folded, Named]]:
    """旧氏 takes the place of the surname; the given name stays."""
    if body is not None:
        name = json.loads(str(body))
        surname, _, written_surname, _ = _searched(name["written"], name["kana"])
        yield (surname, own[1], written_surname, own[3]), _named(NameKind.FORMER, name)


def _alias(body: object) -> Iterator[tuple[Folded, Named]]:
    """通称 is a whole name."""
    name = None if body is None else json.loads(str(body))["alias"]
    if name is not None:
        yield _searched(name["written"], name["kana"]), _named(NameKind.ALIAS, name)


def _named(kind: NameKind, name: Mapping[str, str]) -> Named:
    return kind.value, name["written"], name["kana"]


def _searched(name: str, kana: str) -> Folded:
    return (*_parted(kana, _folded_kana), *_parted(name, _folded_kanji))


def _parted(name: str, fold: Callable[[str], str]) -> tuple[str, str]:
    """Folded surname and given name; a name without a space is all surname."""
    surname, _, given = name.partition("\u3000") if "\u3000" in name else name.partition(" ")
    return fold(surname), fold(given)


@lru_cache(_NAMES_KEPT)
def _folded_kana(name: str) -> str:
    """Surnames and given names repeat: a city of a million has some ten thousand of each."""
    return fold_kana(name)


@lru_cache(_NAMES_KEPT)
def _folded_kanji(name: str) -> str:
    return fold_kanji(name)


_RESIDENT = [column.name for column in STORED["resident"].columns]
_NAME, _KANA, _BIRTH, _FORMER, _FOREIGN = map(
    _RESIDENT.index, ("name", "kana", "birth", "former_name", "foreign_standing")
)
_shown = itemgetter(*(_RESIDENT.index(name) for name in SHOWN if name != "address"))
"""What is shown of a resident, but for the address, which is the household's."""
