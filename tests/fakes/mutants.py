"""Requests that no honest device sends, made from requests that one did send.

Bytes are flipped, cut and doubled; or the message inside is altered and signed again with the device's own key, so
that what lies behind the signature is tried as well. Attachments of a push are altered under right digests.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

import zstandard

from branch_app.domain.errors import CentralError, MadoguchiError
from branch_app.domain.log.checkpoint import Checkpoint, sign_checkpoint
from branch_app.domain.records.hold import Hold, HoldId, HoldReason
from branch_app.domain.records.restrictions import NOTHING_HELD
from branch_app.domain.values.identifiers import ResidentId
from sync.central.head_office import HeadOffice
from sync.central.serving.app import HANDLERS, answer
from sync.client.feeds import fetch_reconciliation, fetch_restrictions, report_holds
from sync.client.receipts import log_key
from sync.client.register_source import OnlineRegisters
from sync.client.session import Session
from sync.client.settings import escrow, fetch_settings
from sync.client.transport import Line, Reply
from sync.wire.envelope import Signer, key_id
from sync.wire.parcel import Parcel
from sync.wire.routes import Route
from sync.wire.sealing import purpose, seal
from tests.fakes.memory_log import MemoryLog
from tests.fakes.push import parcel
from tests.fakes.sample_log import DAY, entry_bytes

NASTY: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**53 - 1, 2**53, 2**63 - 1, 2**63, 2**200, 0.5, "", "0", "\0", "a\0b",
    "\ud800", "x" * 70_000, "../../etc/passwd", "C06-2", "9999-12-31", "0001-01-01", "2026-02-30", "'; --", "𠮷",
    [], [[]], {}, {"": {}}, "household", "A" * 44, "f" * 64, "AAAA",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """A body and where it goes."""

    route: Route
    body: bytes


class _Listening(Line):
    """Answers from a head office in this process; keeps every request."""

    def __init__(self, central: HeadOffice) -> None:
        self._central = central
        self.heard: list[Request] = []

    def post(self, route: Route, body: bytes) -> Reply:
        self.heard.append(Request(route, body))
        found = answer(self._central, HANDLERS[route], body)
        return Reply(found.status, found.body)


def honest_requests(central: HeadOffice, session: Session, log: MemoryLog, resident: str) -> list[Request]:
    """One at least of everything that a device asks."""
    line = _Listening(central)
    device = replace(session, line=line)
    hold = Hold(HoldId("7" * 32), ResidentId(resident), HoldReason.LOST_CARD, central.clock())
    registers = OnlineRegisters(device)
    asked: tuple[Callable[[], object], ...] = (
        lambda: fetch_restrictions(device, NOTHING_HELD),
        lambda: fetch_settings(device, 0),
        lambda: escrow(device, 1, "0" * 48),
        lambda: report_holds(device, [hold]),
        lambda: fetch_reconciliation(device, date(2026, 11, 2)),
        registers.offer,
    )
    for ask in asked:
        with suppress(MadoguchiError):
            ask()
    with suppress(CentralError):
        offer = registers.offer()
        registers.delta(offer.position)
        found = registers.buckets_from(offer.position, "household", "")
        registers.bucket_rows(offer.position, found.buckets[0])
        registers.rows(offer, offer.buckets[0])
    log.entries += [entry_bytes(seq, event) for seq, event in enumerate(DAY)][len(log.entries) :]
    return [*line.heard, Request(Route.PUSH, parcel(session, log, 0, len(log.entries))[1])]


def mutants(requests: list[Request], session: Session, chance: Random) -> Iterator[Request]:
    """Without end."""
    kinds = (_bytes, _inside, _inside, _routed, _bundle)
    while True:
        request = chance.choice(requests)
        yield chance.choice(kinds)(request, session, chance)


def _bytes(request: Request, _session: Session, chance: Random) -> Request:
    body = bytearray(request.body)
    for _ in range(chance.randint(1, 3)):
        at, size = chance.randrange(len(body) + 1), chance.choice((1, 1, 1, 7, 300))
        match chance.randrange(4):
            case 0:
                body[at : at + size] = chance.randbytes(size)
            case 1:
                del body[at : at + size]
            case 2:
                body[at:at] = body[at : at + size]
            case _:
                del body[at:]
    return Request(request.route, bytes(body))


def _routed(request: Request, _session: Session, chance: Random) -> Request:
    return Request(chance.choice(tuple(HANDLERS)), request.body)


def _inside(request: Request, session: Session, chance: Random) -> Request:
    """The message is another one, under a good signature."""
    if request.route is not Route.PUSH:
        return Request(request.route, _resigned(request.body, session.keys.log, chance, {}))
    whole = Parcel.from_bytes(request.body)
    return Request(
        request.route, Parcel(_resigned(whole.envelope, session.keys.log, chance, {}), whole.attachments).to_bytes()
    )


def _bundle(request: Request, session: Session, chance: Random) -> Request:
    """A push whose attachments are odd, named by their right digests."""
    if request.route is not Route.PUSH:
        return _inside(request, session, chance)
    whole = Parcel.from_bytes(request.body)
    packed, sealed = whole.attachments
    enrolment = session.enrolment
    info = purpose("openings", enrolment.device, enrolment.epoch)
    match chance.randrange(5):
        case 0:
            packed = zstandard.compress(chance.randbytes(chance.randrange(400)))
        case 1:
            sealed = seal(
                zstandard.compress(chance.randbytes(chance.randrange(90))), enrolment.central_seal_key, info
            )
        case 2:
            odd = json.dumps([chance.choice(NASTY[:12])]).encode() * chance.randint(1, 9)
            sealed = seal(zstandard.compress(odd), enrolment.central_seal_key, info)
        case 3:
            packed = _bytes(Request(Route.PUSH, packed), session, chance).body
        case _:
            sealed = _bytes(Request(Route.PUSH, sealed), session, chance).body
    told = {
        "leaves": hashlib.sha256(packed).hexdigest(),
        "openings": hashlib.sha256(sealed).hexdigest(),
        "checkpoint": _checkpoint(session, chance),
    }
    envelope = _resigned(whole.envelope, session.keys.log, chance, told)
    return Request(request.route, Parcel(envelope, (packed, sealed)).to_bytes())


def _checkpoint(session: Session, chance: Random) -> str:
    size = chance.choice((0, 1, len(DAY), 2**31, 2**62))
    checkpoint = Checkpoint(session.enrolment.origin, size, chance.randbytes(32))
    return sign_checkpoint(checkpoint, log_key(session), session.keys.log.sign).to_bytes().decode()


def _resigned(envelope: bytes, signer: Signer, chance: Random, told: dict[str, Any]) -> bytes:
    wire = json.loads(envelope)
    payload = json.loads(base64.b64decode(wire["payload"]))
    if told:
        payload |= told
    else:
        _alter(payload, chance)
    data = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(
        errors="surrogatepass"
    )
    kind = wire["payloadType"]
    message = b"DSSEv1 %d %b %d %b" % (len(kind), kind.encode(), len(data), data)
    signature = {"keyid": key_id(signer.public_key), "sig": base64.b64encode(signer.sign(message)).decode()}
    wire = {"payload": base64.b64encode(data).decode(), "payloadType": kind, "signatures": [signature]}
    return json.dumps(wire, sort_keys=True, separators=(",", ":")).encode()


def _alter(value: Any, chance: Random) -> None:  # noqa: ANN401 - any JSON
    """One member of it, or of what it holds."""
    while True:
        names = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not names:
            return
        name = chance.choice(names)
        if isinstance(value[name], dict | list) and chance.random() < 0.7:
            value = value[name]
            continue
        if chance.random() < 0.1:
            del value[name]
        else:
            value[name] = chance.choice(NASTY)
        return
