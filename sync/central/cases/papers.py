"""Papers that were handed over, opened once more at head office and held against what it knew by then.

Openings are read here and nowhere kept: a finding names an issue number, and a tag that two papers share is made
under a key that is shredded with the openings of its year.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
from peewee import chunked

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.errors import FileDamaged, ProofInvalid
from branch_app.domain.log import events
from branch_app.domain.log.commitment import Opening, check
from branch_app.domain.log.entry import Entry
from branch_app.domain.reconcile.copies import (
    BorneName,
    Copies,
    HandedOver,
    RestrictionHistory,
    RestrictionStep,
    RowChange,
    RowHistory,
    check_data,
    check_restrictions,
)
from branch_app.domain.reconcile.finding import Finding, FindingCode
from branch_app.domain.reconcile.twice import IssuedCopy
from branch_app.domain.records.case import EntryPlace
from branch_app.domain.records.snapshot_shapes import SHAPES
from branch_app.domain.records.snapshots import Snapshot
from branch_app.domain.rules.shown_persons import name_key, named_alone
from branch_app.domain.rules.shown_rows import RowPlace
from branch_app.domain.values.identifiers import Commitment, ResidentId
from sync.central.cases.entries import read_log
from sync.central.cases.names import borne
from sync.central.cases.rows import tuples
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog, RestrictionChange, StoredOpening
from sync.central.registers.models import RegisterHistory

_SNAPSHOT = "snapshot"
_BATCH = 400
_DECODERS = {certificate.value: msgspec.json.Decoder(shape) for certificate, shape in SHAPES.items()}


@dataclass(slots=True)
class Looked:
    """What became of looking at a log's papers."""

    findings: list[Finding] = field(default_factory=list)
    issued: list[IssuedCopy] = field(default_factory=list)


def look_at_papers(
    central: HeadOffice, log: DeviceLog, morning: Counter, entries: Sequence[Entry], place: str
) -> Looked:
    """Of every copy that ``entries``, which follow on the state ``morning``, hand over; ``place`` names the log."""
    copies = Copies()
    _recall(central, log, morning, copies)
    for entry in entries:
        copies.add(entry)
    looked = Looked()
    opened = list(_opened(central, log, copies.handed_over))
    papers = [(copy, snapshot) for copy, snapshot in opened if isinstance(snapshot, Snapshot)]
    rows, stops = _rows_changed(copies.handed_over), _restrictions()
    names = _names([snapshot for _, snapshot in papers]) if stops else ()
    looked.findings += [missing for _, missing in opened if isinstance(missing, Finding)]
    tags = central.vault.tags(
        (copy.at.date(), f"{snapshot.subject}\n{copy.certificate}") for copy, snapshot in papers
    )
    for (copy, snapshot), tag in zip(papers, tags, strict=True):
        looked.findings += check_data(copy, snapshot, rows) if rows else ()
        looked.findings += check_restrictions(copy, snapshot, stops, names) if stops else ()
        looked.issued.append(IssuedCopy(EntryPlace(place, copy.seq), copy.number, tag, copy.at))
    return looked


def _recall(central: HeadOffice, log: DeviceLog, morning: Counter, copies: Copies) -> None:
    """Copies that waited over night: their 審査 lies before ``morning``."""
    waiting = list(morning.issuance.open_jobs())
    for item in {job.item: morning.issuance.item(job.item) for job in waiting}.values():
        kept = StoredOpening.get_or_none(
            (StoredOpening.log == log)
            & (StoredOpening.seq < morning.size)
            & (StoredOpening.commitment == item.snapshot)
        )
        for entry in read_log(central, log, kept.seq, kept.seq + 1).entries if kept else ():
            if isinstance(entry.event, events.ItemAuthorised):
                own = [job for job in waiting if job.item == item.id]
                copies.recall(item, entry.seq, entry.event, own)


def _opened(
    central: HeadOffice, log: DeviceLog, copies: Sequence[HandedOver]
) -> Iterator[tuple[HandedOver, Snapshot | Finding]]:
    """Each copy with what its paper said; those whose openings were shredded are left out."""
    kept = _stored(central, log, {copy.authorised for copy in copies})
    read: dict[int, Snapshot | None] = {}
    for copy in copies:
        if copy.authorised not in read:
            read[copy.authorised] = _read(kept.get(copy.authorised), copy)
        snapshot = read[copy.authorised]
        shredded = copy.authorised in kept and kept[copy.authorised] is None
        if snapshot is not None:
            yield copy, snapshot
        elif not shredded:
            yield copy, Finding(FindingCode.SNAPSHOT_MISSING, (copy.authorised, copy.seq), "", copy.number)


def _stored(central: HeadOffice, log: DeviceLog, places: Iterable[int]) -> Mapping[int, Opening | None]:
    found: dict[int, Opening | None] = {}
    for batch in chunked(sorted(places), _BATCH):
        query = StoredOpening.select(
            StoredOpening.seq, StoredOpening.sealed, StoredOpening.commitment, StoredOpening.shelf
        ).where((StoredOpening.log == log) & StoredOpening.seq.in_(batch) & (StoredOpening.name == _SNAPSHOT))
        rows = tuples(query)
        sealed = [(bytes(data), commitment, shelf) for _, data, commitment, shelf in rows]
        try:
            found.update(zip((row[0] for row in rows), central.vault.unlocked(sealed), strict=True))
        except FileDamaged:
            continue
    return found


def _read(opening: Opening | None, copy: HandedOver) -> Snapshot | None:
    if opening is None or copy.certificate not in _DECODERS:
        return None
    try:
        check(Commitment(copy.snapshot), opening)
        return _DECODERS[copy.certificate].decode(opening.value)
    except (ProofInvalid, msgspec.MsgspecError, ValueError):
        return None


def _rows_changed(copies: Sequence[HandedOver]) -> RowHistory:
    """Every change that may have come between the data and the hand-over of one of these copies."""
    used = [data.change_seq for copy in copies for data in copy.data if data.generation]
    if not used:
        return {}
    last = max(int(copy.at.timestamp()) for copy in copies)
    between = (RegisterHistory.change_seq > min(used)) & (RegisterHistory.recorded_at <= last)
    query = RegisterHistory.select(
        RegisterHistory.register, RegisterHistory.row_key, RegisterHistory.change_seq, RegisterHistory.recorded_at
    ).where(between)
    found: dict[RowPlace, tuple[RowChange, ...]] = {}
    for table, key, change_seq, recorded_at in tuples(query):
        place = RowPlace(table, key)
        found[place] = (*found.get(place, ()), RowChange(change_seq, recorded_at))
    return found


def _names(snapshots: Iterable[Snapshot]) -> tuple[BorneName, ...]:
    """Of those on the list who bear a name that one of these papers has without a number."""
    alone = {name_key(name) for snapshot in snapshots for name in named_alone(snapshot)}
    return borne(alone) if alone else ()


def _restrictions() -> RestrictionHistory:
    query = RestrictionChange.select(
        RestrictionChange.resident, RestrictionChange.recorded_at, RestrictionChange.restricted
    ).order_by(RestrictionChange.version)
    found: dict[ResidentId, tuple[RestrictionStep, ...]] = {}
    for resident, recorded_at, restricted in tuples(query):
        person = ResidentId(resident)
        found[person] = (*found.get(person, ()), RestrictionStep(recorded_at, restricted))
    return found
