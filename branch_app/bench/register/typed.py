"""What ten thousand people at a counter are looked for by: a seeded mix, typed as clerks type it.

=============  ==============================================  ====
kind           typed                                           part
=============  ==============================================  ====
kana, birth    サトウ 3500401; サトウ s50                        30 %
surname        the first one to three kana                     10 %
whole name     さとう たろう; サトウタロウ                         15 %
kanji          佐藤 太郎; 佐藤; 佐藤太                            15 %
romaji         satou tarou; satou s50                          10 %
birth          3500401; 昭和50年4月1日                            5 %
numbers        宛名番号, 住民票コード, 印鑑登録番号                  5 %
address        菅6-12; 多摩区菅六丁目12番; サトウ 菅6                10 %
=============  ==============================================  ====
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from branch_app.domain.values.address import address_key
from branch_app.domain.values.wareki import era_of, wareki

_GAP = "\u3000"
_FOLDED_KANA = 0x60
"""From katakana back to hiragana."""
_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ",
    "h": "ハヒフヘホ", "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ",
    "d": "ダヂヅデド", "b": "バビブベボ", "p": "パピプペポ", "y": "ヤ-ユ-ヨ",
}  # fmt: skip
_LETTERS = {kana: onset + vowel for onset, row in _ROWS.items() for vowel, kana in zip("aiueo", row, strict=True)}
_LETTERS |= {"ワ": "wa", "ヲ": "wo", "ン": "n", "シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji"}
_GLIDES = {"ャ": "a", "ュ": "u", "ョ": "o"}


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody of the register, with one number or another of theirs."""

    name: str
    kana: str
    birth: date
    address: str
    numbers: tuple[str, ...]


def typed_queries(people: Sequence[Sought], count: int, seed: int) -> list[str]:
    """So many, the same for the same people and seed."""
    chance = Random(seed)  # noqa: S311 - who is looked for, and how
    kinds = chance.choices(list(_KINDS), list(_KINDS.values()), k=count)
    return [kind(chance, chance.choice(people)) for kind in kinds]


def _kana_and_birth(chance: Random, person: Sought) -> str:
    return f"{_surname(person.kana)} {chance.choice((_seven_digits, _seven_digits, _year))(person.birth)}"


def _beginning(chance: Random, person: Sought) -> str:
    return _surname(person.kana)[: chance.randint(1, 3)]


def _whole_name(chance: Random, person: Sought) -> str:
    return chance.choice((_spaced, _hiragana, _undivided))(person.kana)


def _kanji(chance: Random, person: Sought) -> str:
    surname, _, given = person.name.partition(_GAP)
    return chance.choice((f"{surname} {given}", surname, surname + given[:1]))


def _romaji(chance: Random, person: Sought) -> str:
    surname, _, given = person.kana.partition(_GAP)
    return chance.choice((f"{_hepburn(surname)} {_hepburn(given)}", f"{_hepburn(surname)} {_year(person.birth)}"))


def _birth(chance: Random, person: Sought) -> str:
    return chance.choice((_seven_digits, wareki))(person.birth)


def _number(chance: Random, person: Sought) -> str:
    return chance.choice(person.numbers)


def _address(chance: Random, person: Sought) -> str:
    town, _, ward = address_key(person.address).partition("|")
    written = re.sub(r"^(?:神奈川県)?川崎市", "", person.address.partition(_GAP)[0])
    short = "-".join(town.split("-")[:2])
    return chance.choice((short, ward + short, written, f"{_surname(person.kana)} {short.partition('-')[0]}"))


_KINDS: Mapping[Callable[[Random, Sought], str], int] = {
    _kana_and_birth: 30,
    _beginning: 10,
    _whole_name: 15,
    _kanji: 15,
    _romaji: 10,
    _birth: 5,
    _number: 5,
    _address: 10,
}


def _surname(kana: str) -> str:
    return kana.partition(_GAP)[0]


def _spaced(kana: str) -> str:
    return kana.replace(_GAP, " ")


def _hiragana(kana: str) -> str:
    return re.sub("[ァ-ヶ]", lambda found: chr(ord(found[0]) - _FOLDED_KANA), _spaced(kana))


def _undivided(kana: str) -> str:
    return kana.replace(_GAP, "")


def _seven_digits(birth: date) -> str:
    era = era_of(birth)
    return f"{era.digit}{birth.year - era.start.year + 1:02d}{birth:%m%d}"


def _year(birth: date) -> str:
    era = era_of(birth)
    return f"{era.letter.lower()}{birth.year - era.start.year + 1}"


def _hepburn(kana: str) -> str:
    """As hands type it; what has no letters stays kana."""
    typed, doubled = "", False
    for character in kana:
        if character in _GLIDES:
            before = typed.removesuffix("i")
            typed = before + ("" if before.endswith(("sh", "ch", "j")) else "y") + _GLIDES[character]
            continue
        letters = _LETTERS.get(character, "" if character in "ッー" else character)
        typed += letters[:1] + letters if doubled else letters
        doubled = character == "ッ"
    return typed
