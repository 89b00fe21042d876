"""A reader one can lay cards on: in memory, or pcscd with vpcd. Both are held to the same contract."""

from typing import Protocol

from branch_app.cards.pcsc import PcscReader
from branch_app.cards.session import Terms
from branch_app.cards.slot import VirtualReader
from branch_app.cards.training import PcscStack
from branch_app.cards.virtual import Chip
from branch_app.ports import CardPresence, CardReader
from tests.fakes.cards import WatchedChip


class Reader(CardReader, CardPresence, Protocol):
    """Both ports in one, as every adapter is."""


class Bench(Protocol):
    """A reader, and hands that lay cards on it."""

    def reader(self) -> Reader:
        """To hold sessions with."""

    def insert(self, chip: Chip | WatchedChip) -> None:
        """Lay a card on; returns once the reader has noticed."""

    def remove(self) -> None:
        """Take it away; returns once the reader has noticed."""

    def swap(self, chip: Chip | WatchedChip) -> None:
        """Another card, or the same again, before the reader looks."""

    def pull(self) -> None:
        """Take it away before the reader looks."""


class MemoryBench:
    """``VirtualReader``."""

    def __init__(self, terms: Terms) -> None:
        self._reader = VirtualReader(None, terms)

    def reader(self) -> Reader:
        """The one reader."""
        return self._reader

    def insert(self, chip: Chip) -> None:
        """Noticed at once."""
        self._reader.insert(chip)

    def remove(self) -> None:
        """Noticed at once."""
        self._reader.remove()

    swap = insert
    pull = remove


class PcscBench:
    """``PcscReader`` on a whole stack."""

    def __init__(self, stack: PcscStack, terms: Terms) -> None:
        self._stack = stack
        self._terms = terms
        self.insert = stack.insert
        self.remove = stack.remove
        self.swap = stack.swap
        self.pull = stack.pull

    def reader(self) -> Reader:
        """A new one; readers hold no state."""
        return PcscReader(self._stack.reader_name, self._terms)
