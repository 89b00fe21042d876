"""A snapshot with nothing in it that its paper does not show: no 宛名番号, nobody left out, no item not asked for.

Drawing the one and the other gives the same page; the places of persons and events stay, because papers count them.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import assert_never

from branch_app.domain.records.koseki import FuhyoPerson, Koseki, KosekiEvent, KosekiPerson
from branch_app.domain.records.resident import ForeignStanding, Household, Resident, Sex
from branch_app.domain.records.snapshots import (
    FuhyoSnapshot,
    GenpyoSnapshot,
    InkanSnapshot,
    JohyoSnapshot,
    JuminhyoOptions,
    JuminhyoSnapshot,
    JuriSnapshot,
    KazeiSnapshot,
    KisaijikoItem,
    KisaijikoSnapshot,
    KosekiSnapshot,
    MibunSnapshot,
    Snapshot,
)
from branch_app.domain.values.identifiers import HouseholdId, KosekiId, ResidentId

_NOBODY = ResidentId("")
_NO_KOSEKI = KosekiId("")
_NO_DAY = date(2000, 1, 1)
"""Of a day that is not shown; one that 和暦 has, because entries are set whole before items are chosen."""
_HIDDEN = KosekiPerson(None, "", date.min, Sex.MALE, "", "", "", removed=False, events=())
_HIDDEN_HERE = FuhyoPerson(None, "", date.min, Sex.MALE, removed=False, addresses=())
_HIDDEN_EVENT = KosekiEvent("", date.min, ())


def as_shown(snapshot: Snapshot) -> Snapshot:
    """The same paper, and nothing else."""
    match snapshot:
        case JuminhyoSnapshot():
            return _juminhyo(snapshot)
        case JohyoSnapshot(removed=removed, options=options):
            person = _resident(removed.resident, options, _NOBODY)
            head = removed.head if options.head_and_relationship else ""
            return replace(snapshot, subject=_NOBODY, removed=replace(removed, resident=person, head=head))
        case KisaijikoSnapshot():
            return _kisaijiko(snapshot)
        case InkanSnapshot(household=household):
            alone = _alone(household, snapshot.subject, _bare)
            seal = replace(snapshot.seal, number="", resident=_NOBODY)
            return replace(snapshot, subject=_NOBODY, household=alone, seal=seal)
        case KosekiSnapshot(koseki=koseki, shown=shown):
            return replace(snapshot, subject=_NOBODY, koseki=_koseki(koseki, shown))
        case FuhyoSnapshot():
            return _fuhyo(snapshot)
        case JuriSnapshot(koseki=koseki, person=person_at, event=event_at):
            told = _only(koseki, person_at, event_at)
            return replace(snapshot, subject=_NOBODY, koseki=told)
        case GenpyoSnapshot(record=record):
            return replace(snapshot, subject=_NOBODY, record=replace(record, resident=_NOBODY))
        case KazeiSnapshot(household=household, record=record):
            alone = _alone(household, snapshot.subject, _bare)
            return replace(snapshot, subject=_NOBODY, household=alone, record=replace(record, resident=_NOBODY))
        case MibunSnapshot(koseki=koseki, person=person_at):
            return replace(snapshot, subject=_NOBODY, koseki=_only(koseki, person_at, None))
    assert_never(snapshot)


def _juminhyo(snapshot: JuminhyoSnapshot) -> JuminhyoSnapshot:
    household, options = snapshot.household, snapshot.options
    members = [member for member in household.members if member.id in snapshot.shown]
    places = {member.id: ResidentId(str(place)) for place, member in enumerate(members)}
    kept = replace(
        household,
        id=HouseholdId(""),
        head=household.head if options.head_and_relationship else "",
        members=tuple(_resident(member, options, places[member.id]) for member in members),
    )
    subject = places.get(snapshot.subject, _NOBODY)
    return replace(snapshot, subject=subject, household=kept, shown=tuple(places.values()))


def _kisaijiko(snapshot: KisaijikoSnapshot) -> KisaijikoSnapshot:
    items = set(snapshot.items)

    def asked_for(member: Resident) -> Resident:
        honseki = KisaijikoItem.HONSEKI in items
        options = JuminhyoOptions(
            head_and_relationship=KisaijikoItem.RELATIONSHIP in items, honseki=honseki, nationality_and_stay=honseki
        )
        born = KisaijikoItem.BIRTH in items
        return replace(
            _settled(_resident(member, options, _NOBODY)),
            kana=member.kana if KisaijikoItem.KANA in items else "",
            birth=member.birth if born else _NO_DAY,
            birth_written=member.birth_written if born else None,
            sex=member.sex if KisaijikoItem.SEX in items else Sex.MALE,
            became_resident=member.became_resident if KisaijikoItem.BECAME_RESIDENT in items else _NO_DAY,
        )

    alone = _alone(snapshot.household, snapshot.subject, asked_for)
    head = snapshot.household.head if KisaijikoItem.HEAD in items else ""
    address = alone.address if KisaijikoItem.ADDRESS in items else ""
    return replace(snapshot, subject=_NOBODY, household=replace(alone, head=head, address=address))


def _fuhyo(snapshot: FuhyoSnapshot) -> FuhyoSnapshot:
    fuhyo, shown = snapshot.fuhyo, snapshot.shown
    persons = tuple(
        replace(person, resident=None) if place in shown else _HIDDEN_HERE
        for place, person in enumerate(fuhyo.persons)
    )
    told = replace(fuhyo, id=_NO_KOSEKI, persons=persons)
    if not snapshot.honseki:
        surname = fuhyo.hittousha.partition("\u3000")[0]  # which every name on it begins with
        told = replace(told, honseki="", hittousha=surname)
    return replace(snapshot, subject=_NOBODY, fuhyo=told)


def _koseki(koseki: Koseki, shown: tuple[int, ...]) -> Koseki:
    persons = tuple(
        replace(person, resident=None) if place in shown else _HIDDEN for place, person in enumerate(koseki.persons)
    )
    return replace(koseki, id=_NO_KOSEKI, persons=persons)


def _only(koseki: Koseki, person_at: int, event_at: int | None) -> Koseki:
    """That person with that event, of all the 戸籍."""
    told = _koseki(koseki, (person_at,))
    person = told.persons[person_at]
    events = tuple(event if place == event_at else _HIDDEN_EVENT for place, event in enumerate(person.events))
    persons = list(told.persons)
    persons[person_at] = replace(person, events=events if event_at is not None else ())
    return replace(told, events=(), persons=tuple(persons))


def _alone(household: Household, subject: ResidentId, kept: Callable[[Resident], Resident]) -> Household:
    """The subject as the only member."""
    members = tuple(kept(member) for member in household.members if member.id == subject)
    return replace(household, id=HouseholdId(""), head="", members=members)


def _bare(member: Resident) -> Resident:
    """Name, birth and what stands beside a name."""
    kept = _settled(_resident(member, JuminhyoOptions(), _NOBODY))
    return replace(kept, kana="", became_resident=_NO_DAY, sex=Sex.MALE)


def _settled(member: Resident) -> Resident:
    """Without where from, since when and where to, of the stay nothing but the nationality."""
    foreign = member.foreign
    if foreign is not None:
        foreign = replace(foreign, category="", stay=None, period=None, expires=None, card="")
    return replace(
        member, previous_address=None, address_since=None, notified=None, moving_out=None, foreign=foreign
    )


def _resident(member: Resident, options: JuminhyoOptions, place: ResidentId) -> Resident:
    return replace(
        member,
        id=place,
        relationship=member.relationship if options.head_and_relationship else (),
        honseki=member.honseki if options.honseki else "",
        hittousha=member.hittousha if options.honseki else "",
        juminhyo_code=member.juminhyo_code if options.juminhyo_code else "",
        foreign=None if member.foreign is None else _foreign(member.foreign, options),
    )


def _foreign(standing: ForeignStanding, options: JuminhyoOptions) -> ForeignStanding:
    kept = standing if options.card_number else replace(standing, card="")
    if options.nationality_and_stay:
        return kept
    return replace(kept, nationality="", category="", stay=None, period=None, expires=None)
