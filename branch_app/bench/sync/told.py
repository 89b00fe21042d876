"""One citizen's entries, as a real counter wrote them, told again and again with everything random in them anew.

Names, commitments, pseudonyms and salts are other ones each time, and so are the digits of what is committed to: a
log of the same line a thousand times would travel as one line.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from branch_app.domain.log.commitment import Opening
from branch_app.domain.log.merkle import EMPTY_FRONTIER, Frontier, leaf_hashes
from branch_app.ports import Ledger, LogHead

_RANDOM = re.compile(rb"[0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SEQ = re.compile(rb'"seq":[0-9]+')
_DIGIT = re.compile(rb"[0-9]")
_DIGITS = b"0123456789"

Told = tuple[bytes, tuple[Opening, ...]]
"""An entry and its openings."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Entries of one citizen, each with its openings."""

    entries: tuple[Told, ...]

    @classmethod
    def of(cls, ledger: Ledger, start: int, stop: int) -> "Pattern":
        """Those of a real log."""
        openings = ledger.openings(start, stop)
        return cls(
            tuple(
                (leaf, tuple(opening for seq, opening in openings if seq == place))
                for place, leaf in enumerate(ledger.leaves(start, stop), start=start)
            )
        )

    def told(self, size: int) -> list[Told]:
        """Once more, as the next entries of a log of that size."""
        words: dict[bytes, bytes] = {}
        return [
            (_retold(leaf, size + at, words), tuple(_reopened(opening, words) for opening in openings))
            for at, (leaf, openings) in enumerate(self.entries)
        ]


def _retold(leaf: bytes, seq: int, words: dict[bytes, bytes]) -> bytes:
    def another(match: re.Match[bytes]) -> bytes:
        return words.setdefault(match.group(), _another(match.group()))

    return _SEQ.sub(b'"seq":%d' % seq, _RANDOM.sub(another, leaf), count=1)


def _another(word: bytes) -> bytes:
    fresh = secrets.token_hex(32).encode()
    if b"-" not in word:
        return fresh[: len(word)]
    return b"-".join((fresh[:8], fresh[8:12], fresh[12:16], fresh[16:20], fresh[20:32]))


def _reopened(opening: Opening, words: dict[bytes, bytes]) -> Opening:
    noise = secrets.token_bytes(len(opening.value))
    value = _DIGIT.sub(lambda match: _DIGITS[(d := noise[match.start()] % 10) : d + 1], opening.value)
    name = words.setdefault(opening.commitment.encode(), _another(opening.commitment.encode())).decode()
    return replace(opening, commitment=name, salt=secrets.token_bytes(len(opening.salt)), value=value)


@dataclass(slots=True)
class ToldLog:
    """A log in memory, as a push sees a ledger."""

    origin: str
    entries: list[bytes] = field(default_factory=list)
    opened: list[tuple[Opening, ...]] = field(default_factory=list)
    kept: str | None = None
    tree: Frontier = EMPTY_FRONTIER
    whole: Frontier = EMPTY_FRONTIER

    def tell(self, pattern: Pattern, entries: int) -> None:
        """Citizens until there are so many entries more."""
        wanted = len(self.entries) + entries
        while len(self.entries) < wanted:
            for leaf, openings in pattern.told(len(self.entries)):
                self.entries.append(leaf)
                self.opened.append(openings)

    def as_ledger(self) -> Ledger:
        """For a push, which only reads it and keeps receipts: nobody writes to it or looks a number up."""
        return cast("Ledger", self)

    def head(self) -> LogHead:
        """Size and root; what was hashed once is not hashed again."""
        self.whole = self.whole.extend(leaf_hashes(self.entries[self.whole.size :]))
        return LogHead(self.whole.size, self.whole.root())

    def leaves(self, start: int, stop: int) -> Sequence[bytes]:
        """Entries of that range."""
        return self.entries[start:stop]

    def openings(self, start: int, stop: int) -> Sequence[tuple[int, Opening]]:
        """Openings of that range."""
        return [
            (seq, opening) for seq, found in enumerate(self.opened[start:stop], start=start) for opening in found
        ]

    def keep_receipt(self, checkpoint: str, frontier: Frontier = EMPTY_FRONTIER) -> None:
        """The newest alone."""
        self.kept, self.tree = checkpoint, frontier

    def receipt(self) -> str | None:
        """The newest."""
        return self.kept

    def witnessed(self) -> Frontier:
        """The tree at it."""
        return self.tree
