"""The replica's generations as the use cases load them."""

from collections.abc import Iterable, Sequence

from branch_app.domain.records.registers import RegisterRow, RegisterVersion
from db.generations import RegisterFolder
from db.register_builder import RegisterBuilder


class LoadedRegisters:
    """``RegisterStore`` on generation files."""

    def __init__(self, folder: RegisterFolder) -> None:
        self._folder = folder

    def load(self, versions: Sequence[RegisterVersion], rows: Iterable[RegisterRow]) -> int:
        """A new generation, switched to when it is whole."""
        with RegisterBuilder(self._folder) as builder:
            builder.load(rows)
            generation = builder.finish(versions)
        self._folder.remove_stale()
        return generation
