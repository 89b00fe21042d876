"""How long one key press in the search box takes, from what was typed to fifty rows, on an encrypted replica."""

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from statistics import quantiles

from branch_app.composition.machine import machine_secret
from branch_app.composition.registers import load_rows
from branch_app.domain.errors import BadInput
from branch_app.domain.records.resident import Resident
from branch_app.domain.values.query import parse_query
from branch_app.domain.values.wareki import wareki
from branch_app.machine import SystemClock
from branch_app.ports import Register
from branch_app.settings import RESOURCES, DeviceFolders
from db.generations import RegisterFolder
from db.slots import Argon2Cost
from db.vault import Credentials, Vault
from sync.central.city import load_city
from sync.central.population import load_names, populated

_ROWS = 50
_SEED = 7
_AS_OF_YEAR = date(2026, 1, 1)
_ROMAJI = (
    "satou tarou",
    "watanabe kenichi",
    "ohno",
    "takahashi s50",
    "suzuki 3500401",
    "k",
    "sh",
    "sat",
    "kon",
    "n",
)


@dataclass(frozen=True, slots=True)
class SearchTimes:
    """Milliseconds of one search with its reading of what was typed, every key of many words."""

    residents: int
    searches: int
    p50: float
    p99: float
    worst: float


def search_times(workspace: Path, residents: int = 50_000, people: int = 200) -> SearchTimes:
    """Load so many made-up residents, then type the names and birth dates of some of them, key by key."""
    register, everybody = _loaded(workspace, residents)
    chance = Random(_SEED)  # noqa: S311 - which people are typed
    words = [word for person in chance.sample(everybody, people) for word in _words(person)]
    times = [elapsed for word in (*_ROMAJI, *words) for elapsed in _typed(register, word)]
    cuts = quantiles(times, n=100)
    return SearchTimes(residents, len(times), round(cuts[49], 3), round(cuts[98], 3), round(max(times), 3))


def _loaded(workspace: Path, residents: int) -> tuple[Register, Sequence[Resident]]:
    folders = DeviceFolders.below(workspace)
    first = Credentials("bench", "no secret at all")
    _, ring = Vault.create(folders.data, "bench", machine_secret(folders), first, Argon2Cost())
    demo = RESOURCES / "demo"
    city = populated(load_city(demo / "city.json"), load_names(demo / "names.toml"), residents, _AS_OF_YEAR)
    registers = RegisterFolder(folders.data, ring)
    load_rows(registers, city.households, SystemClock().now())
    return registers.open(), [member for home in city.households for member in home.members]


def _words(person: Resident) -> Iterator[str]:
    surname, _, given = person.kana.partition("\u3000")
    yield f"{surname} {given}"
    yield surname + given
    yield person.name
    yield f"{surname} {person.birth:%Y%m%d}"
    yield wareki(person.birth)


def _typed(register: Register, word: str) -> Iterator[float]:
    for end in range(1, len(word) + 1):
        start = time.perf_counter()
        with suppress(BadInput):
            register.search(parse_query(word[:end]), _ROWS)
        yield (time.perf_counter() - start) * 1_000
