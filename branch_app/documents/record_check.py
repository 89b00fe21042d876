"""A record is refused by item before anything is drawn: missing, contradictory, or with characters that deceive."""

from collections.abc import Iterator

from branch_app.domain.errors import BadInput, RecordIncomplete
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.resident import RELATIONSHIPS, Resident
from branch_app.domain.records.snapshots import InkanSnapshot, JuminhyoSnapshot, KisaijikoSnapshot, Scope, Snapshot
from branch_app.domain.values.text import code_points, printable_problem
from branch_app.domain.values.wareki import wareki

_SOFT_HYPHEN = "\u00ad"


def check_record(order: PrintOrder) -> None:
    """Whether the order can stand on paper as it is.

    Raises:
        RecordIncomplete: ``item`` with ``problem`` missing, contradictory, date, relationship or character.
    """
    for item, text in _required(order):
        if not text.strip():
            raise RecordIncomplete(item=item, problem="missing")
    for item, text in (*_required(order), *_optional(order)):
        _check_characters(item, text)
    for index, member in enumerate(shown_members(order.snapshot)):
        _check_member(f"members[{index}]", member, order)
    _check_agreement(order.snapshot)


def shown_members(snapshot: Snapshot) -> tuple[Resident, ...]:
    """The members whose items the paper shows, in the register's order."""
    members = snapshot.household.members
    if isinstance(snapshot, JuminhyoSnapshot):
        return tuple(member for member in members if member.id in snapshot.shown)
    return tuple(member for member in members if member.id == snapshot.subject)


def _required(order: PrintOrder) -> Iterator[tuple[str, str]]:
    snapshot = order.snapshot
    yield "job", order.job
    yield "number", order.number
    yield "issuer.title", order.issuer.title
    yield "issuer.name", order.issuer.name
    yield "issuer.office", order.issuer.office
    yield "address", snapshot.household.address
    if isinstance(snapshot, KisaijikoSnapshot):
        yield "purpose", snapshot.purpose_text
    if isinstance(snapshot, JuminhyoSnapshot) and snapshot.options.head_and_relationship:
        yield "head", snapshot.household.head
    for index, member in enumerate(shown_members(snapshot)):
        yield f"members[{index}].name", member.name


def _optional(order: PrintOrder) -> Iterator[tuple[str, str]]:
    yield "head", order.snapshot.household.head
    for index, member in enumerate(shown_members(order.snapshot)):
        for item in ("kana", "honseki", "hittousha", "juminhyo_code"):
            yield f"members[{index}].{item}", getattr(member, item)
        yield f"members[{index}].previous_address", member.previous_address or ""


def _check_characters(item: str, text: str) -> None:
    problem = _SOFT_HYPHEN if _SOFT_HYPHEN in text else printable_problem(text)
    if problem is not None:
        raise RecordIncomplete(item=item, problem="character", code_points=code_points(problem))


def _check_member(at: str, member: Resident, order: PrintOrder) -> None:
    dates = {
        "birth": member.birth,
        "became_resident": member.became_resident,
        "address_since": member.address_since,
        "notified": member.notified,
    }
    for item, day in dates.items():
        if day is None:
            continue
        try:
            wareki(day)
        except BadInput as error:
            raise RecordIncomplete(item=f"{at}.{item}", problem="date") from error
        if day > order.issued:
            raise RecordIncomplete(item=f"{at}.{item}", problem="date")
    if not set(member.relationship) <= set(RELATIONSHIPS):
        raise RecordIncomplete(item=f"{at}.relationship", problem="relationship")


def _check_agreement(snapshot: Snapshot) -> None:
    """Subject, household, members shown and seal belong together."""
    members = [member.id for member in snapshot.household.members]
    agreed = len(set(members)) == len(members)
    match snapshot:
        case JuminhyoSnapshot(shown=shown, scope=scope):
            agreed &= bool(shown) and len(set(shown)) == len(shown) and set(shown) <= set(members)
            agreed &= scope is Scope.PART or set(shown) == set(members)
        case InkanSnapshot(seal=seal):
            agreed &= seal.resident == snapshot.subject
    if not agreed or snapshot.subject not in members:
        raise RecordIncomplete(item="subject", problem="contradictory")
