"""Nationalities and what people of each are called, in letters and where they have them in kanji."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from branch_app.domain.records.resident import Sex
from sync.central.kawasaki.lots import Weighted


@dataclass(frozen=True, slots=True)
class ForeignName:
    """A part of a name: in letters, kana, and kanji or an empty text."""

    letters: str
    kana: str
    kanji: str


@dataclass(frozen=True, slots=True)
class Nation:
    """国籍・地域 with its names."""

    name: str
    surnames: tuple[ForeignName, ...]
    given: Mapping[Sex, tuple[ForeignName, ...]]


def nations_of(entries: Iterable[Mapping[str, Any]]) -> Weighted[Nation]:
    """From the file's entries.

    Raises:
        KeyError, ValueError: an entry does not say what it should.
    """
    return Weighted.of((_nation(entry), int(entry["people"])) for entry in entries)


def _nation(entry: Mapping[str, Any]) -> Nation:
    given = {Sex.MALE: tuple(_names(entry["male"])), Sex.FEMALE: tuple(_names(entry["female"]))}
    return Nation(entry["name"], tuple(_names(entry["surnames"])), given)


def _names(text: str) -> Iterator[ForeignName]:
    for part in text.split(", "):
        letters, kana, kanji = f"{part}:".split(":")[:3]
        yield ForeignName(letters, kana, kanji)
