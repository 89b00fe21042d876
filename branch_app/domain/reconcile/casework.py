"""A case's life, pure: found, found again, found no more, answered, closed. Late arrivals open it anew."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime

from branch_app.domain.errors import BadInput, OutOfOrder
from branch_app.domain.log.events import CaseAnswered
from branch_app.domain.reconcile.finding import Finding
from branch_app.domain.records.case import (
    MAX_SHOWN_ENTRIES,
    Case,
    CaseAct,
    CaseId,
    CaseState,
    CaseStep,
    EntryPlace,
)
from branch_app.domain.rules.case_terms import terms_of
from branch_app.domain.values.reasons import CloseReason


@dataclass(frozen=True, slots=True)
class CaseScene:
    """Where a finding was made: office and log (device/epoch), business date, head office's time (aware)."""

    office: str
    log: str
    business_date: date
    now: datetime


def case_id(log: str, finding: Finding) -> CaseId:
    """Made of log, kind and what it is about; how the figures stand does not matter."""
    about = finding.about or f"entry {finding.entries[0] if finding.entries else ''}"
    return CaseId(hashlib.sha256(f"{log}\n{finding.code}\n{about}".encode()).hexdigest()[:32])


def found(case: Case | None, finding: Finding, scene: CaseScene) -> Case:
    """The case after the finding was made (once more); the very same where it says nothing new.

    What was closed by a person stays closed while the finding is the same, and is open again once it is another.
    """
    entries = _places(finding, scene.log)
    if case is None:
        return _opened(finding, entries, scene)
    same = (case.entries, case.detail) == (entries, finding.detail)
    if case.state is CaseState.CLOSED:
        gone = _last_close(case) is CloseReason.RESOLVED
        return case if same and not gone else _again(case, finding, entries, scene, CaseAct.REOPENED)
    if same:
        return case
    if case.state is CaseState.ANSWERED:
        return _again(case, finding, entries, scene, CaseAct.CHANGED)
    changed = CaseStep(scene.now, CaseAct.CHANGED)
    return replace(case, entries=entries, detail=finding.detail, history=(*case.history, changed))


def vanished(case: Case, now: datetime) -> Case:
    """Later entries, tables or programs make it fit; the same once it is closed."""
    if case.state is CaseState.CLOSED:
        return case
    return _closed(case, CloseReason.RESOLVED, now)


def answered(case: Case, event: CaseAnswered, at: datetime) -> Case:
    """The office's answer as its log says it.

    An answer that comes when the case was closed by a person opens it again: nobody has read it. One to an
    earlier round is history and no more.
    """
    step = CaseStep(at, CaseAct.ANSWERED, answer=event.answer)
    case = replace(case, history=(*case.history, step))
    resolved = case.state is CaseState.CLOSED and _last_close(case) is CloseReason.RESOLVED
    return case if resolved or event.round != case.round else replace(case, state=CaseState.ANSWERED)


def closed(case: Case, reason: CloseReason, now: datetime) -> Case:
    """Head office is done with it.

    Raises:
        OutOfOrder: it is closed.
        BadInput: a reason that only later entries give.
    """
    if case.state is CaseState.CLOSED:
        raise OutOfOrder(now="closed", then="closed")
    if reason is CloseReason.RESOLVED:
        raise BadInput(at="reason")
    return _closed(case, reason, now)


def _closed(case: Case, reason: CloseReason, now: datetime) -> Case:
    step = CaseStep(now, CaseAct.CLOSED, close=reason)
    return replace(case, state=CaseState.CLOSED, history=(*case.history, step))


def _last_close(case: Case) -> CloseReason | None:
    return next((step.close for step in reversed(case.history) if step.close is not None), None)


def _opened(finding: Finding, entries: tuple[EntryPlace, ...], scene: CaseScene) -> Case:
    terms = terms_of(finding.code)
    return Case(
        id=case_id(scene.log, finding),
        version=0,
        code=str(finding.code),
        office=scene.office,
        log=scene.log,
        business_date=scene.business_date,
        entries=entries,
        about=finding.about,
        detail=finding.detail,
        owner=terms.owner,
        state=CaseState.OPEN,
        round=1,
        deadline=terms.deadline(scene.now.date()),
        history=(CaseStep(scene.now, CaseAct.OPENED),),
    )


def _again(case: Case, finding: Finding, entries: tuple[EntryPlace, ...], scene: CaseScene, act: CaseAct) -> Case:
    return replace(
        case,
        entries=entries,
        detail=finding.detail,
        state=CaseState.OPEN,
        round=case.round + 1,
        deadline=terms_of(case.code).deadline(scene.now.date()),
        history=(*case.history, CaseStep(scene.now, act)),
    )


def _places(finding: Finding, log: str) -> tuple[EntryPlace, ...]:
    own = tuple(EntryPlace(log, seq) for seq in finding.entries)
    return (*own, *finding.elsewhere)[:MAX_SHOWN_ENTRIES]
