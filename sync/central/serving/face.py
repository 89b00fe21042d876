"""The HTTP face of head office: POST routes that take an envelope or a parcel and answer with a signed envelope.

A log line names request, route, status, time and sizes; never a body, a device or a person.
"""

import logging
import re
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from uuid import uuid4

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.requests import ClientDisconnect

from branch_app.domain.errors import CentralRefused
from branch_app.domain.values.codec import encode
from sync.central.cases.city import outstanding
from sync.central.head_office import HeadOffice
from sync.central.serving.app import HANDLERS, Answer, Handler, answer, refused
from sync.central.serving.bodies import most_bytes, whole_body
from sync.central.serving.figures import MEDIA_TYPE, Asked, Figures
from sync.central.serving.interface import described
from sync.central.serving.readiness import NO_DATABASE, readiness
from sync.wire.routes import Route
from sync.wire.strict import dump

INTERFACE = "/v1/openapi.json"
HEALTH, READY, METRICS = "/health", "/ready", "/metrics"
"""Of the inside: the proxy hands on nothing of it to the line."""
_AT_ONCE = 16
"""Requests that one process answers at a time, fewer than its connections to the database; the others wait."""
_REQUEST_ID = re.compile(r"[0-9a-f]{32}")
_GONE = 499
"""Nobody waits for the answer any more; said in the log only."""
_LOG = logging.getLogger("madoguchi.central")

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class _Desk:
    central: HeadOffice
    figures: Figures
    limiter: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_AT_ONCE))


def build_app(central: HeadOffice, figures: Figures | None = None) -> FastAPI:
    """What devices may ask; it holds no state of its own, so any number of processes may serve one database."""
    app = FastAPI(title="Madoguchi central", docs_url=None, redoc_url=None, openapi_url=None)
    desk = _Desk(central, figures or Figures())
    for route, handler in HANDLERS.items():
        app.add_api_route(route.value, _endpoint(desk, route, handler), methods=["POST"])
    app.add_api_route(Route.IDENTITY.value, _identity(central), methods=["GET"])
    app.add_api_route(INTERFACE, _document(described()), methods=["GET"])
    app.add_exception_handler(Exception, _failed)
    return app


def build_worker_app(central: HeadOffice) -> FastAPI:
    """The same, and what the inside may ask: whether this process lives, can serve, and what it counted."""
    figures = Figures()
    app = build_app(central, figures)
    app.add_api_route(HEALTH, _health, methods=["GET"])
    app.add_api_route(READY, _ready(central, figures), methods=["GET"])
    app.add_api_route(METRICS, _metrics(central, figures), methods=["GET"])
    return app


def _endpoint(desk: _Desk, route: Route, handler: Handler) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        with desk.figures.answering():
            begun = time.perf_counter()
            try:
                body = await whole_body(request, most_bytes(route))
            except ClientDisconnect:
                _note(desk, request, Asked(route.value, _GONE, time.perf_counter() - begun, 0, 0))
                return Response(status_code=HTTPStatus.BAD_REQUEST)
            except CentralRefused as error:
                body, given = b"", refused(desk.central, int(error.facts["status"]), error, b"")
            else:
                begun = time.perf_counter()
                given = await _answered(desk, handler, body)
            seconds = time.perf_counter() - begun
            _note(desk, request, Asked(route.value, given.status, seconds, len(body), len(given.body)))
        return Response(given.body, given.status, media_type="application/octet-stream")

    return endpoint


async def _answered(desk: _Desk, handler: Handler, body: bytes) -> Answer:
    return await to_thread.run_sync(answer, desk.central, handler, body, limiter=desk.limiter)


def _note(desk: _Desk, request: Request, asked: Asked) -> None:
    desk.figures.count(asked)
    milliseconds = round(asked.seconds * 1000)
    facts = (_request_id(request), asked.route, asked.status, milliseconds, asked.received, asked.sent)
    _LOG.info("%s %s %d %dms in=%d out=%d", *facts)


def _request_id(request: Request) -> str:
    """The proxy's, so that its log and ours tell of the same request; whatever else says so is not believed."""
    told = request.headers.get("x-request-id", "")
    return told if _REQUEST_ID.fullmatch(told) else uuid4().hex


def _identity(central: HeadOffice) -> Endpoint:
    """As it is now: another process may have made the next root of the line."""

    async def identity(_request: Request) -> Response:
        return Response(dump(encode(central.identity)), media_type="application/json")

    return identity


def _document(body: bytes) -> Endpoint:
    async def document(_request: Request) -> Response:
        return Response(body, media_type="application/json")

    return document


async def _health() -> Response:
    """The process turns; nothing is looked at, or a database that is away would have it killed."""
    return Response(status_code=HTTPStatus.NO_CONTENT)


def _ready(central: HeadOffice, figures: Figures) -> Callable[[], Awaitable[Response]]:
    async def ready() -> Response:
        parts = await to_thread.run_sync(readiness, central)
        for part, good in parts.items():
            figures.ready.labels(part).set(good)
        status = HTTPStatus.OK if all(parts.values()) else HTTPStatus.SERVICE_UNAVAILABLE
        return JSONResponse(dict(parts), status)

    return ready


def _metrics(central: HeadOffice, figures: Figures) -> Callable[[], Awaitable[Response]]:
    async def metrics() -> Response:
        with suppress(*NO_DATABASE):
            figures.to_compare.set(await to_thread.run_sync(_to_compare, central))
        return Response(figures.text(), media_type=MEDIA_TYPE)

    return metrics


def _to_compare(central: HeadOffice) -> int:
    with central.database.connection_context():
        return len(outstanding())


async def _failed(request: Request, error: Exception) -> Response:
    """A fault of ours: its kind is logged, never its text, which may quote a row."""
    _LOG.error("%s %s %s", _request_id(request), request.scope["path"], type(error).__name__)
    return JSONResponse({"reason": "fault"}, HTTPStatus.INTERNAL_SERVER_ERROR)
