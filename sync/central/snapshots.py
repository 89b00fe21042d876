"""Generations of the registers: published whole when asked for after a change, handed out in chunks by hash."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from branch_app.domain.errors import CentralRefused
from branch_app.domain.values.codec import decode, encode
from sync.central.database import exclusive, locked, next_numbers
from sync.central.devices import heard
from sync.central.head_office import HeadOffice
from sync.central.models import Sequence, Snapshot, SnapshotChunk
from sync.central.registers import current_lines
from sync.wire.envelope import Envelope
from sync.wire.messages import ChunkRequest, SnapshotManifest, SnapshotRequest
from sync.wire.rows import TABLES, pack_chunks
from sync.wire.sealing import purpose, seal
from sync.wire.strict import dump, parse


@dataclass(frozen=True, slots=True)
class _Counts:
    tables: Mapping[str, int]


def manifest(central: HeadOffice, envelope: Envelope) -> SnapshotManifest:
    """The newest generation; ``as_of`` is now, because nothing changed since it was published."""
    request, _ = heard(SnapshotRequest, envelope)
    with exclusive(central.database):
        change_seq = locked(Sequence.select().where(Sequence.name == "change_seq")).get().value
        snapshot = Snapshot.get_or_none(Snapshot.change_seq == change_seq) or _publish(change_seq)
        chunks = SnapshotChunk.select(SnapshotChunk.digest).where(SnapshotChunk.generation == snapshot)
        digests = tuple(chunk.digest for chunk in chunks.order_by(SnapshotChunk.position))
        as_of = central.clock()
    return SnapshotManifest(
        request.request,
        generation=snapshot.generation,
        change_seq=change_seq,
        as_of=as_of,
        counts=decode(_Counts, parse(bytes(snapshot.counts))).tables,
        digest=bytes(snapshot.digest),
        chunks=digests,
    )


def sealed_chunk(envelope: Envelope) -> bytes:
    """One chunk, sealed to the device that asks.

    Raises:
        CentralRefused: 404, no such chunk in that generation.
    """
    request, log = heard(ChunkRequest, envelope)
    chunk = SnapshotChunk.get_or_none(
        (SnapshotChunk.generation == request.generation) & (SnapshotChunk.digest == request.chunk)
    )
    if chunk is None:
        raise CentralRefused(status=404, reason="chunk unknown")
    info = purpose(f"chunk/{request.chunk}", log.device, log.epoch)
    return seal(bytes(chunk.data), bytes(log.transport_key), info)


def _publish(change_seq: int) -> Snapshot:
    lines = list(current_lines())
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
