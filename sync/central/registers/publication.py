"""Generations of the registers: cut for every kind of replica, in chunks that are kept once whoever gets them.

    publish(central)

It takes minutes for a city and is never part of a request; a device gets the newest whole generation and the
changes after it. A publication that broke off leaves chunks that the next one finds, and nothing else.
"""

from collections.abc import Iterator

from branch_app.domain.records.register_tables import SCHEMA
from branch_app.domain.rules.replica import Share
from sync.central.database import exclusive, next_numbers
from sync.central.head_office import HeadOffice
from sync.central.registers.history import lines_as_of, newest_change
from sync.central.registers.models import CutChunk, GenerationCut, RegisterChunk, RegisterCut, RegisterGeneration
from sync.central.registers.pruning import prune
from sync.central.registers.shares import Shares, cut_lines, shares_soon
from sync.wire.lines import digest_of, pack, pack_chunks


def publish(central: HeadOffice) -> int:
    """Cut a generation of what holds now for every kind of replica of today and tomorrow; how many are new."""
    with central.database.connection_context():
        before = central.now()  # before the look: it must never vouch for what changed after
        change_seq = newest_change()
        made = sum(publish_share(central, shares, change_seq, before) for shares in shares_soon(central))
        prune(central)
    return made


def publish_share(central: HeadOffice, shares: Shares, change_seq: int, published_at: int) -> bool:
    """Cut what held at that change for one kind of replica; whether it was not there yet.

    ``published_at`` is a moment at which nothing newer had changed.
    """
    newest = generation_of(shares)
    if newest and newest.change_seq >= change_seq:
        return False
    cuts = [_cut(central, share, change_seq) for share in shares.of.values()]
    with exclusive(central.database):
        number = next_numbers("generation", 1)  # held until commit: nobody else publishes at the same moment
        if _overtaken(shares, change_seq, cuts):
            return False
        generation = RegisterGeneration.create(
            generation=number,
            share=shares.text,
            schema=SCHEMA,
            change_seq=change_seq,
            published_at=published_at,
        )
        for position, cut in enumerate(cuts):
            GenerationCut.create(generation=generation, position=position, cut=cut)
    return True


def generation_of(shares: Shares, until: int | None = None) -> RegisterGeneration | None:
    """The newest whole generation of that share, or the newest of those up to a change."""
    where = (RegisterGeneration.share == shares.text) & (RegisterGeneration.schema == SCHEMA)
    if until is not None:
        where &= RegisterGeneration.change_seq <= until
    found = RegisterGeneration.select().where(where).order_by(RegisterGeneration.change_seq.desc())
    generation: RegisterGeneration | None = found.first()
    return generation


def cuts_of(generation: RegisterGeneration) -> list[RegisterCut]:
    """Its tables in order."""
    cuts = RegisterCut.select().join(GenerationCut).where(GenerationCut.generation == generation)
    return list(cuts.order_by(GenerationCut.position))


def _overtaken(shares: Shares, change_seq: int, cuts: list[RegisterCut]) -> bool:
    """Whether somebody else published the same or newer meanwhile, and perhaps let go of what was cut here."""
    newest = generation_of(shares)
    there = RegisterCut.select().where(RegisterCut.id.in_([cut.id for cut in cuts])).count()
    return there < len(cuts) or (newest is not None and newest.change_seq >= change_seq)


def _cut(central: HeadOffice, share: Share, change_seq: int) -> RegisterCut:
    """The table as that share has it: another kind of replica may have the same."""
    name = f"{SCHEMA} {share.text}"
    same = (RegisterCut.share == name) & (RegisterCut.change_seq == change_seq)
    whole = RegisterCut.get_or_none(same & RegisterCut.rows.is_null(is_null=False))
    if whole is not None:
        return whole
    with exclusive(central.database):
        cut = RegisterCut.create(
            id=next_numbers("register_cut", 1),
            share=name,
            register=share.table,
            change_seq=change_seq,
            begun_at=central.now(),
        )
    counted = sum(_keep_chunks(central, cut, share))
    RegisterCut.update(rows=counted).where(RegisterCut.id == cut.id).execute()
    return cut


def _keep_chunks(central: HeadOffice, cut: RegisterCut, share: Share) -> Iterator[int]:
    """Rows of one chunk after another, each kept as soon as it is made and named by the cut at once."""
    lines = cut_lines(share, lines_as_of(share.table, cut.change_seq))
    for position, (first, plain, rows) in enumerate(pack_chunks(lines)):
        digest = digest_of(plain)
        with exclusive(central.database):
            CutChunk.create(cut=cut, position=position, first=first, rows=rows, digest=digest)
            if not RegisterChunk.select().where(RegisterChunk.digest == digest).exists():
                RegisterChunk.insert(digest=digest, data=pack(plain)).on_conflict_ignore().execute()
        yield rows
