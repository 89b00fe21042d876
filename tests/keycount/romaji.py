"""Kana as hands type it in Hepburn, without marks: シュンイチ is shunichi, サトウ is satou, レイダイ is reidai.

Hepburn is the longer habit (shi, chi, tsu), so that nobody's habit needs more keys than are counted.
"""

_ROWS = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "s": "サシスセソ",
    "t": "タチツテト",
    "n": "ナニヌネノ",
    "h": "ハヒフヘホ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
    "g": "ガギグゲゴ",
    "z": "ザジズゼゾ",
    "d": "ダヂヅデド",
    "b": "バビブベボ",
    "p": "パピプペポ",
}
_LETTERS = {kana: onset + vowel for onset, row in _ROWS.items() for vowel, kana in zip("aiueo", row, strict=True)}
_LETTERS |= {"ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "wo", "ン": "n", "ー": "-"}
_LETTERS |= {"シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji"}
_SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo"}


def romaji(kana: str) -> str:
    """Raises KeyError for what no name of the demo city has."""
    typed, doubled = "", False
    for character in kana:
        if character == "ッ":
            doubled = True
        elif character in _SMALL:
            glide = _SMALL[character]
            before = typed.removesuffix("i")
            typed = before + (glide[1:] if before.endswith(("sh", "ch", "j")) else glide)
        else:
            letters = _LETTERS[character]
            typed += letters[0] + letters if doubled else letters
            doubled = False
    return typed
