"""The HTTP face of central: a few POST routes that take an envelope or a parcel and answer with a signed envelope.

Logs name route, status and time, never a body.
"""

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from uuid import uuid4

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from branch_app.domain.errors import BadInput, CentralConflict, CentralRefused, EnvelopeNotTrusted, MadoguchiError
from branch_app.domain.values.codec import encode
from sync.central.buckets import bucket, buckets
from sync.central.deltas import delta
from sync.central.enrolment import enrol, settings
from sync.central.escrow import escrow
from sync.central.generations import manifest, sealed_chunk
from sync.central.head_office import HeadOffice
from sync.central.holds import take_holds
from sync.central.ingest import ingest
from sync.central.reconciliation import report
from sync.central.restrictions import feed
from sync.central.trust.aside import take_aside
from sync.wire.envelope import Envelope
from sync.wire.messages import Message, Problem, request_of, signed
from sync.wire.parcel import MAX_PARCEL_BYTES
from sync.wire.routes import Route
from sync.wire.strict import dump

_LOG = logging.getLogger("madoguchi.central")

Handler = Callable[[HeadOffice, bytes], Message | bytes]
"""Body of a request to its answer: a message to be signed, or bytes that a signed message named by hash."""

HANDLERS: dict[Route, Handler] = {
    Route.ENROL: lambda central, body: enrol(central, Envelope.from_bytes(body)),
    Route.MANIFEST: lambda central, body: manifest(central, Envelope.from_bytes(body)),
    Route.CHUNK: lambda central, body: sealed_chunk(central, Envelope.from_bytes(body)),
    Route.DELTA: lambda central, body: delta(central, Envelope.from_bytes(body)),
    Route.BUCKETS: lambda central, body: buckets(central, Envelope.from_bytes(body)),
    Route.BUCKET: lambda central, body: bucket(central, Envelope.from_bytes(body)),
    Route.RESTRICTIONS: lambda central, body: feed(central, Envelope.from_bytes(body)),
    Route.HOLDS: lambda central, body: take_holds(central, Envelope.from_bytes(body)),
    Route.SETTINGS: lambda central, body: settings(central, Envelope.from_bytes(body)),
    Route.ESCROW: lambda central, body: escrow(central, Envelope.from_bytes(body)),
    Route.PUSH: ingest,
    Route.ASIDE: take_aside,
    Route.RECONCILIATION: lambda central, body: report(central, Envelope.from_bytes(body)),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """HTTP status and body."""

    status: int
    body: bytes


def build_app(central: HeadOffice) -> FastAPI:
    """The application; it holds no state of its own, so any number of processes may serve one database."""
    app = FastAPI(title="Madoguchi central", docs_url=None, redoc_url=None, openapi_url=None)
    for route, handler in HANDLERS.items():
        app.add_api_route(route.value, _endpoint(central, handler), methods=["POST"])
    app.add_api_route(Route.IDENTITY.value, _identity(central), methods=["GET"])
    app.add_exception_handler(Exception, _failed)
    return app


def answer(central: HeadOffice, handler: Handler, body: bytes) -> Answer:
    """What one request gets; every refusal of the contract is signed like any other answer."""
    try:
        with central.database.connection_context():
            result = handler(central, body)
    except CentralConflict as error:
        return _problem(central, HTTPStatus.CONFLICT, error, body)
    except CentralRefused as error:
        return _problem(central, int(error.facts["status"]), error, body)
    except EnvelopeNotTrusted as error:
        return _problem(central, HTTPStatus.FORBIDDEN, error, body)
    except BadInput as error:
        return _problem(central, HTTPStatus.BAD_REQUEST, error, body)
    return Answer(HTTPStatus.OK, result if isinstance(result, bytes) else signed(result, central.keys.signer))


def _problem(central: HeadOffice, status: int, error: MadoguchiError, body: bytes) -> Answer:
    size = error.facts.get("size")
    problem = Problem(
        request_of(body),
        reason=str(error.facts.get("reason", error.facts.get("at", error.code))),
        size=size if isinstance(size, int) else None,
    )
    return Answer(status, signed(problem, central.keys.signer))


def _endpoint(central: HeadOffice, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            result = _problem(central, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, BadInput(at="size"), b"")
        else:
            result = await run_in_threadpool(answer, central, handler, body)
        _LOG.info("%s %s %d", uuid4(), request.url.path, result.status)
        return Response(result.body, result.status, media_type="application/octet-stream")

    return endpoint


def _identity(central: HeadOffice) -> Callable[[], Awaitable[Response]]:
    async def identity() -> Response:
        return Response(dump(encode(central.identity)), media_type="application/json")

    return identity


async def _body(request: Request) -> bytes | None:
    """The whole body, or None as soon as it is larger than any message may be."""
    parts = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_PARCEL_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)


async def _failed(request: Request, error: Exception) -> Response:
    """A fault of ours: its kind is logged, never its text, which may quote a row."""
    _LOG.error("%s %s %s", uuid4(), request.url.path, type(error).__name__)
    return Response(json.dumps({"reason": "fault"}), HTTPStatus.INTERNAL_SERVER_ERROR)
