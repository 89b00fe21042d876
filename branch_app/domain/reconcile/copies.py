"""Copies handed over, and what head office knew by then: registers and restrictions as they were at that moment."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from branch_app.domain.deciders.issuance.state import Item, Job
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.reconcile.finding import Finding, FindingCode
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.snapshots import Snapshot
from branch_app.domain.rules.shown_persons import perhaps_on
from branch_app.domain.rules.shown_rows import RowPlace, rows_on
from branch_app.domain.values.identifiers import Commitment, IssueNumber, ItemId, JobId, ResidentId


@dataclass(frozen=True, slots=True)
class HandedOver:
    """One copy: its 交付 (entry and wall time), number and kind, and the 審査 that it rests on.

    ``released`` is when two persons released it last, None when nobody did.
    """

    seq: int
    at: datetime
    number: IssueNumber
    certificate: str
    authorised: int
    snapshot: Commitment
    data: tuple[events.DataUsed, ...]
    released: datetime | None = None


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of a register changed: number and POSIX second at head office."""

    change_seq: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class RestrictionStep:
    """Somebody was restricted or released at head office: POSIX second, and what holds from then on."""

    recorded_at: int
    restricted: bool


@dataclass(frozen=True, slots=True)
class BorneName:
    """A name that somebody bears in head office's registers (``name_key``), since which POSIX second."""

    resident: ResidentId
    name: str
    since: int


RowHistory = Mapping[RowPlace, tuple[RowChange, ...]]
RestrictionHistory = Mapping[ResidentId, tuple[RestrictionStep, ...]]
"""Each person's steps, the oldest first."""


class Copies:
    """The fold: 交付 with everything that stands before it in the log."""

    def __init__(self) -> None:
        self.handed_over: list[HandedOver] = []
        self._certificates: dict[ItemId, str] = {}
        self._authorised: dict[ItemId, tuple[int, events.ItemAuthorised]] = {}
        self._released: dict[ItemId, datetime] = {}
        self._jobs: dict[JobId, tuple[ItemId, IssueNumber]] = {}

    def recall(self, item: Item, seq: int, authorised: events.ItemAuthorised, copies: Iterable[Job]) -> None:
        """An item of an earlier day with copies that wait here, and its 審査 at ``seq``."""
        self._certificates[item.id] = item.certificate
        self._authorised[item.id] = (seq, authorised)
        self._jobs |= {job.id: (item.id, job.number) for job in copies}

    def add(self, entry: Entry) -> None:
        """Take in the next entry; a copy whose 審査 was not taken in is left out."""
        match entry.event:
            case events.ItemRequested() as event:
                self._certificates[event.item] = event.certificate
            case events.ItemAuthorised() as event:
                self._authorised[event.item] = (entry.seq, event)
            case events.ItemReleased() as event:
                self._released[event.item] = entry.stamp.moment
            case events.JobPrepared() as event:
                self._jobs[event.job] = (event.item, event.number)
            case events.JobDelivered() as event if event.job in self._jobs:
                self._deliver(entry, *self._jobs[event.job])

    def _deliver(self, entry: Entry, item: ItemId, number: IssueNumber) -> None:
        if item not in self._authorised:
            return
        seq, authorised = self._authorised[item]
        self.handed_over.append(
            HandedOver(
                entry.seq,
                entry.stamp.moment,
                number,
                self._certificates.get(item, ""),
                seq,
                authorised.snapshot,
                authorised.data,
                self._released.get(item),
            )
        )


def handed_over(entries: Iterable[Entry]) -> tuple[HandedOver, ...]:
    """Every copy, in the order of the log."""
    copies = Copies()
    for entry in entries:
        copies.add(entry)
    return tuple(copies.handed_over)


def check_data(copy: HandedOver, snapshot: Snapshot, history: RowHistory) -> Iterator[Finding]:
    """Rows on the paper that had changed at head office after the data it was made of, and before it was given."""
    used = {data.register: data.change_seq for data in copy.data}
    given = int(copy.at.timestamp())
    changed = {
        place.table
        for place in rows_on(snapshot)
        for change in history.get(place, ())
        if change.change_seq > used.get(TABLES[place.table].register.value, 0) and change.recorded_at <= given
    }
    if changed:
        yield _finding(FindingCode.DATA_CHANGED, copy, " ".join(sorted(changed)))


def check_restrictions(
    copy: HandedOver, snapshot: Snapshot, history: RestrictionHistory, names: Iterable[BorneName] = ()
) -> Iterator[Finding]:
    """Somebody on the paper was restricted when it was given, and nobody released it after that.

    ``names`` of such persons count where the paper has no more of somebody than a name, as at the counter.
    """
    given = int(copy.at.timestamp())
    persons = perhaps_on(snapshot, [(borne.resident, borne.name) for borne in names if borne.since <= given])
    stops = [since for person in persons if (since := _stopped(history.get(person, ()), given))]
    if stops and (copy.released is None or int(copy.released.timestamp()) < max(stops)):
        held = next((data.change_seq for data in copy.data if data.register == "restrictions"), 0)
        yield _finding(FindingCode.RESTRICTED_ISSUE, copy, str(held))


def _stopped(steps: tuple[RestrictionStep, ...], moment: int) -> int | None:
    """Since when, if it holds at that moment."""
    last = None
    for step in steps:
        if step.recorded_at <= moment:
            last = step.recorded_at if step.restricted else None
    return last


def _finding(code: FindingCode, copy: HandedOver, detail: str) -> Finding:
    return Finding(code, (copy.authorised, copy.seq), detail, copy.number)
