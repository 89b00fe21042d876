"""審査: request certificates and authorise each, or refuse it, before anything is rendered or paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from branch_app.domain.deciders.issuance import decide
from branch_app.domain.errors import BadInput, MyNumberElsewhere, NotEntitled, Refused
from branch_app.domain.log.canonical import to_canonical
from branch_app.domain.log.commitment import Opening, Retention, check
from branch_app.domain.log.events import ItemAuthorised, ItemRequested
from branch_app.domain.records.registers import RegisterName, RegisterVersion, Restrictions
from branch_app.domain.records.requester import Claim
from branch_app.domain.records.resident import Household, has_died
from branch_app.domain.records.snapshots import Snapshot
from branch_app.domain.rules.catalogue import check_held
from branch_app.domain.rules.entitlement import Asker, Tie, check_entitled
from branch_app.domain.rules.freshness import check_register, check_restrictions
from branch_app.domain.values.codec import encode
from branch_app.domain.values.identifiers import ApplicationId, ItemId, RequestId, ResidentId
from branch_app.strings import purpose_text
from branch_app.usecases.data_used import list_used, registers_used
from branch_app.usecases.desk import CHANNEL, Desk
from branch_app.usecases.identify import Applicant
from branch_app.usecases.note_registers import note_registers
from branch_app.usecases.release import check_unstopped
from branch_app.usecases.snapshot import Given, registers_for, take_snapshot
from branch_app.usecases.wish import Wish


@dataclass(frozen=True, slots=True)
class RequestedItem:
    """One item that stands in the log as requested."""

    id: ItemId
    wish: Wish


@dataclass(frozen=True, slots=True)
class Authorised:
    """What may be rendered, as of when the registers vouch for it, and the day by whose rules it was judged."""

    item: ItemId
    snapshot: Snapshot
    as_of: datetime
    on: date


@dataclass(frozen=True, slots=True)
class Told:
    """What an item's opening says of why it was asked for, where the registers alone do not entitle."""

    purpose: str
    claim: Claim


def request_items(
    desk: Desk, application: ApplicationId, wishes: Sequence[Wish], request: RequestId | None = None
) -> tuple[RequestedItem, ...]:
    """Write down what is asked for, item by item; the same ``request`` again are the same items."""
    items = tuple(RequestedItem(ItemId(desk.new_id()), wish) for wish in wishes)
    events: list[ItemRequested] = []
    openings: list[Opening] = []
    for item in items:
        alias, person = desk.veil.person(item.wish.subject)
        purpose, opening = desk.veil.field("purpose", _told(item.wish))
        certificate = item.wish.certificate.value
        asks = item.wish.claim.standing if item.wish.claim else None
        events.append(ItemRequested(application, item.id, alias, certificate, item.wish.copies, purpose, asks))
        openings += (person, opening)
    entries = desk.journal.decide(
        request or desk.new_request(), lambda state: decide.request(state.issuance, application, events), openings
    )
    written = (entry.event.item for entry in entries if isinstance(entry.event, ItemRequested))
    return tuple(RequestedItem(item, wish) for item, wish in zip(written, wishes, strict=True))


def authorise(desk: Desk, application: ApplicationId, applicant: Applicant, item: RequestedItem) -> Authorised:
    """Catalogue, freshness, entitlement, restriction, in that order; then the snapshot is committed.

    Entitlement is judged of the applicant, or of whoever gave the 委任状 that the wish claims.

    A restricted person's own request passes where two persons released it before (``release``).

    A refusal is written down with its reason committed, and raised again.

    Raises:
        Refused: NotOffered, MyNumberElsewhere, DataStale, NotEntitled, Restricted, or BadInput and RowUnfit of
            what the wish names.
        BadInput: the log has another wish under that item (``at`` is wish); nothing is written down.
    """
    _check_applicant(desk, application, applicant)
    _check_asked(desk, application, item)
    now = desk.clock.now()
    tables = desk.policies.current().label_on(now.date())
    try:
        snapshot, versions, restrictions = _judge(desk, applicant, item, now)
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
    return Authorised(item.id, snapshot, min(version.as_of for version in versions), now.date())


def _check_applicant(desk: Desk, application: ApplicationId, applicant: Applicant) -> None:
    """One citizen's identification authorises nothing on another citizen's form."""
    alias, _ = desk.veil.person(applicant.key)
    if alias != desk.journal.state.issuance.application(application).applicant:
        raise NotEntitled(why="subject")


def _check_asked(desk: Desk, application: ApplicationId, item: RequestedItem) -> None:
    """Nothing is granted but what the form asks for: whom, which, how many, for what and as what."""
    now, wish = desk.journal.refresh().issuance.item(item.id), item.wish
    subject, told = (desk.journal.ledger.opening_of(which) for which in (now.subject, now.purpose))
    check(now.purpose, told)
    written = (now.application, subject.value.decode(), now.certificate, now.copies, told.value)
    asked = (application, wish.subject, wish.certificate.value, wish.copies, to_canonical(encode(_told(wish))))
    if written != asked:
        raise BadInput(at="wish")


def _judge(
    desk: Desk, applicant: Applicant, item: RequestedItem, now: datetime
) -> tuple[Snapshot, list[RegisterVersion], Restrictions]:
    wish = item.wish
    today = now.date()
    tables = desk.tables_on(today)
    office = tables.office(desk.enrolment.office, today)
    tables.check_offered(office, CHANNEL, wish.certificate, today)
    check_held(tables, office, CHANNEL, wish.certificate, today)
    if wish.my_number:
        raise MyNumberElsewhere(what=wish.certificate.value, day=today.isoformat())
    limits = desk.limits
    for version in _versions(desk, wish):
        check_register(version, limits, now)
    restrictions = desk.restrictions.current()
    check_restrictions(restrictions, limits, now)
    snapshot, versions = _picture(desk, wish, Given(purpose_text(wish.purpose), tables, today))
    admissions = tables.admissions_on(wish.certificate, today)
    check_entitled(_asker(desk, applicant, wish), snapshot, admissions, today)
    check_unstopped(desk, desk.journal.refresh().issuance.item(item.id), snapshot, restrictions)
    return snapshot, versions, restrictions


def _picture(desk: Desk, wish: Wish, given: Given) -> tuple[Snapshot, list[RegisterVersion]]:
    """The snapshot, and the states of the registers that it is of, which the log knows to serve.

    Where changes came in between, once more.
    """
    while True:
        noted = note_registers(desk.register.versions, desk.journal, desk.random)
        used = _versions(desk, wish)
        snapshot = take_snapshot(desk.register, wish, given)
        if noted == desk.register.versions():
            return snapshot, used


def _asker(desk: Desk, applicant: Applicant, wish: Wish) -> Asker:
    """Relations are looked up in the 戸籍 only for what rests on them; a 委任状 ends with its giver's life."""
    related = RegisterName.KOSEKI in registers_for(wish.certificate)
    tie = giver = None
    if applicant.resident is not None:
        tie = _tie(desk, applicant.resident, applicant.household, related=related)
    by = wish.claim.giver if wish.claim is not None else None
    if by is not None and not has_died(desk.register.removed_of(by)):
        giver = _tie(desk, by, desk.register.household_of(by), related=related)
    return Asker(applicant.evidence, tie, wish.claim, giver)


def _tie(desk: Desk, resident: ResidentId, household: Household | None, *, related: bool) -> Tie:
    return Tie(resident, household, desk.register.koseki_of(resident) if related else ())


def _versions(desk: Desk, wish: Wish) -> list[RegisterVersion]:
    return [desk.register.version(name) for name in registers_for(wish.certificate)]


def _told(wish: Wish) -> str | Told:
    return wish.purpose if wish.claim is None else Told(wish.purpose, wish.claim)
