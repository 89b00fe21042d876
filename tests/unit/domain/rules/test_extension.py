"""災害時の延長: signed for one office, opened by its very body, over by its date, and never more than it says."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from branch_app import ed25519
from branch_app.domain.errors import ExtensionUnusable
from branch_app.domain.records.enrolment import FreshnessPolicy
from branch_app.domain.records.extension import EXTENDABLE
from branch_app.domain.records.registers import RegisterName
from branch_app.domain.records.signed_extension import SignedExtension
from branch_app.domain.rules.extension import (
    Authority,
    ExtensionState,
    Opened,
    digest,
    extended,
    in_force,
    message,
    state_of,
)
from branch_app.domain.rules.freshness import limit_hours
from tests.fakes.extensions import Signing, extension

START = datetime(2026, 12, 1, tzinfo=UTC)
NOW, MOMENT = START + timedelta(days=1), timedelta(microseconds=1)
OFFICE = Signing()
AUTHORITY = Authority(OFFICE.public, ed25519.verify, "C06")
POLICY = FreshnessPolicy(24, 168, 120, 72, 168, 744)
ONE = extension(START)
SIGNED = OFFICE.sign(ONE)
OPENED: Opened = {1: digest(SIGNED)}


def test_what_head_office_signed_for_this_office_is_read() -> None:
    """As it was signed."""
    assert ONE == AUTHORITY.read(SIGNED)


@pytest.mark.parametrize(
    ("signed", "reason"),
    [
        (Signing(b"x" * 32).sign(ONE), "not_signed"),
        (replace(SIGNED, body=SIGNED.body.replace(b'"days":7', b'"days":9')), "not_signed"),
        (replace(SIGNED, body=SIGNED.body.replace(b'"serial":1', b'"serial":2')), "not_signed"),
        (replace(SIGNED, body=SIGNED.body.replace(b'"C06"', b'"C01"')), "not_signed"),
        (replace(SIGNED, signature=b""), "not_signed"),
        (replace(SIGNED, signature=ed25519.signer(OFFICE.private)(SIGNED.body)), "not_signed"),
        (OFFICE.sign(extension(START, office="C01")), "other_office"),
    ],
)
def test_anything_else_is_refused(signed: SignedExtension, reason: str) -> None:
    """Another key, another body, a signature without its purpose, another office."""
    with pytest.raises(ExtensionUnusable) as refusal:
        AUTHORITY.read(signed)
    assert {"reason": reason} == refusal.value.facts
    assert [] == list(in_force([signed], {1: "any"}, AUTHORITY, NOW))


def test_what_is_signed_and_is_no_extension_is_refused() -> None:
    """Head office's key signs other things too."""
    for body in (b"{}", b"not json", SIGNED.body.replace(b'"days":7', b'"days":700')):
        signed = replace(SIGNED, body=body, signature=ed25519.signer(OFFICE.private)(message(body)))
        with pytest.raises(ExtensionUnusable):
            AUTHORITY.read(signed)


@pytest.mark.parametrize(
    ("opened", "now", "state"),
    [
        ({}, START - MOMENT, ExtensionState.EARLY),
        ({}, START, ExtensionState.READY),
        ({}, ONE.valid_until, ExtensionState.READY),
        ({}, ONE.valid_until + MOMENT, ExtensionState.OVER),
        (OPENED, START, ExtensionState.OPEN),
        (OPENED, ONE.valid_until, ExtensionState.OPEN),
        (OPENED, ONE.valid_until + MOMENT, ExtensionState.OVER),
        ({1: "digest of another body"}, NOW, ExtensionState.READY),
        ({2: digest(SIGNED)}, NOW, ExtensionState.READY),
    ],
)
def test_where_one_stands(opened: Opened, now: datetime, state: ExtensionState) -> None:
    """It never opens by itself, is over by its date, and an entry opens one body under one serial."""
    assert state is state_of(ONE, SIGNED, opened, now)
    counts = [ONE] if state is ExtensionState.OPEN else []
    assert counts == list(in_force([SIGNED], opened, AUTHORITY, now))


def test_every_limit_can_be_raised_and_only_those_named_are() -> None:
    """Every register and the restriction list: what is added to the policy is extendable at once."""
    assert {f"{name}_hours" for name in EXTENDABLE} == {field.name for field in fields(FreshnessPolicy)}
    raised = extended(POLICY, [ONE])
    assert {limit_hours(name, raised) - limit_hours(name, POLICY) for name in RegisterName} == {168}
    assert 24 + 168 == raised.restrictions_hours
    for name in EXTENDABLE:
        only = extended(POLICY, [replace(ONE, registers=(name,), days=1)])
        assert {f"{name}_hours": 24} == {
            field.name: getattr(only, field.name) - getattr(POLICY, field.name)
            for field in fields(POLICY)
            if getattr(only, field.name) != getattr(POLICY, field.name)
        }


def test_several_do_not_add_up() -> None:
    """The longest counts."""
    three, seven = (replace(ONE, serial=days, days=days, registers=("tax",)) for days in (3, 7))
    assert extended(POLICY, [seven]) == extended(POLICY, [three, seven]) == extended(POLICY, [seven, three])
    assert POLICY == extended(POLICY, [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"serial": 0},
        {"office": ""},
        {"registers": ()},
        {"registers": ("tax", "tax")},
        {"registers": ("everything",)},
        {"days": 0},
        {"days": 32},
        {"valid_until": START},
        {"valid_until": START + timedelta(days=401)},
    ],
)
def test_what_allows_nothing_anything_or_for_ever_is_none(wrong: dict[str, Any]) -> None:
    """It cannot be made, so nobody can sign it."""
    with pytest.raises(ValueError, match=r"serial|registers|days|valid"):
        replace(ONE, **wrong)
