"""The body of a request, read whole: no larger than its route allows, and no slower than a line may be."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import Request

from branch_app.domain.errors import CentralRefused
from sync.wire.parcel import MAX_PARCEL_BYTES
from sync.wire.routes import Route
from sync.wire.strict import MAX_JSON_BYTES

MAX_ENVELOPE_BYTES = 2 * MAX_JSON_BYTES
"""As ``Envelope.from_bytes`` reads it: the payload is base64 inside."""
PARCELS: Mapping[Route, int] = {Route.PUSH: MAX_PARCEL_BYTES, Route.ASIDE: MAX_PARCEL_BYTES}
"""Routes whose body is more than an envelope, and how many bytes of it."""
BODY_SECONDS = 60
"""Of a whole body. Behind the proxy it comes at once; without one, 32 MiB take longer on lines that are no use."""


def most_bytes(route: Route) -> int:
    """Of a body on that route."""
    return PARCELS.get(route, MAX_ENVELOPE_BYTES)


async def whole_body(request: Request, most: int, seconds: float = BODY_SECONDS) -> bytes:
    """All of it.

    Raises:
        CentralRefused: 413, as soon as it is larger than that, by what it announces or by what has come;
            408, it did not come in that time.
        ClientDisconnect: whoever asked has gone.
    """
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > most:
        raise CentralRefused(status=int(HTTPStatus.REQUEST_ENTITY_TOO_LARGE), reason="size")
    try:
        async with asyncio.timeout(seconds):
            return await _read(request, most)
    except TimeoutError as error:
        raise CentralRefused(status=int(HTTPStatus.REQUEST_TIMEOUT), reason="slow") from error


async def _read(request: Request, most: int) -> bytes:
    parts = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise CentralRefused(status=int(HTTPStatus.REQUEST_ENTITY_TOO_LARGE), reason="size")
        parts.append(part)
    return b"".join(parts)
