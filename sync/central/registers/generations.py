"""Generations of the registers as a device asks for them: a signed manifest, then chunks by digest."""

from datetime import datetime

from peewee import fn

from branch_app.domain.errors import CentralRefused
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog
from sync.central.registers.history import mark_at, newest_change
from sync.central.registers.models import CutChunk, GenerationCut, RegisterChunk, RegisterCut, RegisterGeneration
from sync.central.registers.publication import cuts_of, generation_of, publish_share
from sync.central.registers.shares import Shares, check_schema, shares_for
from sync.central.trust.devices import heard
from sync.central.trust.terms import receiver
from sync.wire.envelope import Envelope
from sync.wire.messages import ChunkRequest
from sync.wire.register_messages import Chunk, ManifestRequest, RegisterManifest
from sync.wire.sealing import purpose, seal

_AT_ONCE = 20_000
"""So many changes ever, and a first generation is cut while the device waits."""


def manifest(central: HeadOffice, envelope: Envelope) -> RegisterManifest:
    """The newest whole generation for the device that asks; what changed after it comes as changes.

    Raises:
        CentralRefused: 409, its schema is another; 503, nothing was published for it yet.
    """
    request, log = heard(ManifestRequest, envelope)
    return manifest_of(central, request, newest_generation(central, log, request))


def newest_generation(central: HeadOffice, log: DeviceLog, request: ManifestRequest) -> RegisterGeneration:
    """The newest whole one for that device; a small one is cut while it waits.

    Raises:
        CentralRefused: as ``manifest``.
    """
    check_schema(request.schema)
    shares, now = shares_for(central, log), central.now()  # before the look at what changed
    return generation_of(shares) or _at_once(central, shares, newest_change(), now)


def manifest_of(central: HeadOffice, request: ManifestRequest, generation: RegisterGeneration) -> RegisterManifest:
    """What is told of it."""
    now = central.clock()  # before the look: it must never vouch for what changed after
    newest = newest_change()
    published = datetime.fromtimestamp(generation.published_at, now.tzinfo)
    cuts = cuts_of(generation)
    return RegisterManifest(
        request.request,
        generation=generation.generation,
        schema=generation.schema,
        share=generation.share,
        change_seq=generation.change_seq,
        mark=mark_at(generation.change_seq),
        as_of=now if generation.change_seq == newest else published,
        counts={cut.register: cut.rows or 0 for cut in cuts},
        chunks=tuple(chunk for cut in cuts for chunk in _chunks(cut)),
    )


def sealed_chunk(central: HeadOffice, envelope: Envelope) -> bytes:
    """One chunk of a generation of its own share, sealed to the device that asks.

    Raises:
        CentralRefused: 404, no such chunk for it.
    """
    request, log = heard(ChunkRequest, envelope)
    own = RegisterGeneration.select().where(
        (RegisterGeneration.generation == request.generation)
        & (RegisterGeneration.share == shares_for(central, log).text)
    )
    cuts = GenerationCut.select(GenerationCut.cut).where(GenerationCut.generation.in_(own))
    named = CutChunk.select().where((CutChunk.digest == request.chunk) & CutChunk.cut.in_(cuts)).exists()
    chunk = RegisterChunk.get_or_none(RegisterChunk.digest == request.chunk) if named else None
    if chunk is None:
        raise CentralRefused(status=404, reason="chunk unknown")
    return _sealed(central, log, chunk)


def sealed_chunk_of(central: HeadOffice, log: DeviceLog, digest: str) -> bytes:
    """The same of a generation that was looked up for that device."""
    return _sealed(central, log, RegisterChunk.get(RegisterChunk.digest == digest))


def bytes_of(generation: RegisterGeneration) -> int:
    """Of all its chunks."""
    cuts = GenerationCut.select(GenerationCut.cut).where(GenerationCut.generation == generation)
    chunks = CutChunk.select(fn.SUM(fn.LENGTH(RegisterChunk.data))).where(CutChunk.cut.in_(cuts))
    return int(chunks.join(RegisterChunk, on=(RegisterChunk.digest == CutChunk.digest)).scalar() or 0)


def _sealed(central: HeadOffice, log: DeviceLog, chunk: RegisterChunk) -> bytes:
    info = purpose(f"chunk/{chunk.digest}", log.device, log.epoch)
    return seal(bytes(chunk.data), receiver(central, log), info)


def _at_once(central: HeadOffice, shares: Shares, newest: int, now: int) -> RegisterGeneration:
    if newest > _AT_ONCE:
        raise CentralRefused(status=503, reason="not published")
    publish_share(central, shares, newest, now)
    generation = generation_of(shares)
    if generation is None:
        raise CentralRefused(status=503, reason="not published")
    return generation


def _chunks(cut: RegisterCut) -> list[Chunk]:
    rows = CutChunk.select().where(CutChunk.cut == cut).order_by(CutChunk.position)
    return [Chunk(cut.register, row.first, row.rows, row.digest) for row in rows]
