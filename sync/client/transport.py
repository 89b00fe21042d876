"""HTTPS to central: TLS 1.3 under central's own CA and no other.

A half answer, silence and a refused connection are one and the same: no answer. Nothing is changed by it.
"""

import ssl
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import Self

import httpx

from branch_app.domain.errors import BadInput, CentralGarbled, CentralUnreachable, EnvelopeNotTrusted
from branch_app.domain.values.codec import decode
from sync.wire.identity import CentralIdentity, EnrolmentCode
from sync.wire.parcel import MAX_PARCEL_BYTES
from sync.wire.routes import Route
from sync.wire.strict import parse

_TIMEOUT = httpx.Timeout(30, connect=5)


@dataclass(frozen=True, slots=True)
class Reply:
    """HTTP status and whole body."""

    status: int
    body: bytes


class Line:
    """The connection to central; ``ca`` is the PEM root it must lead to."""

    def __init__(self, url: str, ca: str, timeout: httpx.Timeout = _TIMEOUT) -> None:
        self._http = _client(url, _context(ca), timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def post(self, route: Route, body: bytes) -> Reply:
        """Send and read the whole answer.

        Raises:
            CentralUnreachable: no answer, or only a part of one.
            CentralGarbled: an answer larger than any message may be.
            EnvelopeNotTrusted: the other end is not central.
        """
        return _exchange(self._http, self._http.build_request("POST", route.value, content=body))


def meet(url: str, code: EnrolmentCode) -> CentralIdentity:
    """Who answers at that address, believed only when the code's fingerprint agrees.

    Raises:
        CentralUnreachable, CentralGarbled: no identity was got.
        EnvelopeNotTrusted: somebody else answers there.
    """
    with _client(url, _stranger(), _TIMEOUT) as http:
        reply = _exchange(http, http.build_request("GET", Route.IDENTITY.value))
    if reply.status != HTTPStatus.OK:
        raise CentralGarbled(status=reply.status)
    try:
        identity = decode(CentralIdentity, parse(reply.body))
    except BadInput as error:
        raise CentralGarbled(what="identity") from error
    code.believe(identity)
    return identity


def _exchange(http: httpx.Client, request: httpx.Request) -> Reply:
    try:
        response = http.send(request, stream=True)
        try:
            return Reply(response.status_code, _whole(response))
        finally:
            response.close()
    except httpx.HTTPError as error:
        if _is_certificate_fault(error):
            raise EnvelopeNotTrusted(reason="certificate") from error
        raise CentralUnreachable(reason=type(error).__name__) from error


def _whole(response: httpx.Response) -> bytes:
    parts = []
    size = 0
    for part in response.iter_raw():
        size += len(part)
        if size > MAX_PARCEL_BYTES:
            raise CentralGarbled(what="size")
        parts.append(part)
    return b"".join(parts)


def _is_certificate_fault(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _client(url: str, context: ssl.SSLContext, timeout: httpx.Timeout) -> httpx.Client:
    headers = {"Accept-Encoding": "identity", "Content-Type": "application/octet-stream"}
    return httpx.Client(base_url=url, verify=context, timeout=timeout, headers=headers, trust_env=False)


def _context(ca: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    try:
        context.load_verify_locations(cadata=ca)
    except (ssl.SSLError, ValueError) as error:  # the latter for an empty one
        raise EnvelopeNotTrusted(reason="certificate") from error
    return context


def _stranger() -> ssl.SSLContext:
    """Trusts nobody and asks only for a public identity, which the code's fingerprint then proves or refutes."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
