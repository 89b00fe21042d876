"""Take the picture of a subject that a certificate will show, now and in every reprint."""

from dataclasses import dataclass, field

from branch_app.domain.errors import NotEntitled
from branch_app.domain.log.canonical import from_canonical
from branch_app.domain.log.commitment import Opening
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.registers import RegisterName
from branch_app.domain.records.resident import Household
from branch_app.domain.records.snapshots import (
    InkanSnapshot,
    JuminhyoOptions,
    JuminhyoSnapshot,
    KisaijikoSnapshot,
    Scope,
    Snapshot,
)
from branch_app.domain.values.codec import decode
from branch_app.domain.values.identifiers import ResidentId
from branch_app.ports import Register

_SHAPES = {
    Certificate.JUMINHYO: JuminhyoSnapshot,
    Certificate.KISAIJIKO: KisaijikoSnapshot,
    Certificate.INKAN: InkanSnapshot,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One item of a form: certificate, subject, copies, purpose (a code of the exemption table, or "")."""

    certificate: Certificate
    subject: ResidentId
    copies: int = 1
    purpose: str = ""
    scope: Scope = Scope.WHOLE
    options: JuminhyoOptions = field(default_factory=JuminhyoOptions)


def registers_for(certificate: Certificate) -> tuple[RegisterName, ...]:
    """The registers a certificate rests on."""
    if certificate is Certificate.INKAN:
        return (RegisterName.RESIDENT, RegisterName.SEAL)
    return (RegisterName.RESIDENT,)


def take_snapshot(register: Register, wish: Wish, purpose_text: str) -> Snapshot:
    """What the register says of the subject now.

    Raises:
        NotEntitled: no such resident, or no registered seal.
    """
    household = register.household_of(wish.subject)
    if household is None:
        raise NotEntitled(why="subject")
    match wish.certificate:
        case Certificate.JUMINHYO:
            return JuminhyoSnapshot(wish.subject, household, wish.scope, _shown(wish, household), wish.options)
        case Certificate.KISAIJIKO:
            return KisaijikoSnapshot(wish.subject, household, purpose_text)
        case Certificate.INKAN:
            seal = register.seal_of(wish.subject)
            if seal is None:
                raise NotEntitled(why="no_seal")
            return InkanSnapshot(wish.subject, household, seal)


def open_snapshot(certificate: str, opening: Opening) -> Snapshot:
    """The snapshot an authorised item committed to."""
    return decode(_SHAPES[Certificate(certificate)], from_canonical(opening.value))


def _shown(wish: Wish, household: Household) -> tuple[ResidentId, ...]:
    if wish.scope is Scope.PART:
        return (wish.subject,)
    return tuple(member.id for member in household.members)
