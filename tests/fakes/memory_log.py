"""A device's log in memory, as the upload sees a ledger."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from branch_app.domain.log.commitment import Opening
from branch_app.domain.log.merkle import EMPTY_FRONTIER, Frontier, leaf_hashes, root_of
from branch_app.ports import LogHead


@dataclass(slots=True)
class MemoryLog:
    """Leaves, openings by seq, receipts in the order they came."""

    origin: str
    entries: list[bytes] = field(default_factory=list)
    kept: list[tuple[int, Opening]] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)
    tree: Frontier = EMPTY_FRONTIER

    def grow(self, count: int, word: str = "entry") -> None:
        """Append that many entries of no known kind."""
        for _ in range(count):
            self.entries.append(f'{{"seq":{len(self.entries)},"word":"{word}"}}'.encode())

    def head(self) -> LogHead:
        """Size and root."""
        return LogHead(len(self.entries), root_of(leaf_hashes(self.entries)))

    def leaves(self, start: int, stop: int) -> Sequence[bytes]:
        """Entries of that range."""
        return self.entries[start:stop]

    def openings(self, start: int, stop: int) -> Sequence[tuple[int, Opening]]:
        """Openings of that range."""
        return [(seq, opening) for seq, opening in self.kept if start <= seq < stop]

    def mirror(self) -> None:
        """No second medium."""

    def keep_state(self, _size: int, _layout: str, _body: bytes) -> None:
        """Nothing is kept."""

    def kept_state(self) -> None:
        """Nothing was kept."""

    def keep_receipt(self, checkpoint: str, frontier: Frontier = EMPTY_FRONTIER) -> None:
        """Store."""
        self.receipts.append(checkpoint)
        self.tree = frontier

    def witnessed(self) -> Frontier:
        """The tree at the newest receipt."""
        return self.tree

    def receipt(self) -> str | None:
        """The newest."""
        return self.receipts[-1] if self.receipts else None
