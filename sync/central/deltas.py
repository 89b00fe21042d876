"""What changed in the registers after a point, cut to what the device may hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from peewee import Expression

from branch_app.domain.errors import CentralRefused
from branch_app.domain.rules.replica import Only, Share
from sync.central.devices import heard
from sync.central.head_office import HeadOffice
from sync.central.publication import cuts_of, generation_of
from sync.central.register_models import RegisterHistory
from sync.central.registers import newest_change
from sync.central.shares import Shares, check_schema, check_share, cut_line, shares_for
from sync.wire.changes import WireChange, to_lines
from sync.wire.envelope import Envelope
from sync.wire.lines import pack
from sync.wire.register_messages import DeltaAnswer, DeltaRequest
from sync.wire.sealing import purpose, seal

MOST_CHANGES = 1_000
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
        CentralRefused: 409, its schema or share is another, or it knows changes that we do not; 404, nothing was
            published for it.
    """
    request, log = heard(DeltaRequest, envelope)
    check_schema(request.schema)
    shares = shares_for(central, log)
    check_share(shares, request.share)
    as_of = central.clock()  # before the look: it must never vouch for what changed after
    newest = newest_change()
    if request.since > newest:
        raise CentralRefused(status=409, reason="ahead")
    changes = _changes(shares, request.since, newest)
    sealed = pack(to_lines(changes.wire))
    info = purpose(f"delta/{request.since}", log.device, log.epoch)
    return DeltaAnswer(
        request.request,
        change_seq=changes.change_seq,
        more=changes.more,
        as_of=as_of,
        counts={} if changes.more else counts_at(shares, newest),
        sealed=seal(sealed, bytes(log.transport_key), info),
    )


def counts_at(shares: Shares, change_seq: int) -> Mapping[str, int]:
    """Rows per table of that share: those of the newest generation, and what changed after it.

    Raises:
        CentralRefused: 404, nothing was published for it.
    """
    generation = generation_of(shares)
    if generation is None or generation.change_seq > change_seq:
        raise CentralRefused(status=404, reason="not published")
    span = (generation.change_seq, change_seq)
    come, gone = _come(*span), _gone(*span)
    moved = {*_tables(come), *_tables(gone)}
    return {
        cut.register: (cut.rows or 0)
        + (_growth(shares.of[cut.register], come, gone) if cut.register in moved else 0)
        for cut in cuts_of(generation)
    }


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
    changes = RegisterHistory.select().where(
        (RegisterHistory.change_seq > since)
        & (RegisterHistory.change_seq <= newest)
        & RegisterHistory.register.in_(list(shares.of))
    )
    for change in changes.order_by(RegisterHistory.change_seq).limit(MOST_CHANGES + 1):
        share, line = shares.of[change.register], change.line
        cut = None if line is None else cut_line(share, change.row_key, bytes(line))
        yield WireChange(change.change_seq, change.register, change.row_key, cut)


def _come(since: int, change_seq: int) -> Expression:
    """Lines that hold from a change in that span on."""
    span = (RegisterHistory.change_seq > since) & (RegisterHistory.change_seq <= change_seq)
    return span & RegisterHistory.line.is_null(is_null=False)


def _gone(since: int, change_seq: int) -> Expression:
    """Lines that held until a change in that span."""
    span = (RegisterHistory.until_seq > since) & (RegisterHistory.until_seq <= change_seq)
    return span & RegisterHistory.line.is_null(is_null=False)


def _tables(where: Expression) -> list[str]:
    rows = RegisterHistory.select(RegisterHistory.register).where(where).distinct()
    return [row.register for row in rows]


def _growth(share: Share, come: Expression, gone: Expression) -> int:
    """How many rows more of that table a share has by those that came and those that went."""
    table = RegisterHistory.register == share.table
    return _shared(share, table & come) - _shared(share, table & gone)


def _shared(share: Share, where: Expression) -> int:
    """How many of those lines the share has."""
    rows = RegisterHistory.select(RegisterHistory.row_key, RegisterHistory.line).where(where)
    if share.only is Only.ALL:
        return int(rows.count())
    return sum(cut_line(share, key, bytes(line)) is not None for key, line in rows.tuples().iterator())
