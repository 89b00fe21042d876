"""本籍 and 筆頭者 of a household's Japanese members, in the groups that share a 戸籍."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from branch_app.domain.records.resident import HEAD, Sex
from sync.central.kawasaki.city import Kawasaki
from sync.central.kawasaki.fullnames import GAP, FullName
from sync.central.kawasaki.lots import Lots, Purpose
from sync.central.kawasaki.naming import given_name
from sync.central.kawasaki.people import SPOUSES, Person
from sync.central.kawasaki.places import CITY, city_honseki, elsewhere

_CITY_PERCENT = 40
_CHILD, _WIFES_CHILD, _SONS_WIFE = ("20",), ("12", "20"), ("20", "12")
_MARRIED = frozenset((*SPOUSES, _CHILD, _WIFES_CHILD))
_COUPLE = (HEAD, *SPOUSES)
_OWN, _PARENTS, _SON, _ALONE = range(4)
_LINES: dict[tuple[str, ...], int] = {
    **dict.fromkeys((HEAD, *_MARRIED), _OWN),
    **dict.fromkeys((("51",), ("52",), ("71",), ("74",), ("81",), ("84",)), _PARENTS),
    **dict.fromkeys((_SONS_WIFE, ("20", "20")), _SON),
}


class Line(Enum):
    """Whose 戸籍 a group is: the head's own, that of the head's parents, a son's, or one of nobody else here."""

    OWN = "1"
    PARENTS = "2"
    SON = "3"
    ALONE = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Members (by index in the household) of one 戸籍; ``first`` is the 筆頭者's index, None when elsewhere."""

    line: Line
    honseki: str
    hittousha: str
    first: int | None
    members: tuple[int, ...]

    @property
    def here(self) -> bool:
        """Whether the 本籍 lies in the city, so that its 戸籍 is kept here."""
        return self.honseki.startswith(CITY)


def groups_of(city: Kawasaki, number: int, people: Sequence[Person], names: Sequence[FullName]) -> list[Group]:
    """Every Japanese member stands in one of them."""
    return list(_groups(_Draft(city, city.lots(Purpose.ORIGIN, number), people, names), number))


def is_of_here(city: Kawasaki, number: int) -> bool:
    """Whether any 本籍 of that household can lie in the city: the first draw, taken without the rest."""
    return _is_here(city, city.lots(Purpose.ORIGIN, number), number)


def _is_here(city: Kawasaki, lots: Lots, number: int) -> bool:
    return lots.percent(_CITY_PERCENT) or city.special(number, 17)


@dataclass(frozen=True, slots=True)
class _Draft:
    city: Kawasaki
    lots: Lots
    people: Sequence[Person]
    names: Sequence[FullName]

    def place(self, *, here: bool) -> str:
        words = self.city.words
        return city_honseki(self.lots, words) if here else elsewhere(self.lots, words)

    def ancestor(self, index: int, years: int) -> str:
        """A man of that member's surname, so many years older."""
        given = given_name(self.lots, self.city, Sex.MALE, self.people[index].birth.year - years)
        return f"{self.names[index].surname.written}{GAP}{given.written}"


def _groups(draft: _Draft, number: int) -> Iterator[Group]:
    here = _is_here(draft.city, draft.lots, number)
    honseki = draft.place(here=here)
    own, parents, son, alone = _lines(draft)
    if own:
        yield Group(Line.OWN, honseki, *_own_first(draft, own), tuple(own))
    if parents:
        place = honseki if not own else draft.place(here=here and draft.lots.percent(60))
        father = next((index for index in parents if draft.people[index].relationship == ("51",)), None)
        name = draft.ancestor(parents[0], 28) if father is None else draft.names[father].written
        yield Group(Line.PARENTS, place, name, father, tuple(parents))
    if son:
        yield Group(Line.SON, honseki, draft.names[son[0]].written, son[0], tuple(son))
    for index in alone:
        first = draft.lots.percent(50)
        name = draft.names[index].written if first else draft.ancestor(index, 28)
        yield Group(Line.ALONE, draft.place(here=False), name, index if first else None, (index,))


def _lines(draft: _Draft) -> tuple[list[int], ...]:
    """Indices of whom the head's own 戸籍 holds, that of the parents, that of a son; then of those alone."""
    lines: tuple[list[int], ...] = ([], [], [], [])
    relationships = [person.relationship for person in draft.people]
    head = _PARENTS if _is_unmarried(draft, relationships) else _OWN
    son = relationships.index(_CHILD) if _SONS_WIFE in relationships else -1
    for index, person in enumerate(draft.people):
        if not person.foreign:
            line = _SON if index == son else _LINES.get(person.relationship, _ALONE)
            lines[head if line == _OWN else line].append(index)
    return lines


def _is_unmarried(draft: _Draft, relationships: Sequence[tuple[str, ...]]) -> bool:
    """Whether the head stands in the parents' 戸籍 still: whoever never married does, most often."""
    if not _MARRIED.isdisjoint(relationships):
        return False
    age = draft.people[0].age
    return draft.lots.percent(85 if age < 40 else 45 if age < 65 else 12)


def _own_first(draft: _Draft, own: Sequence[int]) -> tuple[str, int | None]:
    """The husband, mostly; a dead husband still, for many a widow."""
    couple = [index for index in own if draft.people[index].relationship in _COUPLE] or [own[0]]
    if len(couple) == 1:
        person = draft.people[couple[0]]
        if person.sex is Sex.FEMALE and person.age > 50 and draft.lots.percent(70):
            return draft.ancestor(couple[0], 3), None
        return draft.names[couple[0]].written, couple[0]
    first = min(couple, key=lambda index: draft.people[index].sex is Sex.FEMALE)
    if draft.lots.percent(4):
        first = next(index for index in couple if index != first)
    return draft.names[first].written, first
