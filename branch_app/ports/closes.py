"""Where files of a close or a month are put, to be carried elsewhere, and how a month looks as tables."""

from collections.abc import Sequence
from typing import Protocol

from branch_app.domain.reconcile.assessment import AssessmentLine
from branch_app.domain.reconcile.notices import Notice


class CloseFolder(Protocol):
    """A folder of this device."""

    @property
    def place(self) -> str:
        """What people are told to look for."""

    def save(self, name: str, data: bytes) -> None:
        """Whole or not at all.

        Raises:
            BadInput: it cannot be written (``at`` is target).
        """


class MonthTables(Protocol):
    """A month as a spreadsheet opens it."""

    def assessment(self, lines: Sequence[AssessmentLine]) -> bytes:
        """調定の内訳."""

    def notices(self, told: Sequence[Notice]) -> bytes:
        """本人通知 records; persons stay pseudonyms."""
