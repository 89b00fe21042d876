"""A body is read up to a size and up to a time."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest
from fastapi import Request

from branch_app.domain.errors import CentralRefused
from sync.central.serving.app import HANDLERS
from sync.central.serving.bodies import MAX_ENVELOPE_BYTES, most_bytes, whole_body
from sync.wire.contract import CONTRACT
from sync.wire.parcel import MAX_PARCEL_BYTES


def asked(*parts: bytes, length: str | None = None, ends: bool = True) -> Request:
    """A request whose body comes in these parts."""
    left = list(parts)

    async def receive() -> MutableMapping[str, Any]:
        if not left and not ends:
            await asyncio.Event().wait()
        part = left.pop(0) if left else b""
        return {"type": "http.request", "body": part, "more_body": bool(left) or not ends}

    headers = [] if length is None else [(b"content-length", length.encode())]
    return Request({"type": "http", "headers": headers}, receive)


def refused(request: Request, most: int, seconds: float = 30) -> int:
    """Status of the refusal."""
    with pytest.raises(CentralRefused) as error:
        asyncio.run(whole_body(request, most, seconds))
    return int(error.value.facts["status"])


def test_a_body_of_that_size_is_read_whole() -> None:
    """To the byte."""
    assert b"abcd" == asyncio.run(whole_body(asked(b"ab", b"cd"), 4))


def test_a_body_that_grows_too_large_is_refused() -> None:
    """Whatever was announced."""
    assert 413 == refused(asked(b"ab", b"cde"), 4)
    assert 413 == refused(asked(b"ab", b"cde", length="4"), 4)


def test_a_body_announced_too_large_is_not_waited_for() -> None:
    """Nothing of it ever comes."""
    assert 413 == refused(asked(length="5", ends=False), 4)


def test_a_body_that_does_not_end_is_given_up() -> None:
    """408."""
    assert 408 == refused(asked(b"a", ends=False), 4, 0.01)


def test_only_parcels_are_larger_than_an_envelope() -> None:
    """Every route takes what its contract has, and no more."""
    parcels = {route for route, said in CONTRACT.items() if said.attachments}
    assert {route: MAX_PARCEL_BYTES if route in parcels else MAX_ENVELOPE_BYTES for route in CONTRACT} == {
        route: most_bytes(route) for route in CONTRACT
    }


def test_every_route_has_its_contract() -> None:
    """What is answered is described, and what is described is answered."""
    assert set(HANDLERS) == set(CONTRACT)
