"""Walks along the indexes of residents and of their other names (通称, 旧氏)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from branch_app.domain.values.address import AddressStart, towns_before
from branch_app.domain.values.birth import Span

_HIGHEST = "\U0010ffff"
_OTHER = "n"
"""The table of other names, in every walk along it."""
_OWN_DAY = "hit r INDEXED BY hit_birth"
_OWN_TOWN = "hit r INDEXED BY hit_town"
_EACH = (
    "WITH RECURSIVE next(surname) AS ("
    "SELECT min({column}) FROM hit WHERE {column} > ? AND {column} < ? UNION ALL "
    "SELECT (SELECT min({column}) FROM hit WHERE {column} > next.surname AND {column} < ?) FROM next "
    "WHERE next.surname IS NOT NULL) SELECT surname FROM next WHERE surname IS NOT NULL"
)
"""Surnames in their order, each found by one step down the index."""
_PERSON = "CROSS JOIN hit r ON r.household = {0}.household AND r.position = {0}.position"
_BEARER = _PERSON.format(_OTHER)


@dataclass(frozen=True, slots=True)
class Walk:
    """Residents (``r``) that meet all conditions, in an order that one index has already.

    Without ``order`` it is that of the loops: tables of ``source`` from left to right, each as its index has it.
    ``other`` says that they are found by another name (``n``).
    """

    source: str
    order: str
    conditions: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    other: bool = False

    def where(self, condition: str, *values: str) -> "Walk":
        """Under one more condition; "" only gives the values of one that is there."""
        conditions = (*self.conditions, condition) if condition else self.conditions
        return Walk(self.source, self.order, conditions, (*self.values, *values), self.other)

    def statement(self, most: int) -> str:
        """So many row numbers at most, as JSON; of other names pairs: the resident's and the name's.

        The limit is written out: one that is bound has SQLite plan the statement anew every time.
        """
        found = "json_array(row, name)" if self.other else "row"
        rows = "r.rowid AS row, n.rowid AS name" if self.other else "r.rowid AS row"
        return _statement(found, rows, self.source, self.order, self.conditions, most)


@lru_cache(1 << 10)
def _statement(found: str, rows: str, source: str, order: str, conditions: tuple[str, ...], most: int) -> str:
    by = f"ORDER BY {order} " if order else ""
    return (
        f"SELECT json_group_array({found}) FROM (SELECT {rows} FROM {source} "  # noqa: S608 - our own names
        f"WHERE {' AND '.join(conditions)} {by}LIMIT {most})"
    )


class Match(Enum):
    """How a surname agrees with what was typed."""

    EXACT = "= ?"
    LONGER = "> ? AND {column} < ?"
    BEGINS = ">= ? AND {column} < ?"
    PART = "= part.column1"


@dataclass(frozen=True, slots=True)
class Named:
    """A name that is looked for; ``conditions`` are about the given name in ``{n}``, a table that has the names."""

    names: "Names"
    match: Match
    surname: str
    conditions: tuple[str, ...] = ()
    values: tuple[str, ...] = ()

    def given(self, *starts: str) -> "Named":
        """Whose given name begins with one of them, or whoever when there is none."""
        return self._begins(*((self.names.given, start) for start in starts))

    def given_or_kana(self, given: str, readings: tuple[str, ...]) -> "Named":
        """Whose given name begins so, or is read so."""
        return self._begins((self.names.given, given), *((KANA.given, start) for start in readings))

    def under(self, source: str, table: str) -> Walk:
        """Looked for there, where ``table`` has the names; in the order of names, or of ``divided``."""
        order, conditions = _shape(self.names, self.match, self.conditions, table)
        if self.match is Match.PART:
            parts = ", ".join(["(?, ?, ?)"] * (len(self.values) // 3))
            source, order = f"(VALUES {parts}) AS part CROSS JOIN {source}", ""
        return Walk(source, order, conditions, (*self._bounds(), *self.values), table == _OTHER)

    def surname_by_surname(self, index: str) -> Walk:
        """Residents under each surname that goes on, one surname after another: of few not all are read."""
        each = _EACH.format(column=self.names.surname)
        source = f"({each}) AS each CROSS JOIN hit r INDEXED BY {index}"
        walk = Walk(source, "", (f"r.{self.names.surname} = each.surname",), (*self._bounds(), self._bounds()[-1]))
        conditions = (*walk.conditions, *(each.replace("{n}", "r") for each in self.conditions))
        return replace(walk, conditions=conditions, values=(*walk.values, *self.values))

    def _bounds(self) -> tuple[str, ...]:
        match self.match:
            case Match.PART:
                return ()
            case Match.EXACT:
                return (self.surname,)
            case _:
                return self.surname, self.surname + _HIGHEST

    def _begins(self, *words: tuple[str, str]) -> "Named":
        if not words:
            return self
        one_of = " OR ".join(f"({{n}}.{column} >= ? AND {{n}}.{column} < ?)" for column, _ in words)
        values = tuple(value for _, start in words for value in (start, start + _HIGHEST))
        conditions: tuple[str, ...] = (f"({one_of})",)
        if len(words) > 1 and len({column for column, _ in words}) == 1:
            # An index goes to a range, never to one of several: the range that holds them all comes first.
            column, _ = words[0]
            conditions = (f"{{n}}.{column} >= ? AND {{n}}.{column} < ?", *conditions)
            values = (min(values), max(values), *values)
        return replace(self, conditions=(*self.conditions, *conditions), values=(*self.values, *values))


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """A pair of columns that is searched; ``index`` is over it, for residents and for other names.

    There are two, each equal to itself alone: what is put together once for each is found again without comparing.
    """

    surname: str
    given: str
    index: str

    @property
    def others(self) -> str:
        """Other names (``n``) along that index, and who bears them."""
        return f"other_name n INDEXED BY other_name_{self.index} {_BEARER}"

    def exactly(self, surname: str) -> Named:
        """Whose surname is that."""
        return Named(self, Match.EXACT, surname)

    def longer(self, start: str) -> Named:
        """Whose surname begins so and goes on."""
        return Named(self, Match.LONGER, start)

    def undivided(self, start: str) -> Named:
        """Whose whole name stands in the register without a space and begins so."""
        return Named(self, Match.BEGINS, start, (f"{{n}}.{self.given} = ''",))

    def divided(self, *words: str) -> Iterator[Named]:
        """Whose surname a word begins with, the longest first, and whose given name begins with the rest.

        One statement for all places where a word may part, not one for each; none for one character.
        """
        parts = [(word[:at], word[at:]) for word in words for at in range(len(word) - 1, 0, -1)]
        values = tuple(value for surname, rest in parts for value in (surname, rest, rest + _HIGHEST))
        if values:
            given = f"{{n}}.{self.given} >= part.column2 AND {{n}}.{self.given} < part.column3"
            yield Named(self, Match.PART, "", (given,), values)


@lru_cache(1 << 10)
def _shape(names: Names, match: Match, conditions: tuple[str, ...], table: str) -> tuple[str, tuple[str, ...]]:
    """Order and conditions: the same for every word that is looked for in one way."""
    column = f"{table}.{names.surname}"
    given = (each.replace("{n}", table) for each in conditions)
    return f"{column}, {table}.{names.given}, {table}.birth", (
        f"{column} {match.value.format(column=column)}",
        *given,
    )


KANA = Names("surname", "given", "kana")
WRITTEN = Names("written_surname", "written_given", "written")


def walks_of(named: Named, birth: Span | None, address: AddressStart | None) -> Iterator[Walk]:
    """Residents of that name, then those who bear it as 旧氏 or 通称.

    Few have a name that parts as one word does: they are gone through one by one, not the towns.
    """
    if birth is not None and birth.first == birth.last:
        yield from _living(born(named.under(_OWN_DAY, "r"), "r", birth), address)
    elif address is not None and address.town and named.match is not Match.PART:
        yield from (born(walk, "r", birth) for walk in _in_towns(named.under(_OWN_TOWN, "r"), address))
    else:
        yield from _living(born(_own(named, birth), "r", birth), address)
    other = named.under(named.names.others, _OTHER)
    if address is not None:
        other = _near(other, address)
    yield from _living(born(other, _OTHER, birth), address)


def _own(named: Named, birth: Span | None) -> Walk:
    """By the index that has what is asked for side by side."""
    index = f"hit_{named.names.index}"
    if birth is not None and named.names is KANA and not named.conditions:
        index = "hit_surname_birth"
    if named.match is Match.LONGER and (birth is not None or named.conditions):
        return named.surname_by_surname(index)
    return named.under(f"hit r INDEXED BY {index}", "r")


def _near(walk: Walk, address: AddressStart) -> Walk:
    """Of other names only those in towns that may hold the address are joined to anybody."""
    towns = (address.town, *(f"{town}|" for town in towns_before(address)))
    one_of = " OR ".join("(n.town >= ? AND n.town < ?)" for _ in towns)
    return walk.where(f"({one_of})", *(value for town in towns for value in (town, town + _HIGHEST)))


def walk_number(index: str, condition: str) -> Walk:
    """Whoever's record (``p``) has that number."""
    source = f"resident p INDEXED BY {index} {_PERSON.format('p')}"
    return Walk(source, "r.surname, r.given").where(condition)


def walk_birth(birth: Span) -> Walk:
    """Everybody born then, by the day."""
    return born(Walk(_OWN_DAY, "r.birth, r.surname, r.given"), "r", birth)


def walk_address(address: AddressStart, birth: Span | None) -> Iterator[Walk]:
    """Everybody who lives there, by the address; those born at some time there by their names."""
    if birth is None:
        yield _placed(Walk("hit r INDEXED BY hit_place", "r.place, r.household, r.position"), address)
    elif birth.first == birth.last or not address.town:
        yield from _living(walk_birth(birth), address)
    else:
        towns = _in_towns(Walk(_OWN_TOWN, "r.surname, r.given, r.birth"), address)
        yield from (born(walk, "r", birth) for walk in towns)


def born(walk: Walk, table: str, birth: Span | None) -> Walk:
    """Born then, where that was asked."""
    if birth is None:
        return walk
    first, last = birth.first.isoformat(), birth.last.isoformat()
    if first == last:
        return walk.where(f"{table}.birth = ?", first)
    return walk.where(f"{table}.birth BETWEEN ? AND ?", first, last)


def _living(walk: Walk, address: AddressStart | None) -> Iterator[Walk]:
    """Of few people the addresses are looked at one by one; of many, in a ward, only their towns."""
    if address is None:
        yield walk
    elif not address.town:
        yield _warded(walk, "r.town", address)
    else:
        yield _placed(walk, address)


def _in_towns(walk: Walk, address: AddressStart) -> Iterator[Walk]:
    """Towns that begin so in full, then the places that begin so in towns with a shorter name."""
    yield _warded(_within(walk, "r.town", address.town), "r.town", address)
    for town in towns_before(address):
        yield _placed(_within(walk, "r.town", f"{town}|"), address)


def _placed(walk: Walk, address: AddressStart) -> Walk:
    return _warded(_within(walk, "r.place", address.town), "r.place", address)


def _within(walk: Walk, column: str, start: str) -> Walk:
    return walk.where(f"{column} >= ?", start).where(f"{column} < ?", start + _HIGHEST)


def _warded(walk: Walk, column: str, address: AddressStart) -> Walk:
    return walk.where(f"instr({column}, ?)", f"|{address.ward}") if address.ward else walk
