"""Generations of the registers as a device asks for them: a signed manifest, then chunks by digest."""

from datetime import datetime

from peewee import Expression

from branch_app.domain.errors import CentralRefused
from sync.central.devices import heard
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog
from sync.central.publication import cuts_of, generation_of, publish_share
from sync.central.register_models import CutChunk, GenerationCut, RegisterChunk, RegisterCut, RegisterGeneration
from sync.central.registers import newest_change
from sync.central.shares import Shares, check_schema, shares_for
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
    check_schema(request.schema)
    shares = shares_for(central, log)
    now = central.clock()  # before the look: it must never vouch for what changed after
    newest = newest_change()
    generation = generation_of(shares) or _at_once(central, shares, newest, int(now.timestamp()))
    published = datetime.fromtimestamp(generation.published_at, now.tzinfo)
    cuts = cuts_of(generation)
    return RegisterManifest(
        request.request,
        generation=generation.generation,
        schema=generation.schema,
        share=generation.share,
        change_seq=generation.change_seq,
        as_of=now if generation.change_seq == newest else published,
        counts={cut.register: cut.rows or 0 for cut in cuts},
        chunks=tuple(chunk for cut in cuts for chunk in _chunks(cut)),
    )


def sealed_register_chunk(central: HeadOffice, log: DeviceLog, request: ChunkRequest) -> bytes | None:
    """One chunk of a generation that the device may have, sealed to it; None when it has no such generation.

    Raises:
        CentralRefused: 404, no such chunk in that generation.
    """
    generation = RegisterGeneration.get_or_none(
        (RegisterGeneration.generation == request.generation)
        & (RegisterGeneration.share == shares_for(central, log).text)
    )
    if generation is None:
        return None
    chunk = RegisterChunk.get_or_none((RegisterChunk.digest == request.chunk) & _named(generation, request.chunk))
    if chunk is None:
        raise CentralRefused(status=404, reason="chunk unknown")
    info = purpose(f"chunk/{request.chunk}", log.device, log.epoch)
    return seal(bytes(chunk.data), bytes(log.transport_key), info)


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


def _named(generation: RegisterGeneration, digest: str) -> Expression:
    cuts = GenerationCut.select(GenerationCut.cut).where(GenerationCut.generation == generation)
    return RegisterChunk.digest.in_(
        CutChunk.select(CutChunk.digest).where((CutChunk.digest == digest) & CutChunk.cut.in_(cuts))
    )
