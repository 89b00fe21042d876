"""審査: request certificates and authorise each, or refuse it, before anything is rendered or paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from branch_app.domain.deciders.issuance import decide
from branch_app.domain.errors import NotEntitled, Refused
from branch_app.domain.log.commitment import Opening, Retention
from branch_app.domain.log.events import ItemAuthorised, ItemRequested
from branch_app.domain.records.registers import RegisterVersion, Restrictions
from branch_app.domain.records.snapshots import Snapshot
from branch_app.domain.rules.entitlement import check_entitled
from branch_app.domain.rules.freshness import check_register, check_restrictions
from branch_app.domain.rules.restriction import check_unrestricted
from branch_app.domain.values.identifiers import ApplicationId, ItemId
from branch_app.strings import purpose_text
from branch_app.usecases.data_used import list_used, registers_used
from branch_app.usecases.desk import CHANNEL, Desk
from branch_app.usecases.identify import Applicant
from branch_app.usecases.snapshot import Wish, registers_for, take_snapshot


@dataclass(frozen=True, slots=True)
class RequestedItem:
    """One item that stands in the log as requested."""

    id: ItemId
    wish: Wish


@dataclass(frozen=True, slots=True)
class Authorised:
    """What may be rendered, and as of when the registers vouch for it."""

    item: ItemId
    snapshot: Snapshot
    as_of: datetime


def request_items(desk: Desk, application: ApplicationId, wishes: Sequence[Wish]) -> tuple[RequestedItem, ...]:
    """Write down what is asked for, item by item."""
    items = tuple(RequestedItem(ItemId(desk.new_id()), wish) for wish in wishes)
    events: list[ItemRequested] = []
    openings: list[Opening] = []
    for item in items:
        alias, person = desk.veil.person(item.wish.subject)
        purpose, opening = desk.veil.field("purpose", item.wish.purpose)
        certificate = item.wish.certificate.value
        events.append(ItemRequested(application, item.id, alias, certificate, item.wish.copies, purpose))
        openings += (person, opening)
    desk.journal.decide(
        desk.new_request(), lambda state: decide.request(state.issuance, application, events), openings
    )
    return items


def authorise(desk: Desk, application: ApplicationId, applicant: Applicant, item: RequestedItem) -> Authorised:
    """Catalogue, freshness, entitlement, restriction, in that order; then the snapshot is committed.

    A refusal is written down with its reason committed, and raised again.

    Raises:
        Refused: NotOffered, DataStale, NotEntitled or Restricted.
    """
    _check_applicant(desk, application, applicant)
    now = desk.clock.now()
    tables = desk.policies.current().label_on(now.date())
    try:
        snapshot, versions, restrictions = _judge(desk, applicant, item.wish, now)
    except Refused as refusal:
        reason, opening = desk.veil.field("refusal", refusal.code, Retention.REFUSAL)
        desk.journal.decide(
            desk.new_request(), lambda state: decide.refuse(state.issuance, item.id, reason), (opening,), tables
        )
        raise
    committed, opening = desk.veil.field("snapshot", snapshot)
    used = (list_used(restrictions), *registers_used(versions))
    event = ItemAuthorised(application, item.id, used, committed)
    desk.journal.decide(
        desk.new_request(), lambda state: decide.authorise(state.issuance, event), (opening,), tables
    )
    return Authorised(item.id, snapshot, min(version.as_of for version in versions))


def _check_applicant(desk: Desk, application: ApplicationId, applicant: Applicant) -> None:
    """One citizen's identification authorises nothing on another citizen's form."""
    alias, _ = desk.veil.person(applicant.resident)
    if alias != desk.journal.state.issuance.application(application).applicant:
        raise NotEntitled(why="subject")


def _judge(
    desk: Desk, applicant: Applicant, wish: Wish, now: datetime
) -> tuple[Snapshot, list[RegisterVersion], Restrictions]:
    today = now.date()
    tables = desk.tables_on(today)
    tables.check_offered(tables.office(desk.enrolment.office, today), CHANNEL, wish.certificate, today)
    limits = desk.limits
    for version in _versions(desk, wish):
        check_register(version, limits, now)
    restrictions = desk.restrictions.current()
    check_restrictions(restrictions, limits, now)
    snapshot, versions = _picture(desk, wish)
    check_entitled(applicant.resident, applicant.evidence, snapshot, today)
    check_unrestricted(snapshot, restrictions)
    return snapshot, versions, restrictions


def _picture(desk: Desk, wish: Wish) -> tuple[Snapshot, list[RegisterVersion]]:
    """The snapshot, and the states of the registers that it is of: where changes came in between, once more."""
    while True:
        before = _versions(desk, wish)
        snapshot = take_snapshot(desk.register, wish, purpose_text(wish.purpose))
        if before == _versions(desk, wish):
            return snapshot, before


def _versions(desk: Desk, wish: Wish) -> list[RegisterVersion]:
    return [desk.register.version(name) for name in registers_for(wish.certificate)]
