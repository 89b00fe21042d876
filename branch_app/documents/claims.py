"""What a record claims on paper, item by item, for the check before anything is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Claims:
    """Items by their name for refusals.

    ``required`` texts must be there, ``optional`` ones may be empty. ``days`` lie behind us, ``coming`` days may be
    still to come; None is a day that the register does not hold. ``relationships`` are chains of 続柄 codes.
    ``agreed`` is whether the parts belong together.
    """

    required: Mapping[str, str] = field(default_factory=dict)
    optional: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, date | None] = field(default_factory=dict)
    coming: Mapping[str, date | None] = field(default_factory=dict)
    relationships: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    agreed: bool = True

    def __add__(self, other: "Claims") -> "Claims":
        """Both."""
        return Claims(
            {**self.required, **other.required},
            {**self.optional, **other.optional},
            {**self.days, **other.days},
            {**self.coming, **other.coming},
            {**self.relationships, **other.relationships},
            self.agreed and other.agreed,
        )
