"""A new password, typed twice."""

from dataclasses import dataclass, field
from enum import Enum

from branch_app.domain.rules.passwords import SHORTEST_PASSWORD


class PasswordFault(Enum):
    """Why it cannot be taken."""

    SHORT = "short"
    DIFFERS = "differs"
    """The two are not the same."""


@dataclass(frozen=True, slots=True)
class NewPassword:
    """Both times; no state ever holds one."""

    first: str = field(repr=False)
    again: str = field(repr=False)

    @property
    def fault(self) -> PasswordFault | None:
        """None when it can be taken."""
        if len(self.first) < SHORTEST_PASSWORD:
            return PasswordFault.SHORT
        return None if self.first == self.again else PasswordFault.DIFFERS
