"""What people at head office do with cases: look, and close with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from branch_app.domain.log.canonical import from_canonical
from branch_app.domain.log.events import CaseAnswered
from branch_app.domain.reconcile.casework import closed
from branch_app.domain.records.case import Case, CaseId
from branch_app.domain.values.codec import decode
from branch_app.domain.values.reasons import CloseReason
from sync.central.cases import store
from sync.central.cases.entries import read_log
from sync.central.cases.models import CaseFile, CaseReply
from sync.central.database import exclusive
from sync.central.head_office import HeadOffice
from sync.central.models import StoredOpening


@dataclass(frozen=True, slots=True)
class Shown:
    """A case with the words of its answers, the oldest first; "" for one without words, or that was shredded."""

    case: Case
    words: tuple[str, ...]


def show(central: HeadOffice, case: CaseId) -> Shown:
    """One case.

    Raises:
        BadInput: there is none of that id.
    """
    found = store.case_of(case)
    return Shown(found, tuple(_words(central, found)))


def close(central: HeadOffice, case: CaseId, reason: CloseReason, by: str) -> Case:
    """終了 by a person of head office, whose id stays here.

    Raises:
        BadInput: there is none of that id, or a reason that only later entries give.
        OutOfOrder: it is closed.
    """
    with exclusive(central.database):
        store.begin_changes()
        after = closed(store.case_of(case), reason, central.clock())
        store.keep(central, CaseFile.get_by_id(case).log, [after], by)
    return after


def _words(central: HeadOffice, case: Case) -> Iterator[str]:
    for reply in CaseReply.select().where(CaseReply.case == case.id).order_by(CaseReply.log, CaseReply.seq):
        for entry in read_log(central, reply.log, reply.seq, reply.seq + 1).entries:
            if isinstance(entry.event, CaseAnswered):
                yield _opened(central, reply, entry.event)


def _opened(central: HeadOffice, reply: CaseReply, answered: CaseAnswered) -> str:
    kept = StoredOpening.get_or_none(
        (StoredOpening.log == reply.log)
        & (StoredOpening.seq == reply.seq)
        & (StoredOpening.commitment == answered.note)
    )
    if answered.note is None or kept is None:
        return ""
    (opening,) = central.vault.unlocked([(bytes(kept.sealed), kept.commitment, kept.shelf)])
    return "" if opening is None else decode(str, from_canonical(opening.value))
