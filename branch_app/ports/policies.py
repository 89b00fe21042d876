"""The dated tables that head office published, as this device holds them."""

from collections.abc import Sequence
from typing import Protocol

from branch_app.domain.records.policy import PolicyBundle
from branch_app.domain.rules.policies import Policies


class PolicyList(Protocol):
    """What is in force and what comes next."""

    def current(self) -> Policies:
        """Everything held; nothing before head office told anything."""


class PolicyStore(PolicyList, Protocol):
    """The list with what head office is asked by."""

    def newest(self) -> int:
        """The highest version held; 0 without any."""

    def mark(self) -> str:
        """Of the bundle of that version; "" without any."""

    def take(self, bundles: Sequence[PolicyBundle]) -> None:
        """Keep what was published since.

        Raises:
            DataStale: other tables than those held under their number; nothing was kept.
        """
