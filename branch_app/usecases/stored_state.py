"""The folded state as the log's file keeps it, so that a start folds the tail only.

It is a projection: thrown away when the program that made it was another, checked against the log's tail by hashes
when it is read, and against the whole log afterwards, beside the work (``check_stored``).
It lies in the encrypted, authenticated file of the log itself.
"""

from collections.abc import Callable

from branch_app.domain.deciders.counter import Counter, fold
from branch_app.domain.deciders.keeping import frozen, layout, thawed
from branch_app.domain.errors import TreeMismatch
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.merkle import Frontier, leaf_hashes
from branch_app.ports import KeptState, Ledger

_SLICE = 50
"""Entries folded between two rests: some milliseconds."""


def keep(ledger: Ledger, state: Counter, build: str) -> None:
    """Put it beside the log.

    Raises:
        StoreError: it was not kept; the log stands.
    """
    ledger.keep_state(state.size, layout(build), frozen(state))


def kept(ledger: Ledger, build: str) -> Counter:
    """The state as this build kept it, or that of no entry.

    Raises:
        TreeMismatch: what was kept does not belong to the log that lies there.
    """
    found = ledger.kept_state()
    if found is None or found.layout != layout(build):
        return Counter()
    return _opened(found)


def folded(ledger: Ledger, build: str) -> Counter:
    """The state of the whole log, without writing anything.

    Raises:
        TreeMismatch.
    """
    state = kept(ledger, build)
    return fold(map(Entry.from_bytes, ledger.leaves(state.size, ledger.head().size)), state)


def check_stored(ledger: Ledger, build: str, rest: Callable[[], bool]) -> bool:
    """Fold the log from its first entry to the kept state; whether that came to its end.

    ``rest`` is called every few milliseconds and says whether to go on.

    Raises:
        TreeMismatch: entry or state is not what was written.
    """
    found = ledger.kept_state()
    if found is None or found.layout != layout(build):
        return True
    state, frontier = Counter(), Frontier()
    while state.size < found.head.size:
        leaves = ledger.leaves(state.size, min(state.size + _SLICE, found.head.size))
        frontier = frontier.extend(leaf_hashes(leaves))
        state = fold(map(Entry.from_bytes, leaves), state)
        if not rest():
            return False
    if frontier.root() != found.head.root or state != _opened(found):
        raise TreeMismatch(position=found.head.size)
    return True


def _opened(found: KeptState) -> Counter:
    return thawed(found.body, found.head.size)
