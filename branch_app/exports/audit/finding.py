"""What is wrong with an export, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Reason(Enum):
    """Kinds of faults, in Japanese and English."""

    MISSING = ("ファイルがありません", "the file is missing")
    UNEXPECTED = ("書出しに属さないファイルです", "not part of the export")
    NOT_A_FILE = ("通常のファイルではありません", "not a regular file")
    UNREADABLE = ("読み取れません", "cannot be read")
    TOO_LONG = ("長すぎます", "too long")
    MALFORMED = ("形式が違います", "malformed")
    NOT_SIGNED = ("正しい署名がありません", "no good signature")
    OTHER_KEY = ("監査人の持つ鍵と違います", "not the key the auditor brought")
    OTHER_BYTES = ("内容が変えられています", "the content was changed")
    OTHER_ENTRY = ("記録が変えられています", "the entry was changed")
    OTHER_ROOT = ("記録の全体と合いません", "does not belong to these entries")
    NOT_UNDERSTOOD = ("この版では読めない記録です", "an entry this version does not understand")


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: path inside the export, byte offset and log entry (both from 0) where they are known."""

    file: str
    reason: Reason
    offset: int | None = None
    entry: int | None = None


def first_difference(one: bytes, other: bytes) -> int | None:
    """Offset of the first byte that differs, the end of the shorter one included; None when they are equal."""
    if one == other:
        return None
    pairs: Iterable[tuple[int, int]] = zip(one, other, strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))
