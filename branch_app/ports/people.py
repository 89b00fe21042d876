"""What a device keeps of the people who work on it, their keys aside."""

from typing import Protocol


class Drafts(Protocol):
    """A half-filled form of the person signed in; nobody else can open it."""

    def keep(self, body: bytes) -> None:
        """Put it away encrypted, in place of the one before.

        Raises:
            DiskFull: the one before stands.
        """

    def take(self) -> bytes | None:
        """What was kept; it stays until ``discard`` or the next ``keep``, so that a crash in between costs nothing.

        Raises:
            FileDamaged: altered; only ``discard`` helps.
        """

    def discard(self) -> None:
        """No more draft; no error when there was none."""
