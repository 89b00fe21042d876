"""A folded state as bytes, so that a fold goes on where it stopped: beside a device's log, and at head office.

A projection: thrown away when the program that made it was another (``layout``). The bytes are a pickle because the
state of a long day is large and a start is short. They lie where only we write; and of what they name only classes
of our own domain are ever made.
"""

import dataclasses
import hashlib
import io
import pickle
from typing import Any, get_args, get_type_hints

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.errors import TreeMismatch

_PLAIN = {("builtins", "range"), ("builtins", "frozenset"), ("datetime", "date"), ("datetime", "datetime")}


def frozen(state: Counter) -> bytes:
    """The state as bytes."""
    return pickle.dumps(state, protocol=pickle.HIGHEST_PROTOCOL)


def thawed(body: bytes, size: int) -> Counter:
    """The state of a log of that size.

    Raises:
        TreeMismatch: not such a state.
    """
    try:
        state = _OwnClasses(io.BytesIO(body)).load()
    except (pickle.UnpicklingError, EOFError, ImportError, AttributeError, TypeError, ValueError) as error:
        raise TreeMismatch(position=size) from error
    if not isinstance(state, Counter) or state.size != size:
        raise TreeMismatch(position=size)
    return state


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


class _OwnClasses(pickle.Unpickler):
    """Makes values of the domain, and nothing else."""

    def find_class(self, module: str, name: str) -> type:
        """Raise UnpicklingError for whatever else is named, also where a module of ours has imported it."""
        own = module.startswith("branch_app.domain.") or (module, name) in _PLAIN
        found = super().find_class(module, name) if own else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(module)
        return found
