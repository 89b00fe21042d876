"""Names as they are written: graphemes and variation selectors; never normalised when stored."""

import unicodedata
from collections.abc import Iterator

_FORBIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Control, format (bidi, zero width, tags), surrogate, private, unassigned, line and paragraph separators."""

_NOT_TYPED = {"Cc", "Cf", "Cs"}


def is_variation_selector(character: str) -> bool:
    """Whether the character only selects a glyph of the one before it."""
    return 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF


def graphemes(text: str) -> Iterator[str]:
    """Base character with its variation selector and combining marks, one after another."""
    cluster = ""
    for character in text:
        if cluster and (is_variation_selector(character) or unicodedata.combining(character)):
            cluster += character
            continue
        if cluster:
            yield cluster
        cluster = character
    if cluster:
        yield cluster


def code_points(text: str) -> str:
    """``U+20BB7 U+E0100`` for messages that must name a character exactly."""
    return " ".join(f"U+{ord(character):04X}" for character in text)


def printable_problem(text: str) -> str | None:
    """First character that must not stand in a certificate (control, bidi, zero width, surrogate), or None."""
    for character in text:
        if unicodedata.category(character) in _FORBIDDEN_CATEGORIES:
            return character
    return None


MOST_TYPED = 1_000
"""Characters of one field: more was pasted by mistake."""


def clean_input(typed: str) -> str:
    """What a person typed or pasted, as it may leave an entry field.

    Tk hands a character beyond the first plane over in two halves and may lose one of them: pairs are joined and a
    lone surrogate goes. So do control and format characters; a pasted tab or line end becomes a space. Variation
    selectors and 外字 (private use) stay. Of more than ``MOST_TYPED`` characters nothing is taken: half of a pasted
    file is no value either.
    """
    if len(typed) > MOST_TYPED:
        return ""
    joined = typed.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    spaced = ("\u0020" if character in "\t\n\r\v\f\u2028\u2029" else character for character in joined)
    return "".join(character for character in spaced if unicodedata.category(character) not in _NOT_TYPED)
