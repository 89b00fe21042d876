"""Old generations and what only they named are let go; the history is not touched."""

from datetime import timedelta

from peewee import Expression, fn

from sync.central.database import exclusive, locked
from sync.central.head_office import HeadOffice
from sync.central.models import Sequence
from sync.central.registers.models import CutChunk, GenerationCut, RegisterChunk, RegisterCut, RegisterGeneration
from sync.central.registers.shares import shares_soon

_KEPT = 2
"""Generations of a share: the newest, and the one that somebody may still be fetching."""
_ABANDONED_AFTER = timedelta(days=2)


def prune(central: HeadOffice) -> None:
    """Keep the newest generations of every share of today and of tomorrow, and nothing else."""
    shares = [shares.text for shares in shares_soon(central)]
    with exclusive(central.database):
        locked(Sequence.select().where(Sequence.name == "generation")).get()  # nobody publishes meanwhile
        kept = [number for share in shares for number in _newest(share)]
        GenerationCut.delete().where(GenerationCut.generation.not_in(kept)).execute()
        RegisterGeneration.delete().where(RegisterGeneration.generation.not_in(kept)).execute()
        cuts = [cut.id for cut in RegisterCut.select().where(_loose(central))]
        CutChunk.delete().where(CutChunk.cut.in_(cuts)).execute()
        RegisterCut.delete().where(RegisterCut.id.in_(cuts)).execute()
        RegisterChunk.delete().where(RegisterChunk.digest.not_in(CutChunk.select(CutChunk.digest))).execute()


def _newest(share: str) -> list[int]:
    generations = RegisterGeneration.select().where(RegisterGeneration.share == share)
    return [row.generation for row in generations.order_by(RegisterGeneration.generation.desc()).limit(_KEPT)]


def _loose(central: HeadOffice) -> Expression:
    """Cuts that no generation names: of an older change, or begun so long ago that nobody is still at them."""
    named = GenerationCut.select(GenerationCut.cut)
    newest = RegisterGeneration.select(fn.MAX(RegisterGeneration.change_seq)).scalar() or 0
    outdated = RegisterCut.rows.is_null(is_null=False) & (RegisterCut.change_seq < newest)
    abandoned = RegisterCut.begun_at < central.now() - int(_ABANDONED_AFTER.total_seconds())
    return RegisterCut.id.not_in(named) & (outdated | abandoned)
