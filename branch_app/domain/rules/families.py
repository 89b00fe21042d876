"""Which 戸籍 or 附票, whose blocks, which 届出: what the wish names, or else the newest that fits."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TypeVar

from branch_app.domain.errors import BadInput, NotEntitled
from branch_app.domain.records.koseki import Fuhyo, FuhyoPerson, Koseki, KosekiPerson, KosekiState
from branch_app.domain.records.snapshots import Scope
from branch_app.domain.values.identifiers import KosekiId, ResidentId

Family = TypeVar("Family", Koseki, Fuhyo)


def choose(
    found: Iterable[Family], states: Collection[KosekiState], wanted: KosekiId | None, subject: ResidentId
) -> Family:
    """The one of that id, or the newest, among those in such a state.

    Where the subject still stands goes before where they were taken out: who went back to the parents' 戸籍 (復籍)
    is in an older one than that of the marriage.

    Raises:
        NotEntitled: there is none; ``why`` is no_family.
    """
    fitting = [family for family in found if family.state in states and wanted in {None, family.id}]
    if not fitting:
        raise NotEntitled(why="no_family")
    return max(fitting, key=lambda family: (not _has_left(family, subject), _made(family), family.id))


def places(
    persons: Sequence[KosekiPerson | FuhyoPerson], subject: ResidentId, scope: Scope, wanted: Collection[int]
) -> tuple[int, ...]:
    """Whose blocks are shown, in order: everybody's; of a part those wanted, or the subject's alone.

    Raises:
        NotEntitled: the subject is not among them; ``why`` is subject.
        BadInput: ``at`` is persons: a place that nobody has.
    """
    own = place_of(persons, subject)
    if scope is Scope.WHOLE:
        return tuple(range(len(persons)))
    if not set(wanted) <= set(range(len(persons))):
        raise BadInput(at="persons")
    return tuple(sorted(wanted)) or (own,)


def place_of(persons: Sequence[KosekiPerson | FuhyoPerson], subject: ResidentId) -> int:
    """Where the subject is recorded; who left and came back stands there twice, and the later block counts.

    Raises:
        NotEntitled: nowhere; ``why`` is subject.
    """
    found = [place for place, person in enumerate(persons) if person.resident == subject]
    if not found:
        raise NotEntitled(why="subject")
    return found[-1]


def standing_place_of(persons: Sequence[KosekiPerson], subject: ResidentId) -> int:
    """As ``place_of``, of somebody who has the 本籍 there now.

    Raises:
        NotEntitled: taken out of it, or not there; ``why`` is no_family or subject.
    """
    place = place_of(persons, subject)
    if persons[place].removed:
        raise NotEntitled(why="no_family")
    return place


def event_of(person: KosekiPerson, wanted: int | None) -> int:
    """Which 届出 a 受理証明書 is about: that one, or the newest.

    Raises:
        NotEntitled: there is none; ``why`` is no_event.
    """
    events = person.events
    if not events or (wanted is not None and not 0 <= wanted < len(events)):
        raise NotEntitled(why="no_event")
    return wanted if wanted is not None else max(range(len(events)), key=lambda at: (events[at].day, at))


def _has_left(family: Koseki | Fuhyo, subject: ResidentId) -> bool:
    blocks = [person.removed for person in family.persons if person.resident == subject]
    return bool(blocks) and all(blocks)


def _made(family: Koseki | Fuhyo) -> date:
    """When it was made, or last heard of where nothing says so."""
    if isinstance(family, Koseki):
        return min((event.day for event in family.events), default=date.min)
    days = [address.since for person in family.persons for address in person.addresses if address.since is not None]
    return max(days, default=date.min)
