"""One-time codes and the order of what central says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from branch_app.domain.errors import BadInput
from branch_app.domain.records.enrolment import Admission
from branch_app.domain.values.digit_groups import grouped
from tests.fakes.store import enrolment

CODE = grouped([12345, 67890, 11111, 22222])
EXPIRES = datetime(2026, 12, 1, tzinfo=UTC)
ADMISSION = Admission.of("clerk-9", CODE, b"s" * 16, EXPIRES)


def test_the_right_code_admits_its_person() -> None:
    """As typed, with or without separators."""
    assert ADMISSION.admits("clerk-9", CODE)
    assert ADMISSION.admits("clerk-9", CODE.replace("-", " "))


def test_a_code_is_one_persons() -> None:
    """Nobody else comes in by it, and no other code does for them."""
    assert not ADMISSION.admits("clerk-8", CODE)
    assert not ADMISSION.admits("clerk-9", grouped([12345, 67890, 11111, 22223]))


def test_a_mistyped_group_is_named() -> None:
    """So that it is not one of the tries."""
    with pytest.raises(BadInput) as caught:
        ADMISSION.admits("clerk-9", CODE[:-1] + str((int(CODE[-1]) + 1) % 10))
    assert {"at": "admission code", "group": 4} == caught.value.facts


def test_the_roster_does_not_tell_the_code() -> None:
    """Only salt and verifier stand in it."""
    assert CODE.replace("-", "").encode() not in ADMISSION.salt + ADMISSION.verifier


@pytest.mark.parametrize(
    ("version", "hours", "follows"),
    [(3, 0, True), (3, 1, True), (4, 0, True), (4, 1, True), (2, 1, False), (3, -1, False), (4, -1, False)],
)
def test_the_older_never_follows_the_newer(version: int, hours: int, follows: bool) -> None:
    """Neither a lower version nor an earlier word of central takes the place of what is held."""
    held = replace(enrolment(), version=3)
    later = replace(held, version=version, as_of=held.as_of + timedelta(hours=hours))
    assert follows is later.follows(held)


def test_keys_hide_themselves() -> None:
    """No key bytes of an enrolment in its repr."""
    shown = repr(replace(enrolment(), pin_key=b"PPPPPPPP", vouching_key=b"VVVVVVVV"))
    assert ("PPPP" in shown, "VVVV" in shown) == (False, False)
