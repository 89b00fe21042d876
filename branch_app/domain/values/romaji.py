"""Romaji as it is typed without an IME, read as folded kana: every reading, and unfinished ones too.

    romaji_prefixes("satou")   ("サトウ", "サトオ")
    romaji_prefixes("kenichi") ("ケニチ", "ケンイチ"): nobody types the apostrophe
    romaji_prefixes("sat")     ("サタ", "サチ", "サツ", "サテ", "サト"): one key short of a kana

Hepburn and Kunrei, with the spellings of IMEs: n before a consonant, nn, double consonants, tch, m before b and p,
a long o written oo, ou, oh, ô or ō. What comes back is folded by ``fold_kana``: search keys, no spelling.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from branch_app.domain.values.kana import fold_kana

_MOST = 16
"""Readings at most; a longer word is read plainly."""
_VOWELS = "aiueo"
_LONG_O = ("オ", "ウ")

_ROWS = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "c": "カ-ク-コ",
    "s": "サシスセソ",
    "t": "タチツテト",
    "n": "ナニヌネノ",
    "h": "ハヒフヘホ",
    "m": "マミムメモ",
    "y": "ヤ-ユ-ヨ",
    "r": "ラリルレロ",
    "w": "ワヰ-ヱヲ",
    "g": "ガギグゲゴ",
    "z": "ザジズゼゾ",
    "d": "ダヂヅデド",
    "b": "バビブベボ",
    "p": "パピプペポ",
    "ts": "--ツ--",
}
_GLIDES = {
    "ky": "キ", "gy": "ギ", "sy": "シ", "zy": "ジ", "ty": "チ", "dy": "ヂ", "ny": "ニ", "hy": "ヒ", "my": "ミ",
    "ry": "リ", "by": "ビ", "py": "ピ", "jy": "ジ", "cy": "チ", "sh": "シ", "ch": "チ", "j": "ジ",
}  # fmt: skip
_FOREIGN = {
    "fa": "ファ", "fi": "フィ", "fu": "フ", "fe": "フェ", "fo": "フォ", "fyu": "フュ",
    "va": "ヴァ", "vi": "ヴィ", "vu": "ヴ", "ve": "ヴェ", "vo": "ヴォ",
    "thi": "ティ", "dhi": "ディ", "kwa": "クワ", "gwa": "グワ", "tsa": "ツァ", "tse": "ツェ", "tso": "ツォ",
}  # fmt: skip


def romaji_prefixes(typed: str) -> tuple[str, ...]:
    """Every folded kana that a name may begin with, sorted, none the beginning of another; () for no romaji."""
    text = _plain(typed)
    if re.fullmatch("[a-z'=]+", text) is None:
        return ()
    return _minimal(_readings(text))


def _plain(typed: str) -> str:
    """Lower case ASCII; a long mark over o or u becomes h or u, hyphens vanish."""
    decomposed = unicodedata.normalize("NFKD", typed).lower().replace("’", "'")
    decomposed = re.sub("o[\u0302\u0304]", "o=", decomposed)
    decomposed = re.sub("u[\u0302\u0304]", "uu", decomposed)
    return re.sub("[-\u0300-\u036f]", "", decomposed)


@cache
def _syllables() -> dict[str, str]:
    """Every finished syllable with its folded kana."""
    table = {
        onset + vowel: kana
        for onset, row in _ROWS.items()
        for vowel, kana in zip(_VOWELS, row, strict=True)
        if kana != "-"
    }
    for onset, first in _GLIDES.items():
        plain = onset[-1] != "y"
        for vowel, small in zip(_VOWELS, "ャィュェョ", strict=True):
            table[onset + vowel] = first if plain and vowel == "i" else first + small
    return {syllable: fold_kana(kana) for syllable, kana in (table | _FOREIGN).items()}


def _readings(text: str) -> Sequence[str]:
    """All readings from left to right; a branch that cannot be read to the end is dropped."""
    branches = [("", text)]
    finished: list[str] = []
    while branches:
        grown = [step for done, rest in branches for step in _steps(done, rest)]
        finished += [done for done, rest in grown if not rest]
        branches = [(done, rest) for done, rest in grown if rest][:_MOST]
    return finished


def _steps(done: str, rest: str) -> Iterator[tuple[str, str]]:
    """What the next letters may be, likeliest first: kana so far and letters left."""
    syllables = _syllables()
    if done[-1:] in _o_row() and rest[0] in "h=" and rest[1:2] not in (*_VOWELS, *("y" if rest[0] == "h" else "")):
        yield from ((done + long, rest[1:]) for long in _LONG_O)
    for length in (3, 2, 1):
        if (syllable := rest[:length]) in syllables and len(syllable) == length:
            yield done + syllables[syllable], rest[length:]
            if syllable in ("o", "u") and done[-1:] in _o_row():
                yield done + ("ウ" if syllable == "o" else "オ"), rest[length:]
    yield from _nasal(done, rest)
    if done and re.match("([^aiueon'=])\\1|tc", rest):
        yield done + "ツ", rest[1:]
    yield from ((done + kana, "") for kana in _unfinished(rest, begun=bool(done)))


def _nasal(done: str, rest: str) -> Iterator[tuple[str, str]]:
    """ン, which begins no name and follows no other: n before anything, n', nn; and m before b, m and p."""
    if done[-1:] in ("", "ン"):
        return
    if rest.startswith("n"):
        yield done + "ン", rest[1:].removeprefix("'")
    if rest.startswith("nn") and rest[2:3] in ("", *_VOWELS, "y", "n"):
        yield done + "ン", rest[2:]
    if re.match("m[bmp]", rest):
        yield done + "ン", rest[1:]


@cache
def _unfinished(rest: str, *, begun: bool) -> tuple[str, ...]:
    """Kana that may come of letters that are no syllable yet; within a name ン and ッ are among them."""
    if rest[-1:] in (*_VOWELS, "'", "="):
        return ()
    open_kana = [kana for syllable, kana in _syllables().items() if syllable.startswith(rest)]
    if begun and len(rest) == 1:
        open_kana += ["ン"] if rest in "nm" else ["ツ"]
    return _minimal(open_kana)


@cache
def _o_row() -> tuple[str, ...]:
    return tuple("オコソトノホモヨロ")


def _minimal(keys: Sequence[str]) -> tuple[str, ...]:
    """Sorted, and without those that begin with another: what is left overlaps nowhere."""
    kept: list[str] = []
    for key in sorted(set(keys)):
        if not kept or not key.startswith(kept[-1]):
            kept.append(key)
    return tuple(kept)
