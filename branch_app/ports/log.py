"""The device's log."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from branch_app.domain.log.commitment import Opening
from branch_app.domain.log.merkle import EMPTY_FRONTIER, Frontier
from branch_app.domain.values.identifiers import ApplicationId, IssueNumber, JobId, RequestId

if TYPE_CHECKING:
    from branch_app.domain.log.entry import Entry


@dataclass(frozen=True, slots=True)
class LogHead:
    """Size and root (32 bytes) of the log."""

    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class NumberedCopy:
    """One copy of a form by its issue number; ``seq`` is that of its last entry."""

    job: JobId
    application: ApplicationId
    number: IssueNumber
    seq: int


@dataclass(frozen=True, slots=True)
class KeptState:
    """A folded state of the log at ``head``; ``layout`` says how ``body`` is to be read."""

    head: LogHead
    layout: str
    body: bytes


class LedgerWriter(Protocol):
    """Inside one exclusive transaction."""

    @property
    def size(self) -> int:
        """Entries of the log as of now, inside the transaction."""

    def head(self) -> LogHead:
        """As of now, inside the transaction."""

    def entries(self, start: int) -> "Sequence[Entry]":
        """Every entry from ``start`` on."""

    def find(self, request: RequestId) -> "Sequence[Entry]":
        """What that request wrote; empty if nothing."""

    def append(self, entries: "Sequence[Entry]", openings: Sequence[Opening]) -> None:
        """Bytes, leaf hashes, frontier, openings and projections, or nothing."""


class Ledger(Protocol):
    """The device's log."""

    @property
    def origin(self) -> str:
        """C2SP origin of this device and epoch."""

    def head(self) -> LogHead:
        """Committed size and root."""

    def leaves(self, start: int, stop: int) -> Sequence[bytes]:
        """Entry bytes of ``start`` to ``stop − 1``."""

    def openings(self, start: int, stop: int) -> Sequence[tuple[int, Opening]]:
        """Openings of those entries with their seq; those whose key is gone are left out."""

    def opening_of(self, commitment: str) -> Opening:
        """What opens that commitment.

        Raises:
            KeyMissing: shredded, or never ours.
        """

    def numbered(self, number: IssueNumber) -> Sequence[NumberedCopy]:
        """The copy of that number and its form's other copies, by their last entries; empty if there is none."""

    def exclusive(self) -> AbstractContextManager[LedgerWriter]:
        """BEGIN IMMEDIATE to COMMIT.

        Raises:
            StoreBusy, DiskFull.
        """

    def mirror(self) -> None:
        """Copy what is committed to the second medium, where there is one, and wait until it is durable.

        Raises:
            MirrorGone, MirrorFull, MirrorForeign: no step may be taken.
        """

    def keep_state(self, size: int, layout: str, body: bytes) -> None:
        """Put a folded state of all ``size`` entries beside the log, in place of the last; not of an older log."""

    def kept_state(self) -> KeptState | None:
        """The state that was kept, once the log's tail was hashed from there to its head.

        Raises:
            TreeMismatch: it does not belong to this log.
        """

    def keep_receipt(self, checkpoint: str, frontier: Frontier = EMPTY_FRONTIER) -> None:
        """Store a cosigned checkpoint and the tree at its size; the newest is ``receipt()``."""

    def receipt(self) -> str | None:
        """The newest cosigned checkpoint."""

    def witnessed(self) -> Frontier:
        """The tree at the newest receipt, as it was kept with it; empty where none was."""
