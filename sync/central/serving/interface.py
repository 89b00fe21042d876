"""The interface as OpenAPI 3.1 describes it, made from the very tables that requests are answered by.

It is honest about what it cannot say: bodies are signed bytes. What is inside of them stands beside it
(``contentSchema``, which no validator checks), and what comes without a signature is said to.
"""

from functools import cache
from http import HTTPStatus
from inspect import cleandoc

from sync.central.serving.bodies import MAX_ENVELOPE_BYTES, most_bytes
from sync.wire.contract import CONTRACT, Said
from sync.wire.identity import CentralIdentity
from sync.wire.messages import Message, Problem
from sync.wire.parcel import MEDIA_TYPE as PARCEL
from sync.wire.routes import Route
from sync.wire.schemas import Schema, schema_of
from sync.wire.strict import dump

_BYTES = "application/octet-stream"
_SIGNED_NO = {
    HTTPStatus.BAD_REQUEST: "Not of the contract. Unsigned text when the proxy did not understand HTTP.",
    HTTPStatus.FORBIDDEN: "Who speaks, or what is spoken of, is not believed or not allowed.",
    HTTPStatus.NOT_FOUND: "There is no such thing here (yet).",
    HTTPStatus.REQUEST_TIMEOUT: "The body came too slowly. Unsigned text from the proxy.",
    HTTPStatus.CONFLICT: "Another history; `size` is how much of the log is held here.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "More bytes than this route takes. Unsigned text from the proxy.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Checkpoint or root do not hold.",
    HTTPStatus.SERVICE_UNAVAILABLE: "No database, or nothing published yet: ask again.",
}
_UNSIGNED_NO = {
    HTTPStatus.METHOD_NOT_ALLOWED: "`Allow` says which method is.",
    HTTPStatus.TOO_MANY_REQUESTS: "From the proxy: too many from one address, wait.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "A fault of ours; nothing was changed.",
    HTTPStatus.BAD_GATEWAY: "From the proxy: no process answers.",
    HTTPStatus.GATEWAY_TIMEOUT: "From the proxy: a process answered too late; ask again, nothing is taken twice.",
}
_DESCRIPTION = f"""
Head office of Madoguchi as devices speak with it over TLS 1.3, under head office's own CA.

A body is one DSSE envelope with one Ed25519 signature: canonical JSON (RFC 8785) of `payload`, `payloadType` and
`signatures`, whatever `Content-Type` says. A parcel is an envelope and its attachments, each after its length as
four bytes, big-endian. Members named `sealed` are HPKE (RFC 9180) to the receiver. An envelope has at most
{MAX_ENVELOPE_BYTES} bytes.

A request that was answered may be sent again: it is answered again and changes nothing twice. An answer without a
signature proves nothing; a device changes nothing because of it.
"""


@cache
def described() -> bytes:
    """The document."""
    paths: Schema = {route.value: {"post": _operation(route, said)} for route, said in CONTRACT.items()}
    paths[Route.IDENTITY.value] = {"get": _identity()}
    return dump(
        {
            "openapi": "3.1.0",
            "info": {"title": "Madoguchi central", "version": "1", "description": cleandoc(_DESCRIPTION)},
            "paths": paths,
            "components": {"schemas": {"Problem": _envelope(Problem), "Refusal": _refusal()}},
        }
    )


def _operation(route: Route, said: Said) -> Schema:
    words = cleandoc(said.question.__doc__ or "").split("\n")[0]
    responses: Schema = {str(int(HTTPStatus.OK)): _answered(said.answer)}
    responses |= {str(int(status)): _refused(text, signed=True) for status, text in _SIGNED_NO.items()}
    responses |= {str(int(status)): _refused(text, signed=False) for status, text in _UNSIGNED_NO.items()}
    return {
        "operationId": route.name.lower(),
        "summary": words,
        "requestBody": {"required": True, "content": {_BYTES: {"schema": _asked(route, said)}}},
        "responses": responses,
    }


def _asked(route: Route, said: Said) -> Schema:
    inside = _envelope(said.question)
    if said.attachments:
        return {
            "type": "string",
            "contentMediaType": PARCEL,
            "description": f"An envelope and {said.attachments} attachments, {most_bytes(route)} bytes at most.",
            "x-envelope": inside,
        }
    return {**inside, "maxLength": most_bytes(route)}


def _answered(answer: type[Message] | None) -> Schema:
    if answer is None:
        return {
            "description": "Sealed to the device; a signed message named it by hash.",
            "content": {_BYTES: {"schema": {"type": "string"}}},
        }
    words = cleandoc(answer.__doc__ or "").split("\n")[0]
    return {"description": words, "content": {_BYTES: {"schema": _envelope(answer)}}}


def _refused(text: str, *, signed: bool) -> Schema:
    """Signed by head office where it is a process of ours that says no."""
    content: Schema = {"text/html": {"schema": {"type": "string"}}}
    if signed:
        content[_BYTES] = {"schema": {"$ref": "#/components/schemas/Problem"}}
    else:
        content["application/json"] = {"schema": {"$ref": "#/components/schemas/Refusal"}}
    return {"description": text, "content": content}


def _identity() -> Schema:
    return {
        "operationId": "identity",
        "summary": "Who central is; a one-time code has the fingerprint of exactly this.",
        "responses": {
            "200": {
                "description": "Unsigned, canonical JSON.",
                "content": {"application/json": {"schema": schema_of(CentralIdentity)}},
            },
            **{str(int(status)): _refused(text, signed=False) for status, text in _UNSIGNED_NO.items()},
        },
    }


def _envelope(kind: type[Message]) -> Schema:
    """Bytes; what they say is for people and tools to read."""
    payload: Schema = {
        "type": "string",
        "contentEncoding": "base64",
        "contentMediaType": "application/json",
        "contentSchema": schema_of(kind),
    }
    signature: Schema = {
        "type": "object",
        "properties": {"keyid": {"type": "string"}, "sig": {"type": "string", "contentEncoding": "base64"}},
        "required": ["keyid", "sig"],
    }
    inside: Schema = {
        "type": "object",
        "properties": {
            "payloadType": {"const": kind.TYPE},
            "payload": payload,
            "signatures": {"type": "array", "items": signature, "minItems": 1, "maxItems": 1},
        },
        "required": ["payload", "payloadType", "signatures"],
    }
    return {"type": "string", "contentMediaType": "application/json", "contentSchema": inside}


def _refusal() -> Schema:
    """What stands before our own code, or after it failed, says."""
    names = ("detail", "reason")
    return {"type": "object", "properties": {name: {"type": "string"} for name in names}, "minProperties": 1}
