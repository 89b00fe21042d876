"""監査の書出し: where an auditor's folder may be put, and how it comes to lie there."""

from collections.abc import Callable, Sequence
from typing import Protocol

from branch_app.domain.values.identifiers import Pseudonym
from branch_app.ports.log import LogHead


class AuditFolder(Protocol):
    """One that two persons agreed to, as the log says; not there yet."""

    @property
    def place(self) -> str:
        """Its path; nothing had that name before."""

    @property
    def head(self) -> LogHead:
        """So far it goes."""

    def write(self, heard: Callable[[int], None]) -> None:
        """Whole or not at all; ``heard`` gets how many entries were read so far, on the caller's thread.

        Raises:
            NoteNotTrusted, TreeMismatch, EntryNotUnderstood: the log is not what head office signed.
            BadInput: it cannot be written (``at`` is target).
            DiskFull: nothing was left behind.
        """


class AuditFolders(Protocol):
    """Of one device."""

    def places(self) -> Sequence[str]:
        """Folders to put one into: the device's own first, then what is plugged in."""

    def agree(self, place: str, second: Pseudonym) -> AuditFolder:
        """One in the folder ``place``, under a name of its own, as an entry of two persons (``Vouched.EXPORT``).

        Raises:
            OutOfOrder: head office has witnessed nothing yet.
            BadInput: there is no such folder (``at`` is target); nothing was written down.
            SecondPersonNeeded: alone.
        """
