"""支援措置 and 発行停止: one flag a person, for every certificate of theirs and every one that would show them."""

from collections.abc import Iterable

from branch_app.domain.errors import Restricted
from branch_app.domain.records.certificate import JuminhyoSnapshot, Snapshot
from branch_app.domain.records.registers import Restrictions
from branch_app.domain.records.resident import HEAD
from branch_app.domain.values.identifiers import ResidentId


def check_unrestricted(snapshot: Snapshot, restrictions: Restrictions) -> None:
    """Raise Restricted when the subject, or anybody the paper shows, is on the list."""
    if not restrictions.residents.isdisjoint(persons_on(snapshot)):
        raise Restricted(version=restrictions.version)


def persons_on(snapshot: Snapshot) -> Iterable[ResidentId]:
    """Subject and everybody whose data the paper shows; with 世帯主・続柄 asked for, that is the head too."""
    if not isinstance(snapshot, JuminhyoSnapshot):
        return {snapshot.subject}
    heads = (member.id for member in snapshot.household.members if member.relationship == HEAD)
    return {snapshot.subject, *snapshot.shown, *(heads if snapshot.options.head_and_relationship else ())}
