"""The folded state as the log's file keeps it, so that a start folds the tail only.

It is a projection: thrown away when the program that made it was another, checked against the log's tail by hashes
when it is read, and against the whole log afterwards, beside the work (``check_stored``).

The body is a pickle because the state of a long day is large and a start is short. It lies in the encrypted,
authenticated file of the log itself; and of what it names only classes of our own domain are ever made.
"""

import dataclasses
import hashlib
import io
import pickle
from collections.abc import Callable
from typing import Any, get_args, get_type_hints

from branch_app.domain.deciders.counter import Counter, fold
from branch_app.domain.errors import TreeMismatch
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.merkle import Frontier, leaf_hashes
from branch_app.ports import KeptState, Ledger

_PLAIN = {("builtins", "range"), ("builtins", "frozenset"), ("datetime", "date"), ("datetime", "datetime")}
_SLICE = 50
"""Entries folded between two rests: some milliseconds."""


def keep(ledger: Ledger, state: Counter, build: str) -> None:
    """Put it beside the log.

    Raises:
        StoreError: it was not kept; the log stands.
    """
    ledger.keep_state(state.size, layout(build), pickle.dumps(state, protocol=pickle.HIGHEST_PROTOCOL))


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


def layout(build: str) -> str:
    """Stands for a build and for every field of every class in the state."""
    shapes = sorted(f"{kind.__qualname__}{sorted(get_type_hints(kind).items(), key=str)}" for kind in _classes())
    return hashlib.sha256(f"{build}{shapes}".encode()).hexdigest()


def _classes() -> set[type]:
    found: set[type] = set()
    waiting: list[Any] = [Counter]
    while waiting:
        kind = waiting.pop()
        waiting.extend(get_args(kind))
        if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind not in found:
            found.add(kind)
            waiting.extend(get_type_hints(kind).values())
    return found


def _opened(found: KeptState) -> Counter:
    try:
        state = _OwnClasses(io.BytesIO(found.body)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, TypeError, ValueError) as error:
        raise TreeMismatch(position=found.head.size) from error
    if not isinstance(state, Counter) or state.size != found.head.size:
        raise TreeMismatch(position=found.head.size)
    return state


class _OwnClasses(pickle.Unpickler):
    """Makes values of the domain, and nothing else."""

    def find_class(self, module: str, name: str) -> type:
        """Raise UnpicklingError for whatever else is named."""
        found = super().find_class(module, name) if module.startswith("branch_app.domain.") else None
        if (module, name) in _PLAIN:
            found = super().find_class(module, name)
        if not isinstance(found, type):
            raise pickle.UnpicklingError(module)
        return found
