"""支援措置 and 発行停止: one flag a person, for every certificate of theirs and every one that would show them."""

from collections.abc import Iterable
from typing import assert_never

from branch_app.domain.errors import Restricted
from branch_app.domain.records.alien import AlienRecord
from branch_app.domain.records.koseki import Fuhyo, Koseki, StatusNotice
from branch_app.domain.records.registers import CertificateLink, CityCard, RegisterRow, Restrictions
from branch_app.domain.records.resident import Household, RemovedResident
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.records.snapshots import Snapshot
from branch_app.domain.records.tax import TaxRecord
from branch_app.domain.rules.shown_persons import perhaps_on
from branch_app.domain.values.identifiers import ResidentId


def check_unrestricted(
    snapshot: Snapshot, restrictions: Restrictions, held: Iterable[tuple[ResidentId, str]] = ()
) -> None:
    """Raise Restricted when the subject, or anybody the paper shows, is on the list.

    ``held`` are names of those on the list: they count where the paper has no more of somebody than a name.
    """
    if not restrictions.residents.isdisjoint(perhaps_on(snapshot, held)):
        raise Restricted(version=restrictions.version)


def persons_in(row: RegisterRow) -> frozenset[ResidentId]:
    """Everybody a row of a register tells of, as far as they are on a register here.

    A paper that shows a row whole shows all of them; removed persons too, whose block is a line through it.
    """
    match row:
        case Household():
            return frozenset(member.id for member in row.members)
        case RemovedResident():
            return frozenset({row.resident.id})
        case Koseki() | Fuhyo():
            return frozenset(person.resident for person in row.persons if person.resident is not None)
        case SealRegistration() | StatusNotice() | TaxRecord() | AlienRecord() | CertificateLink() | CityCard():
            return frozenset({row.resident})
        case _:
            assert_never(row)
