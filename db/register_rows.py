"""Lines of a register to rows of ``register-<n>.db``, and what comes back from a search."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from branch_app.domain.records.register_rows import RegisterLine, Row
from branch_app.domain.records.register_tables import TABLES, Column
from branch_app.domain.records.registers import Hit
from branch_app.domain.records.resident import Sex
from branch_app.domain.values.address import address_key, town_key
from branch_app.domain.values.identifiers import HouseholdId, ResidentId
from branch_app.domain.values.kana import fold_kana
from branch_app.domain.values.kanji import fold_kanji
from db.register_shape import OTHER_NAMES, STORED

_NAMES_KEPT = 1 << 16


def rows_of(table: str, lines: Iterable[RegisterLine]) -> Mapping[str, list[Row]]:
    """Name of a table of the file → rows for it."""
    kept = list(lines)
    stored = {table: [_searchable(table, line, line.row) for line in kept]}
    brought = TABLES[table].companions
    if brought is not None:
        stored[brought.name] = [
            (line.row[0], position, *_searchable(brought.name, line, row))
            for line in kept
            for position, row in enumerate(line.companions)
        ]
    if table == OTHER_NAMES.parent:
        stored[OTHER_NAMES.name] = list(_other_names(kept))
    return stored


def hit(row: Sequence[Any]) -> Hit:
    """From the columns of a search."""
    identity, name, kana, birth, sex, address, home = row
    return Hit(ResidentId(identity), name, kana, date.fromisoformat(birth), Sex(sex), address, HouseholdId(home))


def _searchable(stored: str, line: RegisterLine, row: Row) -> Row:
    """The search columns in front, where the table has them; of the line only its address matters."""
    if stored == "household":
        return (address_key(str(row[_PLACES[stored]["address"]])), *row)
    if not STORED[stored].searched:
        return row
    at = _PLACES[stored]
    names = _searched(str(row[at["name"]]), str(row[at["kana"]]))
    if stored == "resident":
        return (*names, town_key(str(line.row[_PLACES["household"]["address"]])), *row)
    return (*names, *row)


def _other_names(lines: Iterable[RegisterLine]) -> Iterator[Row]:
    at = _PLACES["resident"]
    for line in lines:
        town = town_key(str(line.row[_PLACES["household"]["address"]]))
        for position, row in enumerate(line.companions):
            former, foreign = row[at["former_name"]], row[at["foreign_standing"]]
            if former is None and foreign is None:
                continue
            own = _searched(str(row[at["name"]]), str(row[at["kana"]]))
            for searched in (*_former_name(former, own), *_alias(foreign)):
                yield line.row[0], position, *searched, town, row[at["id"]], row[at["birth"]]


def _former_name(body: object, own: tuple[str, str, str, str]) -> Iterator[tuple[str, str, str, str]]:
    """旧氏 takes the place of the surname; the given name stays."""
    if body is not None:
        name = json.loads(str(body))
        surname, _, written_surname, _ = _searched(name["written"], name["kana"])
        yield surname, own[1], written_surname, own[3]


def _alias(body: object) -> Iterator[tuple[str, str, str, str]]:
    """通称 is a whole name."""
    name = None if body is None else json.loads(str(body))["alias"]
    if name is not None:
        yield _searched(name["written"], name["kana"])


def _searched(name: str, kana: str) -> tuple[str, str, str, str]:
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


def _places(columns: Iterable[Column]) -> Mapping[str, int]:
    return {column.name: at for at, column in enumerate(columns)}


_PLACES = {name: _places(stored.columns) for name, stored in STORED.items()}
