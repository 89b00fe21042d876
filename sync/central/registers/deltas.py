"""What changed in the registers after a point, cut to what the device may hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from branch_app.domain.errors import CentralRefused
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog
from sync.central.registers.counting import counts_at
from sync.central.registers.history import mark_at, newest_change
from sync.central.registers.models import RegisterHistory
from sync.central.registers.shares import Shares, check_schema, check_share, cut_line, shares_for
from sync.central.trust.devices import heard
from sync.central.trust.terms import receiver
from sync.wire.changes import WireChange, to_lines
from sync.wire.envelope import Envelope
from sync.wire.lines import pack
from sync.wire.register_messages import DeltaAnswer, DeltaRequest
from sync.wire.sealing import purpose, seal

MOST_CHANGES = 1_000
_PAGE = MOST_CHANGES + 1
_NUMBER = RegisterHistory.change_seq
_MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class _Changes:
    """Changes in order; ``change_seq`` is how far they go, ``more`` whether others follow."""

    wire: tuple[WireChange, ...]
    change_seq: int
    more: bool


def delta(central: HeadOffice, envelope: Envelope) -> DeltaAnswer:
    """The next changes for the device that asks, sealed.

    Raises:
        CentralRefused: as ``changes_after``.
    """
    request, log = heard(DeltaRequest, envelope)
    return changes_after(central, log, request)


def changes_after(central: HeadOffice, log: DeviceLog, request: DeltaRequest) -> DeltaAnswer:
    """The same for a question that was believed.

    Raises:
        CentralRefused: 409, its schema or share is another, or it knows changes that we do not; 404, nothing was
            published for it.
    """
    check_schema(request.schema)
    shares = shares_for(central, log)
    check_share(shares, request.share)
    as_of = central.clock()  # before the look: it must never vouch for what changed after
    newest = newest_change()
    if request.since > newest:
        raise CentralRefused(status=409, reason="ahead")
    if request.mark not in {"", mark_at(request.since)}:
        raise CentralRefused(status=409, reason="history")
    changes = _changes(shares, request.since, newest)
    sealed = pack(to_lines(changes.wire))
    info = purpose(f"delta/{request.since}", log.device, log.epoch)
    return DeltaAnswer(
        request.request,
        change_seq=changes.change_seq,
        mark=mark_at(changes.change_seq),
        more=changes.more,
        as_of=as_of,
        counts={} if changes.more else counts_at(shares, newest),
        sealed=seal(sealed, receiver(central, log), info),
    )


def _changes(shares: Shares, since: int, newest: int) -> _Changes:
    """At most a thousand, and at most about a mebibyte."""
    found: list[WireChange] = []
    size, last = 0, since
    for change in _history(shares, since, newest):
        if len(found) == MOST_CHANGES or size > _MOST_BYTES:
            return _Changes(tuple(found), last, more=True)
        found.append(change)
        size += len(change.line or b"")
        last = change.change_seq
    return _Changes(tuple(found), newest, more=False)


def _history(shares: Shares, since: int, newest: int) -> Iterator[WireChange]:
    """What the share has of the changes, a page of numbers at a time: other tables are passed over here.

    Left to the database, that choice may lead it along all rows of a table instead of the few numbers asked for.
    """
    span, changes = RegisterHistory.change_seq <= newest, RegisterHistory.select()
    while page := list(changes.where(span & (RegisterHistory.change_seq > since)).order_by(_NUMBER).limit(_PAGE)):
        for change in page:
            if change.register in shares.of:
                yield _cut(shares, change)
        since = page[-1].change_seq


def _cut(shares: Shares, change: RegisterHistory) -> WireChange:
    line = None if change.line is None else bytes(change.line)
    cut = None if line is None else cut_line(shares.of[change.register], change.row_key, line)
    return WireChange(change.change_seq, change.register, change.row_key, cut)
