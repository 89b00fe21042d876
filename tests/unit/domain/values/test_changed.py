"""A changed copy is what ``dataclasses.replace`` makes."""

from dataclasses import dataclass, replace

import pytest

from branch_app.domain.values.changed import changed


@dataclass(frozen=True, slots=True)
class Range:
    """Refuses what is upside down."""

    low: int
    high: int = 9

    def __post_init__(self) -> None:
        """Raise ValueError."""
        if self.low > self.high:
            raise ValueError("range")


@dataclass(frozen=True, slots=True)
class One:
    """A single field."""

    value: int


def test_a_changed_copy_is_that_of_the_library() -> None:
    """The original stays as it was."""
    before = Range(1)
    assert replace(before, low=3) == changed(before, low=3) == Range(3, 9)
    assert (Range(1), One(2)) == (before, changed(One(1), value=2))


def test_a_copy_refuses_what_its_kind_refuses() -> None:
    """No value that could not be made."""
    with pytest.raises(ValueError, match="range"):
        changed(Range(1), low=10)


def test_a_field_that_is_not_there_is_refused() -> None:
    """A misspelt name changes nothing."""
    with pytest.raises(AttributeError):
        changed(Range(1), middle=3)
