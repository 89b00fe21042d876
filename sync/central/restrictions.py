"""支援措置 and 発行停止 as central knows them: a history of single changes, handed out from any point of it.

Every change has a version from one serialised step and a mark, a hash over all changes up to it. A device
says version and mark of what it holds; where central's history has another mark there (a restored database),
the device gets the whole list and sees the difference.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from peewee import chunked, fn

from branch_app.domain.records.restrictions import (
    NOTHING_HELD,
    RestrictionEntry,
    RestrictionNews,
    RestrictionPoint,
    RestrictionState,
)
from branch_app.domain.values.codec import encode
from branch_app.domain.values.identifiers import ResidentId
from sync.central.database import exclusive, locked
from sync.central.head_office import HeadOffice
from sync.central.models import RestrictionChange, Sequence
from sync.central.trust.devices import heard
from sync.central.trust.terms import receiver
from sync.wire.compression import compress
from sync.wire.envelope import Envelope
from sync.wire.messages import RestrictionFeed, RestrictionsRequest
from sync.wire.sealing import purpose, seal
from sync.wire.strict import dump

_SEQUENCE = "restrictions"
_BATCH = 500
_FIELDS = (
    RestrictionChange.version,
    RestrictionChange.resident,
    RestrictionChange.restricted,
    RestrictionChange.recorded_at,
    RestrictionChange.mark,
)


def restrict(central: HeadOffice, resident: ResidentId) -> int:
    """Stop every certificate that shows this person; the version of the list from now on."""
    return _change(central, [resident], RestrictionState.BLOCKED)


def restrict_all(central: HeadOffice, residents: Iterable[ResidentId]) -> int:
    """Many at once, in one transaction; who is blocked already stays so. The version of the list from now on."""
    return _change(central, residents, RestrictionState.BLOCKED)


def release(central: HeadOffice, resident: ResidentId) -> int:
    """Lift a restriction; the version of the list from now on. Who is not on the list is not put on it."""
    return _change(central, [resident], RestrictionState.RELEASED)


def restate(central: HeadOffice, above: int) -> int:
    """Say everybody's state anew under versions above ``above``; the version of the list from now on.

    For a central that was restored: devices hold versions that its history does not know.
    """
    with exclusive(central.database):
        last = _locked_point()
        known = news(central, NOTHING_HELD).entries
        states = [(entry.resident, entry.state) for entry in known]
        return _record(central, replace(last, version=max(above, last.version)), states)


def news(central: HeadOffice, held: RestrictionPoint) -> RestrictionNews:
    """What changed after ``held``, or the newest entry of everybody where our history is another one."""
    as_of = central.clock()  # before the look: it must never vouch for what changed after
    now = _point()
    since = held.version if _is_ours(held, now) else 0
    span = (RestrictionChange.version > since) & (RestrictionChange.version <= now.version)
    if not since:
        newest = RestrictionChange.select(fn.MAX(RestrictionChange.version)).where(span)
        span = RestrictionChange.version.in_(newest.group_by(RestrictionChange.resident))
    changes = RestrictionChange.select().where(span).order_by(RestrictionChange.version)
    return RestrictionNews(since, now.version, as_of, now.mark, tuple(map(_entry, changes)))


def feed(central: HeadOffice, envelope: Envelope) -> RestrictionFeed:
    """The news, sealed to the device that asks."""
    request, log = heard(RestrictionsRequest, envelope)
    info = purpose("restrictions", log.device, log.epoch)
    told = compress(dump(encode(news(central, RestrictionPoint(request.version, request.mark)))))
    return RestrictionFeed(request.request, seal(told, receiver(central, log), info))


def next_mark(mark: str, version: int, resident: str, state: str) -> str:
    """The mark after one more change: hex SHA-256 over the one before and the change."""
    return hashlib.sha256(f"{mark}\n{version}\n{resident}\n{state}".encode()).hexdigest()


def _change(central: HeadOffice, residents: Iterable[ResidentId], state: RestrictionState) -> int:
    with exclusive(central.database):
        last = _locked_point()
        changing = [(who, state) for who in dict.fromkeys(residents) if _state_of(who) is not state]
        return _record(central, last, changing)


def _record(
    central: HeadOffice, last: RestrictionPoint, states: Iterable[tuple[ResidentId, RestrictionState]]
) -> int:
    """One change after another; the version of the last."""
    rows, version, mark, now = [], last.version, last.mark, central.now()
    for version, (resident, state) in enumerate(states, start=last.version + 1):
        mark = next_mark(mark, version, resident, state.value)
        rows.append((version, resident, state is RestrictionState.BLOCKED, now, mark))
    for batch in chunked(rows, _BATCH):
        RestrictionChange.insert_many(batch, fields=_FIELDS).execute()
    Sequence.update(value=version).where(Sequence.name == _SEQUENCE).execute()
    return version


def _is_ours(held: RestrictionPoint, now: RestrictionPoint) -> bool:
    """Whether that point lies in our history, with every number after it given."""
    if not 0 < held.version <= now.version or _mark_at(held.version) != held.mark:
        return False
    span = (RestrictionChange.version > held.version) & (RestrictionChange.version <= now.version)
    return RestrictionChange.select().where(span).count() == now.version - held.version


def _state_of(resident: ResidentId) -> RestrictionState:
    changes = RestrictionChange.select().where(RestrictionChange.resident == resident)
    last = changes.order_by(RestrictionChange.version.desc()).first()
    return RestrictionState.BLOCKED if last is not None and last.restricted else RestrictionState.RELEASED


def _locked_point() -> RestrictionPoint:
    """Nobody else gives a version until the transaction ends."""
    locked(Sequence.select().where(Sequence.name == _SEQUENCE)).get()
    return _point()


def _point() -> RestrictionPoint:
    version = Sequence.get(Sequence.name == _SEQUENCE).value
    return RestrictionPoint(version, _mark_at(version))


def _mark_at(version: int) -> str:
    """Of the newest change up to that version: a restated history leaves numbers out."""
    changes = RestrictionChange.select().where(RestrictionChange.version <= version)
    last = changes.order_by(RestrictionChange.version.desc()).first()
    return "" if last is None else last.mark


def _entry(change: RestrictionChange) -> RestrictionEntry:
    state = RestrictionState.BLOCKED if change.restricted else RestrictionState.RELEASED
    return RestrictionEntry(ResidentId(change.resident), change.version, state)
