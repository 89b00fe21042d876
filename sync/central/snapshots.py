"""Generations of the registers: published whole when asked for after a change, handed out in chunks by hash."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from branch_app.domain.errors import CentralRefused
from branch_app.domain.records.register_rows import record_of
from branch_app.domain.values.codec import decode, encode
from sync.central.database import exclusive, locked, next_numbers
from sync.central.devices import heard
from sync.central.generations import sealed_register_chunk
from sync.central.head_office import HeadOffice
from sync.central.models import Sequence, Snapshot, SnapshotChunk
from sync.central.registers import lines_as_of
from sync.wire.envelope import Envelope
from sync.wire.lines import from_line
from sync.wire.messages import ChunkRequest, SnapshotManifest, SnapshotRequest
from sync.wire.rows import TABLES, pack_chunks, row_to_line
from sync.wire.sealing import purpose, seal
from sync.wire.strict import dump, parse


@dataclass(frozen=True, slots=True)
class _Counts:
    tables: Mapping[str, int]


def snapshot(central: HeadOffice, envelope: Envelope) -> SnapshotManifest:
    """The newest generation; ``as_of`` is now, because nothing changed since it was published."""
    request, _ = heard(SnapshotRequest, envelope)
    with exclusive(central.database):
        change_seq = locked(Sequence.select().where(Sequence.name == "change_seq")).get().value
        newest = Snapshot.get_or_none(Snapshot.change_seq == change_seq) or _publish(change_seq)
        chunks = SnapshotChunk.select(SnapshotChunk.digest).where(SnapshotChunk.generation == newest)
        digests = tuple(chunk.digest for chunk in chunks.order_by(SnapshotChunk.position))
        as_of = central.clock()
    return SnapshotManifest(
        request.request,
        generation=newest.generation,
        change_seq=change_seq,
        as_of=as_of,
        counts=decode(_Counts, parse(bytes(newest.counts))).tables,
        digest=bytes(newest.digest),
        chunks=digests,
    )


def sealed_chunk(central: HeadOffice, envelope: Envelope) -> bytes:
    """One chunk, sealed to the device that asks.

    Raises:
        CentralRefused: 404, no such chunk in that generation.
    """
    request, log = heard(ChunkRequest, envelope)
    register_chunk = sealed_register_chunk(central, log, request)
    if register_chunk is not None:
        return register_chunk
    chunk = SnapshotChunk.get_or_none(
        (SnapshotChunk.generation == request.generation) & (SnapshotChunk.digest == request.chunk)
    )
    if chunk is None:
        raise CentralRefused(status=404, reason="chunk unknown")
    info = purpose(f"chunk/{request.chunk}", log.device, log.epoch)
    return seal(bytes(chunk.data), bytes(log.transport_key), info)


def _publish(change_seq: int) -> Snapshot:
    lines = list(_lines(change_seq))
    counted = Counter(table for table, _ in lines)
    digest = hashlib.sha256(b"".join(line + b"\n" for _, line in lines)).digest()
    snapshot = Snapshot.create(
        generation=next_numbers("generation", 1),
        change_seq=change_seq,
        counts=dump(encode(_Counts({table: counted[table] for table in TABLES}))),
        digest=digest,
    )
    for position, data in enumerate(pack_chunks(line for _, line in lines)):
        SnapshotChunk.create(
            generation=snapshot, position=position, digest=hashlib.sha256(data).hexdigest(), data=data
        )
    return snapshot


def _lines(change_seq: int) -> Iterator[tuple[str, bytes]]:
    for table in TABLES:
        for _, line in lines_as_of(table, change_seq):
            yield table, row_to_line(record_of(from_line(table, line)))
