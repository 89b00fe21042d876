"""Rows per table of a share, without counting a city: those of its last generation and what came and went since.

Everything is looked up by number of change: what is asked again and again costs what changed, not what is there.
"""

from collections.abc import Iterable, Mapping
from typing import cast

from peewee import Expression, fn

from branch_app.domain.errors import CentralRefused
from branch_app.domain.rules.replica import Only, Share
from sync.central.registers.models import RegisterHistory
from sync.central.registers.publication import cuts_of, generation_of
from sync.central.registers.shares import Shares, cut_line


def counts_at(shares: Shares, change_seq: int) -> Mapping[str, int]:
    """Rows per table at that change.

    Raises:
        CentralRefused: 404, nothing was published for that share up to then.
    """
    generation = generation_of(shares, change_seq)
    if generation is None:
        raise CentralRefused(status=404, reason="not published")
    come, gone = _come(generation.change_seq, change_seq), _gone(generation.change_seq, change_seq)
    more, less = _tally(come), _tally(gone)
    moved = more.keys() | less.keys()
    choosy = {
        table: shares.of[table] for table in moved & shares.of.keys() if shares.of[table].only is not Only.ALL
    }
    if choosy:
        more |= _chosen(choosy, come)
        less |= _chosen(choosy, gone)
    return {
        cut.register: (cut.rows or 0) + more.get(cut.register, 0) - less.get(cut.register, 0)
        for cut in cuts_of(generation)
    }


def _come(since: int, change_seq: int) -> Expression:
    """Lines that hold from a change in that span on."""
    span = (RegisterHistory.change_seq > since) & (RegisterHistory.change_seq <= change_seq)
    return span & RegisterHistory.line.is_null(is_null=False)


def _gone(since: int, change_seq: int) -> Expression:
    """Lines that held until a change in that span."""
    span = (RegisterHistory.until_seq > since) & (RegisterHistory.until_seq <= change_seq)
    return span & RegisterHistory.line.is_null(is_null=False)


def _tally(where: Expression) -> dict[str, int]:
    """Rows per table."""
    rows = RegisterHistory.select(RegisterHistory.register, fn.COUNT(RegisterHistory.change_seq)).where(where)
    counted = rows.group_by(RegisterHistory.register).tuples()
    return dict(cast("Iterable[tuple[str, int]]", counted))


def _chosen(choosy: Mapping[str, Share], where: Expression) -> dict[str, int]:
    """Rows per table of shares that have only some, those they have."""
    rows = RegisterHistory.select(RegisterHistory.register, RegisterHistory.row_key, RegisterHistory.line)
    found = dict.fromkeys(choosy, 0)
    for table, key, line in rows.where(where).tuples().iterator():
        if table in choosy and cut_line(choosy[table], key, bytes(line)) is not None:
            found[table] += 1
    return found
