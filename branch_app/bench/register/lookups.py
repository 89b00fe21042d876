"""What a counter asks the replica by number, and how long it takes from the key to the first answer."""

import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import TypeVar

from branch_app.bench.register.device import registers
from branch_app.bench.waiting import timed
from branch_app.domain.values.identifiers import ResidentId

Asked = TypeVar("Asked")

_ASKED = 2_000
_SEED = 7
_PEOPLE = """
SELECT r.id, r.juminhyo_code, (SELECT number FROM seal WHERE resident = r.id) FROM resident r WHERE r.rowid = ?
"""


@dataclass(frozen=True, slots=True)
class LookUpFigures:
    """Milliseconds, ``Span.own``; ``first_open`` by the clock, from the key ring to the first household.

    The process had none open before.
    """

    first_open: float
    household_p99: float
    seal_p99: float
    juminhyo_code_p99: float


def look_up_figures(home: Path, plain: Path) -> LookUpFigures:
    """People drawn from the plain copy of the same rows."""
    with sqlite3.connect(plain) as connection:
        people = list(_people(connection))
    folder = registers(home)
    began = time.perf_counter()
    register = folder.open()
    register.household_of(ResidentId(people[0][0]))
    first = (time.perf_counter() - began) * 1_000
    residents = [ResidentId(resident) for resident, _, _ in people]
    codes = [code for _, code, _ in people]
    seals = [seal for _, _, seal in people if seal]
    return LookUpFigures(
        round(first, 2),
        household_p99=_p99(register.household_of, residents),
        seal_p99=_p99(register.resident_by_seal, seals),
        juminhyo_code_p99=_p99(register.resident_by_juminhyo_code, codes),
    )


def _people(plain: sqlite3.Connection) -> Iterable[tuple[str, str, str | None]]:
    (last,) = plain.execute("SELECT max(rowid) FROM resident").fetchone()
    chance = Random(_SEED)  # noqa: S311 - who is asked for
    for _ in range(_ASKED):
        yield plain.execute(_PEOPLE, (chance.randint(1, last),)).fetchone()


def _p99(ask: Callable[[Asked], object], keys: Iterable[Asked]) -> float:
    return round(quantiles((timed(partial(ask, key)).own for key in keys), n=100)[98], 3)
