"""The words a city is made of: surnames, given names, towns, buildings. Read from ``resources/kawasaki``."""

import csv
import string
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from branch_app.domain.errors import BadInput
from branch_app.domain.records.resident import Sex
from sync.central.example.population import Name
from sync.central.kawasaki.lots import Weighted
from sync.central.kawasaki.nations import Nation, nations_of

_SCALE = 1_000
_LISTED = 40
"""Part in a hundred of those whose given name is one of the most frequent."""
_NUMERALS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class GivenNames:
    """What those born up to and with ``until`` (a year) are called."""

    until: int
    names: Weighted[Name]


@dataclass(frozen=True, slots=True)
class Ward:
    """区 with its towns; each stands as often as it has 丁目."""

    name: str
    towns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that is drawn from."""

    surnames: Weighted[Name]
    male: tuple[GivenNames, ...]
    female: tuple[GivenNames, ...]
    wards: Weighted[Ward]
    elsewhere: tuple[str, ...]
    buildings: tuple[str, ...]
    nations: Weighted[Nation]

    def given_names(self, sex: Sex, year: int) -> Weighted[Name]:
        """Of those born in that year."""
        for group in self.male if sex is Sex.MALE else self.female:
            if year <= group.until:
                break
        return group.names


def load_words(folder: Path) -> Words:
    """Read the files.

    Raises:
        BadInput: one of them does not say what it should.
    """
    try:
        given, places = _toml(folder / "given.toml"), _toml(folder / "places.toml")
        return Words(
            surnames=Weighted.of(
                _spelled(
                    _rows(folder / "surnames.csv", "hundreds"), list(_rows(folder / "variants.csv", "percent"))
                )
            ),
            male=tuple(map(_given, given["male"])),
            female=tuple(map(_given, given["female"])),
            wards=Weighted.of(
                (Ward(ward["name"], _towns(ward["towns"])), ward["people"]) for ward in places["wards"]
            ),
            elsewhere=tuple(places["elsewhere"]["towns"].split()),
            buildings=tuple(places["buildings"]["names"].split()),
            nations=nations_of(_toml(folder / "foreign.toml")["nations"]),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise BadInput(at=folder.name) from error


def _spelled(
    surnames: Iterable[Mapping[str, str]], variants: list[Mapping[str, str]]
) -> Iterator[tuple[Name, int]]:
    """Each surname with its weight, less what its written variants take."""
    for row in surnames:
        written, kana, left = row["written"], row["kana"], int(row["hundreds"]) * _SCALE
        weight = left
        for variant in variants:
            if variant["common"] in written:
                part = weight * int(variant["percent"]) // 100
                left -= part
                yield Name(written.replace(variant["common"], variant["variant"]), kana), part
        yield Name(written, kana), left


def _given(group: Mapping[str, Any]) -> GivenNames:
    listed = list(_names(group["names"]))
    pairs = list(product(_names(group["firsts"]), _names(group["seconds"])))
    ranks = [_SCALE * _SCALE // (place + 12) for place in range(len(listed))]
    each = sum(ranks) * (100 - _LISTED) // _LISTED // len(pairs)
    joined = (Name(first.written + second.written, first.kana + second.kana) for first, second in pairs)
    return GivenNames(
        int(group["until"]), Weighted.of([*zip(listed, ranks, strict=True), *((name, each) for name in joined)])
    )


def _names(text: str) -> Iterator[Name]:
    for entry in text.split():
        written, kana = entry.split(":")
        yield Name(written, kana)


def _towns(text: str) -> tuple[str, ...]:
    return tuple(town for entry in text.split() for town in _town(entry))


def _town(entry: str) -> Iterator[str]:
    name = entry.rstrip(string.digits)
    if name == entry:
        yield name
        return
    yield from (f"{name}{_NUMERALS[number]}丁目" for number in range(int(entry[len(name) :])))


def _rows(path: Path, weight: str) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if weight not in (reader.fieldnames or ()):
            raise ValueError(path.name)
        yield from reader


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
