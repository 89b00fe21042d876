"""A device that speaks with central: its requests signed, central's answers checked and bound to the request."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.domain.errors import (
    BadInput,
    CentralConflict,
    CentralGarbled,
    CentralRefused,
    DeviceLocked,
    EnvelopeNotTrusted,
    KeyOver,
    MadoguchiError,
)
from branch_app.domain.log.verifier_key import VerifierKey
from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.records.standing import Standing
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import LineBook, Random
from sync.client.transport import Line, Reply
from sync.wire.envelope import Envelope, Signer
from sync.wire.key_messages import KEY_LAPSED, KEY_OVER
from sync.wire.messages import Message, Problem, opened, request_of, signed
from sync.wire.numbered import REPLAYED, numbered
from sync.wire.routes import Route
from sync.wire.sealing import purpose, unseal

M = TypeVar("M", bound=Message)
T = TypeVar("T")

_REQUEST_BYTES = 16
_ENDED = {standing.value: standing for standing in Standing if standing is not Standing.IN_FORCE}


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """The device's keys: it signs with the log key and receives with the transport key.

    ``paper`` is the public point of the key that central certifies for papers.
    """

    log: Signer
    transport: X25519PrivateKey
    paper: bytes


@dataclass(frozen=True, slots=True)
class Session:
    """One enrolled device on the line; ``book`` is what all its programs know of the line."""

    line: Line
    enrolment: Enrolment
    keys: DeviceKeys
    random: Random
    book: LineBook

    @property
    def central(self) -> VerifierKey:
        """Whose answers are believed."""
        return VerifierKey.parse(self.enrolment.central_key)

    def new_request(self) -> RequestId:
        """A fresh id."""
        return RequestId(self.random.token(_REQUEST_BYTES).hex())

    def ask(self, route: Route, question: Message, kind: type[M]) -> M:
        """Central's answer to that message, asked under a number of its own.

        Raises:
            CentralUnreachable, CentralRefused, CentralConflict, CentralGarbled, EnvelopeNotTrusted.
            DeviceLocked: central trusts this log no more; every program of the device knows from now on.
        """

        def asked(numbered: Message, body: bytes) -> M:
            return self.exchange(route, numbered.request, body, kind)

        return self._asked(question, asked)

    def exchange(self, route: Route, request: RequestId, body: bytes, kind: type[M]) -> M:
        """Central's answer to a body that holds the message with that id."""
        return self.heard(self.line.post(route, body), request_of(body), request, kind)

    def heard(self, reply: Reply, name: RequestId, request: RequestId, kind: type[M]) -> M:
        """An answer of whatever road; ``name`` is what ``request_of`` makes of the body that asked."""
        try:
            return judged(reply, name, request, kind, self.central.public)
        except DeviceLocked as ended:
            raise self._noted(ended) from ended

    def ask_bytes(self, route: Route, question: Message) -> bytes:
        """An answer that a signed message named by hash, so that it needs no signature of its own."""

        def asked(_numbered: Message, body: bytes) -> bytes:
            reply = self.line.post(route, body)
            if reply.status != HTTPStatus.OK:
                raise self._noted(refusal(reply, request_of(body), self.central.public))
            return reply.body

        return self._asked(question, asked)

    def _asked(self, question: Message, ask: Callable[[Message, bytes], T]) -> T:
        """Once more where central heard that number before: files were put back here, or an echo was faster."""
        try:
            return ask(*self._numbered(question))
        except CentralConflict as conflict:
            if conflict.facts["reason"] != REPLAYED:
                raise
            self.book.skip_numbers(int(conflict.facts["size"]))
            return ask(*self._numbered(question))

    def _numbered(self, question: Message) -> tuple[Message, bytes]:
        message = replace(question, request=self.numbered_request())
        return message, signed(message, self.keys.log)

    def numbered_request(self) -> RequestId:
        """A fresh id with the next number."""
        return numbered(self.book.next_number(), self.random.token(_REQUEST_BYTES))

    def unseal(self, sealed: bytes, what: str) -> bytes:
        """What central sealed to this device for that purpose, also where its key was changed since we began."""
        info = purpose(what, self.enrolment.device, self.enrolment.epoch)
        for key in self.receivers():
            with suppress(EnvelopeNotTrusted):
                return unseal(sealed, key, info)
        raise EnvelopeNotTrusted(reason="seal")

    def opens(self, sealed: bytes, what: str) -> bool:
        """Whether the key for it is here."""
        try:
            self.unseal(sealed, what)
        except EnvelopeNotTrusted:
            return False
        return True

    def receivers(self) -> Iterator[X25519PrivateKey]:
        """The session's own key, then what this or another program changed it to, and those beside it."""
        yield self.keys.transport
        yield from map(X25519PrivateKey.from_private_bytes, self.book.held_keys())

    def ended(self, standing: Standing) -> None:
        """Central trusts this log no more: kept before anybody hears of it."""
        self.book.end(self.enrolment.epoch, standing)

    def _noted(self, error: MadoguchiError) -> MadoguchiError:
        if isinstance(error, DeviceLocked):
            self.ended(Standing(error.facts["why"]))
        return error


def judged(reply: Reply, name: RequestId, request: RequestId, kind: type[M], central: bytes) -> M:
    """The answer of that kind, signed by central, to that very request.

    Raises:
        CentralRefused, CentralConflict: central's signed no, or an error without a signature.
        CentralGarbled: not of the contract.
        EnvelopeNotTrusted: signed by somebody else, or the answer to another request.
    """
    if reply.status != HTTPStatus.OK:
        raise refusal(reply, name, central)
    try:
        answer = opened(kind, Envelope.from_bytes(reply.body, kind.LIMIT), central)
    except BadInput as error:
        raise CentralGarbled(at=error.facts["at"]) from error
    if answer.request != request:
        raise EnvelopeNotTrusted(reason="request")
    return answer


def refusal(reply: Reply, name: RequestId, central: bytes) -> MadoguchiError:
    """What an answer other than 200 means. Only a signed conflict may name a size, or a signed no end our trust."""
    try:
        problem = opened(Problem, Envelope.from_bytes(reply.body), central)
    except (BadInput, EnvelopeNotTrusted):
        return CentralRefused(status=reply.status, reason="unsigned")
    if problem.request != name:
        return CentralRefused(status=reply.status, reason="unsigned")
    if reply.status == HTTPStatus.CONFLICT and problem.size is not None:
        return CentralConflict(size=problem.size, reason=problem.reason)
    if reply.status == HTTPStatus.FORBIDDEN and problem.reason in _ENDED:
        return DeviceLocked(why=problem.reason)
    if reply.status == HTTPStatus.FORBIDDEN and problem.reason in {KEY_OVER, KEY_LAPSED}:
        return KeyOver(why=problem.reason)
    return CentralRefused(status=reply.status, reason=problem.reason)
