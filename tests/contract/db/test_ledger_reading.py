"""What the upload may expect of a log, whether it lies in memory or in SQLCipher."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from branch_app.domain.log.commitment import Opening
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.merkle import EMPTY_FRONTIER, leaf_hashes, root_of
from db.ledger import SqlLedger
from tests.fakes.memory_log import MemoryLog
from tests.fakes.store import ORIGIN, Desk, identified

AnyLog = MemoryLog | SqlLedger
SAMPLE = tuple(identified(seq) for seq in range(5))


def write(log: AnyLog, sample: Sequence[tuple[Entry, Sequence[Opening]]]) -> None:
    """Put the sample into either."""
    match log:
        case MemoryLog():
            log.entries += [entry.to_bytes() for entry, _ in sample]
            log.kept += [(entry.seq, opening) for entry, openings in sample for opening in openings]
        case SqlLedger():
            with log.exclusive() as writer:
                for entry, openings in sample:
                    writer.append((entry,), openings)


def in_memory(_folder: Path) -> MemoryLog:
    """The fake."""
    return MemoryLog(ORIGIN)


def on_disk(folder: Path) -> SqlLedger:
    """The adapter."""
    return Desk(folder).new_ledger()


@pytest.fixture(params=[in_memory, on_disk])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnyLog]:
    """An empty log."""
    make: Callable[[Path], AnyLog] = request.param
    log = make(tmp_path)
    yield log
    if isinstance(log, SqlLedger):
        log.close()


def test_empty(log: AnyLog) -> None:
    """Nothing, under the root of nothing."""
    assert (0, root_of([])) == (log.head().size, log.head().root)
    assert ([], [], None) == (list(log.leaves(0, 9)), list(log.openings(0, 9)), log.receipt())


def test_head_and_leaves_agree(log: AnyLog) -> None:
    """The head is the tree over the leaves."""
    write(log, SAMPLE)
    leaves = log.leaves(0, 5)
    assert [entry.to_bytes() for entry, _ in SAMPLE] == list(leaves)
    assert (5, root_of(leaf_hashes(leaves))) == (log.head().size, log.head().root)


@pytest.mark.parametrize(("start", "stop"), [(0, 5), (2, 4), (3, 3), (4, 99), (7, 9)])
def test_ranges(log: AnyLog, start: int, stop: int) -> None:
    """From ``start`` to ``stop − 1``; beyond the end there is nothing."""
    write(log, SAMPLE)
    part = SAMPLE[start:stop]
    assert [entry.to_bytes() for entry, _ in part] == list(log.leaves(start, stop))
    expected = [(entry.seq, opening) for entry, openings in part for opening in openings]
    assert expected == list(log.openings(start, stop))


def test_the_newest_receipt(log: AnyLog) -> None:
    """The last one kept is the receipt."""
    log.keep_receipt("first")
    log.keep_receipt("second")
    assert "second" == log.receipt()


def test_the_tree_at_the_newest_receipt(log: AnyLog) -> None:
    """What was kept with the last one; the empty tree before."""
    write(log, SAMPLE)
    tree = EMPTY_FRONTIER.extend(leaf_hashes(log.leaves(0, 3)))
    assert EMPTY_FRONTIER == log.witnessed()
    log.keep_receipt("first", tree)
    assert tree == log.witnessed()
    log.keep_receipt("second")
    assert EMPTY_FRONTIER == log.witnessed()
