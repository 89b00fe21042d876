"""Whom a paper is about and whom it shows, as far as they are on a register here."""

from collections.abc import Collection, Iterable
from typing import assert_never

from branch_app.domain.records.koseki import Fuhyo, Koseki, KosekiPerson
from branch_app.domain.records.resident import HEAD, Household
from branch_app.domain.records.snapshots import (
    FuhyoSnapshot,
    GenpyoSnapshot,
    InkanSnapshot,
    JohyoSnapshot,
    JuminhyoSnapshot,
    JuriSnapshot,
    KazeiSnapshot,
    KisaijikoItem,
    KisaijikoSnapshot,
    KosekiSnapshot,
    MibunSnapshot,
    Scope,
    Snapshot,
)
from branch_app.domain.rules.kinship import full_name, recorded_in
from branch_app.domain.values.identifiers import ResidentId
from branch_app.domain.values.kanji import fold_kanji


def concerns(snapshot: Snapshot) -> frozenset[ResidentId]:
    """Whose relatives may ask for it: of a 戸籍 and its 附票 those of everybody recorded (戸籍法 10条).

    Of anything else, a 受理証明書 too (戸籍法 48条), those of the subject.
    """
    match snapshot:
        case KosekiSnapshot():
            return recorded_in(snapshot.koseki)
        case FuhyoSnapshot():
            persons = snapshot.fuhyo.persons
            return frozenset(person.resident for person in persons if person.resident is not None)
        case _:
            return frozenset({snapshot.subject})


def persons_on(snapshot: Snapshot) -> frozenset[ResidentId]:
    """Subject and everybody whose data the paper shows. A kind of paper that is not named here is never issued."""
    match snapshot:
        case JuminhyoSnapshot():
            return frozenset({snapshot.subject, *snapshot.shown, *_named_on(snapshot)})
        case KosekiSnapshot(scope=Scope.WHOLE):
            return recorded_in(snapshot.koseki) | {snapshot.subject}
        case KosekiSnapshot():
            return _in_blocks(snapshot.koseki, snapshot.shown) | {snapshot.subject}
        case JuriSnapshot() | MibunSnapshot():
            return _in_blocks(snapshot.koseki, (snapshot.person,)) | {snapshot.subject}
        case FuhyoSnapshot():
            return _on_fuhyo(snapshot) | {snapshot.subject}
        case InkanSnapshot():
            return frozenset({snapshot.subject, snapshot.seal.resident})
        case JohyoSnapshot():
            return frozenset({snapshot.subject, snapshot.removed.resident.id})
        case GenpyoSnapshot() | KazeiSnapshot():
            return frozenset({snapshot.subject, snapshot.record.resident})
        case KisaijikoSnapshot():
            return _certified_on(snapshot) | {snapshot.subject}
        case _:
            assert_never(snapshot)


def named_alone(snapshot: Snapshot) -> frozenset[str]:
    """世帯主 and 筆頭者 whom the paper names and nothing on it tells by their 宛名番号: a name is all there is.

    A 除票 and a 登録原票 hold the head by name; a 筆頭者 may live elsewhere than who is shown. 戸籍 and 附票 know
    everybody who is on a register here.
    """
    match snapshot:
        case JohyoSnapshot(removed=removed, options=options):
            head = {removed.head} if options.head_and_relationship else set()
            first = {removed.resident.hittousha} if options.honseki else set()
            return frozenset((head | first) - {removed.resident.name, ""})
        case GenpyoSnapshot(record=record):
            return frozenset({record.head} - {record.name, record.alias.written if record.alias else "", ""})
        case JuminhyoSnapshot(options=options) if options.honseki:
            return _elsewhere(snapshot.household, snapshot.shown)
        case KisaijikoSnapshot(items=items) if KisaijikoItem.HONSEKI in items:
            return _elsewhere(snapshot.household, (snapshot.subject,))
        case _:
            return frozenset()


def perhaps_on(snapshot: Snapshot, held: Iterable[tuple[ResidentId, str]]) -> frozenset[ResidentId]:
    """Whom the paper shows, and those of ``held`` whose name it has and no more: nobody can tell who is meant.

    Spaces and variants of 漢字 tell nobody apart here (``name_key``).
    """
    names = set(map(name_key, named_alone(snapshot)))
    return persons_on(snapshot) | {resident for resident, name in held if name_key(name) in names}


def name_key(name: str) -> str:
    """The same for every way of writing a name that tells nobody apart here."""
    return fold_kanji("".join(name.split()))


def subject_name(snapshot: Snapshot) -> str:
    """氏名 of the person that the paper is about, as its register holds it; "" when it does not hold them."""
    match snapshot:
        case KosekiSnapshot() | JuriSnapshot() | MibunSnapshot():
            return _name_in(snapshot.koseki, snapshot.subject)
        case FuhyoSnapshot():
            return _name_in(snapshot.fuhyo, snapshot.subject)
        case JohyoSnapshot():
            return snapshot.removed.resident.name
        case GenpyoSnapshot():
            return snapshot.record.name
        case JuminhyoSnapshot() | KisaijikoSnapshot() | InkanSnapshot() | KazeiSnapshot():
            member = snapshot.household.member(snapshot.subject)
            return "" if member is None else member.name
        case _:
            assert_never(snapshot)


def _name_in(family: Koseki | Fuhyo, resident: ResidentId) -> str:
    named = (full_name(family.hittousha, person.name) for person in family.persons if person.resident == resident)
    return next(named, "")


def _named_on(snapshot: JuminhyoSnapshot) -> frozenset[ResidentId]:
    """Members of the household whom the items asked for name."""
    household, options = snapshot.household, snapshot.options
    heads = _heads(household) if options.head_and_relationship else frozenset()
    return heads | (_first_persons(household, snapshot.shown) if options.honseki else frozenset())


def _certified_on(snapshot: KisaijikoSnapshot) -> frozenset[ResidentId]:
    """As for a 住民票: whom the items chosen name."""
    household, items = snapshot.household, snapshot.items
    heads = _heads(household) if KisaijikoItem.HEAD in items else frozenset()
    first = _first_persons(household, (snapshot.subject,)) if KisaijikoItem.HONSEKI in items else frozenset()
    return heads | first


def _heads(household: Household) -> frozenset[ResidentId]:
    """世帯主: by the 続柄, and whoever bears the name that papers print."""
    members = household.members
    return frozenset(each.id for each in members if each.relationship == HEAD or each.name == household.head)


def _first_persons(household: Household, shown: Collection[ResidentId]) -> frozenset[ResidentId]:
    """筆頭者 of those shown, where they live there too."""
    first = {member.hittousha for member in household.members if member.id in shown}
    return frozenset(member.id for member in household.members if member.name in first)


def _elsewhere(household: Household, shown: Collection[ResidentId]) -> frozenset[str]:
    """筆頭者 of those shown who are no members of the household."""
    first = {member.hittousha for member in household.members if member.id in shown}
    return frozenset(first - {member.name for member in household.members} - {""})


def _in_blocks(koseki: Koseki, shown: Iterable[int]) -> frozenset[ResidentId]:
    """Those whose blocks are shown, and whoever of the 戸籍 is named in them or as 筆頭者."""
    blocks = [koseki.persons[place] for place in shown]
    said = "\n".join((koseki.hittousha, *(text for block in blocks for text in _texts(block))))
    return frozenset(
        person.resident
        for person in koseki.persons
        if person.resident is not None and (person in blocks or person.name in said)
    )


def _texts(block: KosekiPerson) -> Iterable[str]:
    yield from (block.father, block.mother)
    yield from (item.text for event in block.events for item in event.items)


def _on_fuhyo(snapshot: FuhyoSnapshot) -> frozenset[ResidentId]:
    """Those shown; 筆頭者 only where asked for."""
    fuhyo = snapshot.fuhyo
    _, _, first = fuhyo.hittousha.partition("\u3000")
    return frozenset(
        person.resident
        for place, person in enumerate(fuhyo.persons)
        if person.resident is not None and (place in snapshot.shown or (snapshot.honseki and person.name == first))
    )
