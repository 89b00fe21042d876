"""Folded kana for searching names; what is stored and printed is never folded.

Old registers hold きようこ for きょうこ and people type ヒロサワ for ヒロザワ, so both sides of a comparison are
folded: katakana → 清音 → small kana large → long mark as the vowel it draws out; ヰ ヱ ヲ as イ エ オ; spaces and
middle dots removed (domain.md section 6). Folding goes from left to right and looks back only, so a folded prefix
is a prefix.
"""

import unicodedata

_VOICING = {"\u3099", "\u309a", "\u309b", "\u309c"}
_LONG = set("ー-‐‑‒–—―−")
_GAPS = set("・·=")
_LARGE = str.maketrans("ァィゥェォッャュョヮヵヶヰヱヲ", "アイウエオツヤユヨワカケイエオ")
_VOWELS = {
    character: vowel
    for vowel, row in {
        "ア": "アカサタナハマヤラワ",
        "イ": "イキシチニヒミリ",
        "ウ": "ウクスツヌフムユル",
        "エ": "エケセテネヘメレ",
        "オ": "オコソトノホモヨロ",
    }.items()
    for character in row
}


def fold_kana(text: str) -> str:
    """The search key of a name in kana, whatever kana (half width included) it was typed in."""
    folded = ""
    for character in unicodedata.normalize("NFKD", text):
        folded += _folded(character, folded[-1:])
    return folded


def _folded(character: str, before: str) -> str:
    if character in _VOICING or character in _GAPS or character.isspace():
        return ""
    if character in _LONG:
        return _VOWELS.get(before, "")
    if "ぁ" <= character <= "ゖ":
        character = chr(ord(character) + 0x60)
    return character.translate(_LARGE).upper()
