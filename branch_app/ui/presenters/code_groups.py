"""A code read out over the telephone, six digits at a time: each group is judged as soon as it is whole."""

from dataclasses import dataclass, field, replace
from enum import Enum

from branch_app.domain.values.digit_groups import GROUP_DIGITS, check_group, plain_digits


class Heard(Enum):
    """How a group stands."""

    OPEN = "open"
    RIGHT = "right"
    WRONG = "wrong"
    """Misheard, or meant for another place."""


@dataclass(frozen=True, slots=True)
class CodeGroups:
    """What is typed so far; places count from 0, and people count from 1."""

    groups: tuple[str, ...] = field(repr=False)

    @classmethod
    def empty(cls, count: int) -> "CodeGroups":
        """Nothing typed yet."""
        return cls(("",) * count)

    def typed(self, place: int, digits: str) -> "CodeGroups":
        """That group as it stands in its field now."""
        before, after = self.groups[:place], self.groups[place + 1 :]
        return replace(self, groups=(*before, plain_digits(digits)[:GROUP_DIGITS], *after))

    def heard(self, place: int) -> Heard:
        """Whether that group is what was read out."""
        digits = self.groups[place]
        if len(digits) < GROUP_DIGITS:
            return Heard.OPEN
        return Heard.RIGHT if check_group(place + 1, digits) else Heard.WRONG

    @property
    def wrong(self) -> tuple[int, ...]:
        """Places to ask for again."""
        return tuple(place for place in range(len(self.groups)) if self.heard(place) is Heard.WRONG)

    @property
    def wanted(self) -> int | None:
        """The first place that is not right yet; None when all are."""
        return next((at for at in range(len(self.groups)) if self.heard(at) is not Heard.RIGHT), None)

    @property
    def code(self) -> str:
        """All digits, once every group is right; "" before."""
        return "".join(self.groups) if self.wanted is None else ""
