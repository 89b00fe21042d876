"""Whether the log in the file is the log that was written."""

from collections.abc import Iterator
from typing import Any

from branch_app.domain.errors import FileDamaged, FileForeign, TreeMismatch
from branch_app.domain.log.merkle import Frontier, leaf_hash
from branch_app.ports import LogHead
from db.faults import driver_faults
from db.ledger_writer import read_frontier


def check_tree(connection: Any, file: str) -> LogHead:  # noqa: ANN401 - the driver has no types
    """Recompute every leaf and the root, then the HMAC of every page, so that indexes are looked at too.

    Raises:
        TreeMismatch: ``position`` is the first entry that is not what was written.
        FileDamaged: a page does not decrypt; ``position`` is the first entry out of reach.
    """
    stored = read_frontier(connection)
    grown = Frontier()
    for seq, leaf, data in _readable(connection, file):
        if seq != grown.size or leaf != leaf_hash(data):
            raise TreeMismatch(position=grown.size)
        grown = grown.append(leaf)
    if grown != stored:
        raise TreeMismatch(position=min(grown.size, stored.size))
    for (complaint,) in connection.execute("PRAGMA cipher_integrity_check"):
        raise FileDamaged(file=file, reason=complaint)
    return LogHead(grown.size, grown.root())


def check_tail(connection: Any, known: Frontier) -> None:  # noqa: ANN401
    """Hash the entries after a known frontier, and compare with the log's own.

    Raises:
        TreeMismatch: ``position`` is the first entry that is not what was written.
    """
    grown = known
    tail = connection.execute("SELECT seq, leaf, data FROM entry WHERE seq >= ? ORDER BY seq", (known.size,))
    for seq, leaf, data in tail:
        if seq != grown.size or leaf != leaf_hash(data):
            raise TreeMismatch(position=grown.size)
        grown = grown.append(leaf)
    if grown != read_frontier(connection):
        raise TreeMismatch(position=known.size)


def check_mark(connection: Any, file: str, mark: LogHead) -> None:  # noqa: ANN401
    """Compare with the highest head this computer has seen.

    Raises:
        FileForeign: the log is shorter, or was another one at that size.
    """
    frontier = read_frontier(connection)
    if frontier.size < mark.size:
        raise FileForeign(file=file, reason="older than its mark", size=frontier.size, mark=mark.size)
    if frontier.size > mark.size:
        leaves = connection.execute("SELECT leaf FROM entry WHERE seq < ? ORDER BY seq", (mark.size,))
        frontier = Frontier().extend(leaf for (leaf,) in leaves)
    if frontier.root() != mark.root:
        raise FileForeign(file=file, reason="another log than its mark", mark=mark.size)


def _readable(connection: Any, file: str) -> Iterator[tuple[int, bytes, bytes]]:  # noqa: ANN401
    position = 0
    try:
        with driver_faults(file):
            for row in connection.execute("SELECT seq, leaf, data FROM entry ORDER BY seq"):
                yield row
                position += 1
    except FileDamaged as error:
        raise FileDamaged(**{**error.facts, "position": position}) from error
