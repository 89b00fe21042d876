"""What papers from 戸籍 and 附票 claim: the persons shown, what happened to them, and where they lived."""

from collections.abc import Iterable, Sequence

from branch_app.documents.claims import Claims
from branch_app.domain.records.koseki import Fuhyo, FuhyoPerson, Koseki, KosekiEvent, KosekiPerson
from branch_app.domain.records.snapshots import FuhyoSnapshot, JuriSnapshot, KosekiSnapshot, MibunSnapshot, Scope
from branch_app.domain.values.identifiers import ResidentId

_GAP = "\u3000"
_CONTRADICTORY = Claims(agreed=False)


def koseki_claims(snapshot: KosekiSnapshot) -> Claims:
    """戸籍事項, and every person shown with 身分事項."""
    koseki = snapshot.koseki
    if not _agreed(snapshot.subject, koseki.persons, snapshot.scope, snapshot.shown):
        return _CONTRADICTORY
    persons = (_person(koseki, index) + _all_events(koseki, index) for index in snapshot.shown)
    return sum(persons, _heading(koseki) + _events("events", koseki.events))


def fuhyo_claims(snapshot: FuhyoSnapshot) -> Claims:
    """Every person shown with every address."""
    fuhyo = snapshot.fuhyo
    if not _agreed(snapshot.subject, fuhyo.persons, snapshot.scope, snapshot.shown):
        return _CONTRADICTORY
    persons = (_dweller(f"persons[{index}]", fuhyo.persons[index]) for index in snapshot.shown)
    return sum(persons, _heading(fuhyo) + _surname(fuhyo))


def juri_claims(snapshot: JuriSnapshot) -> Claims:
    """One person and one of the 身分事項."""
    koseki = snapshot.koseki
    if not _is_of(snapshot.subject, koseki.persons, snapshot.person):
        return _CONTRADICTORY
    events = koseki.persons[snapshot.person].events
    if not 0 <= snapshot.event < len(events):
        return _CONTRADICTORY
    event = _event(f"persons[{snapshot.person}].events[{snapshot.event}]", events[snapshot.event])
    return _heading(koseki) + _surname(koseki) + _person(koseki, snapshot.person) + event


def mibun_claims(snapshot: MibunSnapshot) -> Claims:
    """One person."""
    koseki = snapshot.koseki
    if not _is_of(snapshot.subject, koseki.persons, snapshot.person):
        return _CONTRADICTORY
    return _heading(koseki) + _surname(koseki) + _person(koseki, snapshot.person)


def _agreed(
    subject: ResidentId, persons: Sequence[KosekiPerson | FuhyoPerson], scope: Scope, shown: tuple[int, ...]
) -> bool:
    """Somebody is shown, nobody twice, all of the whole; and the subject is of the 戸籍."""
    everybody = tuple(range(len(persons)))
    agreed = bool(shown) and len(set(shown)) == len(shown) and set(shown) <= set(everybody)
    agreed &= scope is Scope.PART or shown == everybody
    return agreed and any(person.resident == subject for person in persons)


def _is_of(subject: ResidentId, persons: Sequence[KosekiPerson], index: int) -> bool:
    return 0 <= index < len(persons) and persons[index].resident == subject


def _heading(family: Koseki | Fuhyo) -> Claims:
    return Claims(required={"honseki": family.honseki, "hittousha": family.hittousha})


def _surname(family: Koseki | Fuhyo) -> Claims:
    """Of a 筆頭者 whose names are not parted nobody's 氏名 can be made."""
    surname, gap, _ = family.hittousha.partition(_GAP)
    return Claims(required={"hittousha.surname": surname if gap else ""})


def _person(koseki: Koseki, index: int) -> Claims:
    person, at = koseki.persons[index], f"persons[{index}]"
    return Claims(
        required={f"{at}.name": person.name, f"{at}.relation": person.relation},
        optional={f"{at}.father": person.father, f"{at}.mother": person.mother},
        days={f"{at}.birth": person.birth},
    )


def _all_events(koseki: Koseki, index: int) -> Claims:
    return _events(f"persons[{index}].events", koseki.persons[index].events)


def _events(at: str, events: Iterable[KosekiEvent]) -> Claims:
    return sum((_event(f"{at}[{number}]", event) for number, event in enumerate(events)), Claims())


def _event(at: str, event: KosekiEvent) -> Claims:
    items = {f"{at}.items[{place}]": item for place, item in enumerate(event.items)}
    return Claims(
        required={f"{at}.kind": event.kind, **{f"{each}.label": item.label for each, item in items.items()}},
        optional={each: item.text for each, item in items.items()},
        days={f"{at}.day": event.day},
    )


def _dweller(at: str, person: FuhyoPerson) -> Claims:
    """Somebody without any address stands on no 附票."""
    addresses = {f"{at}.addresses[{number}]": address for number, address in enumerate(person.addresses)}
    return Claims(
        required={
            f"{at}.name": person.name,
            f"{at}.addresses": "".join(address.address for address in person.addresses),
            **{each: address.address for each, address in addresses.items()},
        },
        days={f"{at}.birth": person.birth, **{f"{each}.since": row.since for each, row in addresses.items()}},
    )
