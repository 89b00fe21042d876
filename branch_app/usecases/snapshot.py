"""Take the picture of a subject that a certificate will show, now and in every reprint."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from branch_app.domain.errors import BadInput, NotEntitled
from branch_app.domain.log.canonical import from_canonical
from branch_app.domain.log.commitment import Opening
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.koseki import KosekiState
from branch_app.domain.records.registers import RegisterName
from branch_app.domain.records.resident import Household, RemovedResident
from branch_app.domain.records.snapshot_shapes import SHAPES
from branch_app.domain.records.snapshots import (
    FuhyoSnapshot,
    GenpyoSnapshot,
    InkanSnapshot,
    JohyoSnapshot,
    JuminhyoForm,
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
from branch_app.domain.rules import families
from branch_app.domain.rules.items import FUHYO_LEAVES_OUT_HONSEKI
from branch_app.domain.rules.tables import Tables
from branch_app.domain.values.codec import decode
from branch_app.domain.values.identifiers import ResidentId
from branch_app.ports import Register
from branch_app.usecases.wish import FamilyChoice, Wish

__all__ = ["FAMILY_STATES", "FamilyChoice", "Given", "Wish", "open_snapshot", "registers_for", "take_snapshot"]


@dataclass(frozen=True, slots=True)
class Given:
    """What a snapshot needs beside the registers: the purpose in words, the tables, and the business date."""

    purpose_text: str
    tables: Tables
    on: date


_RESIDENT, _KOSEKI = (RegisterName.RESIDENT,), (RegisterName.KOSEKI,)
_CURRENT, _REMOVED, _REFORMED = KosekiState.CURRENT, KosekiState.REMOVED, KosekiState.REFORMED
FAMILY_STATES = {
    Certificate.KOSEKI_ZENBU: (_CURRENT,),
    Certificate.KOSEKI_KOJIN: (_CURRENT,),
    Certificate.JOSEKI: (_REMOVED,),
    Certificate.KAISEIGEN: (_REFORMED,),
    Certificate.FUHYO: (_CURRENT,),
    Certificate.JOFUHYO: (_REMOVED, _REFORMED),
    Certificate.JURI: tuple(KosekiState),
    Certificate.JURI_JOSHITSU: tuple(KosekiState),
    Certificate.MIBUN: (_CURRENT,),
}
"""Of 戸籍 and 附票 in which state each is made."""


def registers_for(certificate: Certificate) -> tuple[RegisterName, ...]:
    """The registers a certificate rests on."""
    return _KINDS[certificate].registers


def take_snapshot(register: Register, wish: Wish, given: Given) -> Snapshot:
    """What the register says of the subject now.

    Raises:
        NotEntitled: ``why`` is subject (nobody of that id there), no_seal, no_removed, no_family, no_event,
            no_alien_record, no_tax_record, undeclared, or status_notice (a 身分証明書 would deny one).
        NotOffered: no rule says which 年度 is certified.
        BadInput: whom or what the wish names is not there; ``at`` is shown, items or persons.
    """
    return _KINDS[wish.certificate].take(register, wish, given)


def open_snapshot(certificate: str, opening: Opening) -> Snapshot:
    """The snapshot an authorised item committed to."""
    return decode(SHAPES[Certificate(certificate)], from_canonical(opening.value))


def _juminhyo(register: Register, wish: Wish, _given: Given) -> Snapshot:
    household = _household(register, wish.subject)
    members = [member.id for member in household.members]
    scope, shown = wish.scope, _shown(wish, members)
    if wish.form is JuminhyoForm.PERSON:
        scope, shown = (Scope.PART if len(members) > 1 else Scope.WHOLE), (wish.subject,)
    return JuminhyoSnapshot(wish.subject, household, scope, shown, wish.options, wish.form)


def _shown(wish: Wish, members: list[ResidentId]) -> tuple[ResidentId, ...]:
    if wish.scope is Scope.WHOLE:
        return tuple(members)
    if not set(wish.shown) <= set(members):
        raise BadInput(at="shown")
    return tuple(member for member in members if member in (wish.shown or (wish.subject,)))


def _kisaijiko(register: Register, wish: Wish, given: Given) -> Snapshot:
    items = tuple(item for item in KisaijikoItem if item in wish.items)
    if KisaijikoItem.NAME not in items:
        raise BadInput(at="items")
    return KisaijikoSnapshot(wish.subject, _household(register, wish.subject), given.purpose_text, items)


def _inkan(register: Register, wish: Wish, _given: Given) -> Snapshot:
    household = _household(register, wish.subject)
    seal = register.seal_of(wish.subject)
    if seal is None:
        raise NotEntitled(why="no_seal")
    return InkanSnapshot(wish.subject, household, seal)


def _johyo(register: Register, wish: Wish, _given: Given) -> Snapshot:
    found = [row for row in register.removed_of(wish.subject) if wish.removed in {None, row.removed}]
    if not found:
        raise NotEntitled(why="no_removed")
    newest: RemovedResident = max(found, key=lambda row: row.removed)
    return JohyoSnapshot(wish.subject, newest, wish.options)


def _koseki(register: Register, wish: Wish, _given: Given) -> Snapshot:
    """A 戸籍個人事項証明書 is always a part, a 戸籍全部事項証明書 never; of closed ones either may be asked for."""
    always = {Certificate.KOSEKI_ZENBU: Scope.WHOLE, Certificate.KOSEKI_KOJIN: Scope.PART}
    scope = always.get(wish.certificate, wish.scope)
    koseki = _chosen(register.koseki_of(wish.subject), wish)
    shown = families.places(koseki.persons, wish.subject, scope, wish.family.persons)
    return KosekiSnapshot(wish.subject, koseki, scope, shown)


def _fuhyo(register: Register, wish: Wish, given: Given) -> Snapshot:
    fuhyo = _chosen(register.fuhyo_of(wish.subject), wish)
    shown = families.places(fuhyo.persons, wish.subject, wish.scope, wish.family.persons)
    honseki = wish.family.honseki or given.on < FUHYO_LEAVES_OUT_HONSEKI
    return FuhyoSnapshot(wish.subject, fuhyo, wish.scope, shown, honseki)


def _juri(register: Register, wish: Wish, _given: Given) -> Snapshot:
    koseki = _chosen(register.koseki_of(wish.subject), wish)
    person = families.place_of(koseki.persons, wish.subject)
    event = families.event_of(koseki.persons[person], wish.family.event)
    return JuriSnapshot(wish.subject, koseki, person, event, wish.certificate is Certificate.JURI_JOSHITSU)


def _mibun(register: Register, wish: Wish, _given: Given) -> Snapshot:
    """Only where the subject has the 本籍 now: notices go to that city and to no other."""
    koseki = _chosen(register.koseki_of(wish.subject), wish)
    person = families.standing_place_of(koseki.persons, wish.subject)
    if register.notices_of(wish.subject):
        raise NotEntitled(why="status_notice")
    return MibunSnapshot(wish.subject, koseki, person)


def _chosen(found: Iterable[families.Family], wish: Wish) -> families.Family:
    return families.choose(found, FAMILY_STATES[wish.certificate], wish.family.id, wish.subject)


def _genpyo(register: Register, wish: Wish, _given: Given) -> Snapshot:
    record = register.alien_of(wish.subject)
    if record is None:
        raise NotEntitled(why="no_alien_record")
    return GenpyoSnapshot(wish.subject, record)


def _kazei(register: Register, wish: Wish, given: Given) -> Snapshot:
    household = _household(register, wish.subject)
    rule = given.tables.tax_rule(given.on)
    return KazeiSnapshot(wish.subject, household, rule.check(register.tax_of(wish.subject, rule.year(given.on))))


def _household(register: Register, subject: ResidentId) -> Household:
    household = register.household_of(subject)
    if household is None:
        raise NotEntitled(why="subject")
    return household


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a certificate rests on, and how its snapshot is taken."""

    registers: tuple[RegisterName, ...]
    take: Callable[[Register, Wish, Given], Snapshot]


_KINDS: Mapping[Certificate, _Kind] = {
    Certificate.JUMINHYO: _Kind(_RESIDENT, _juminhyo),
    Certificate.KISAIJIKO: _Kind(_RESIDENT, _kisaijiko),
    Certificate.INKAN: _Kind((RegisterName.RESIDENT, RegisterName.SEAL), _inkan),
    Certificate.KOSEKI_ZENBU: _Kind(_KOSEKI, _koseki),
    Certificate.KOSEKI_KOJIN: _Kind(_KOSEKI, _koseki),
    Certificate.FUHYO: _Kind(_KOSEKI, _fuhyo),
    Certificate.GENPYO: _Kind((RegisterName.ALIEN,), _genpyo),
    Certificate.KAZEI: _Kind((RegisterName.RESIDENT, RegisterName.TAX), _kazei),
    Certificate.JOSEKI: _Kind(_KOSEKI, _koseki),
    Certificate.KAISEIGEN: _Kind(_KOSEKI, _koseki),
    Certificate.JOFUHYO: _Kind(_KOSEKI, _fuhyo),
    Certificate.JOHYO: _Kind(_RESIDENT, _johyo),
    Certificate.JURI: _Kind(_KOSEKI, _juri),
    Certificate.JURI_JOSHITSU: _Kind(_KOSEKI, _juri),
    Certificate.MIBUN: _Kind(_KOSEKI, _mibun),
}
