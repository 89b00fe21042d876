"""A line on which somebody sits: what central answers is changed before the device sees it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sync.client.session import Session
from sync.client.transport import Line, Reply
from sync.wire.envelope import Envelope, Signer
from sync.wire.messages import M, opened, signed
from sync.wire.routes import Route
from tests.fakes.town import Town

Change = Callable[[Route, bytes], bytes]
"""Route and body of a good answer → what the device gets."""


class TamperedLine(Line):
    """``Line`` whose answers pass through ``change``."""

    def __init__(self, line: Line, change: Change) -> None:
        self._line = line
        self._change = change

    def post(self, route: Route, body: bytes) -> Reply:
        """As changed."""
        reply = self._line.post(route, body)
        return Reply(reply.status, self._change(route, reply.body))


def tampered(session: Session, change: Change) -> Session:
    """That session on such a line."""
    return replace(session, line=TamperedLine(session.line, change))


@dataclass(slots=True)
class Recorder:
    """Lets everything pass and keeps the last answer of each route."""

    kept: dict[Route, bytes]

    def __call__(self, route: Route, body: bytes) -> bytes:
        """Unchanged."""
        self.kept[route] = body
        return body


def retold(
    town: Town, kind: type[M], change: Callable[[M], M], signer: Signer | None = None
) -> Callable[[Route, bytes], bytes]:
    """Answers of that kind changed and signed again, by head office itself unless said otherwise."""

    def change_answer(_route: Route, body: bytes) -> bytes:
        answer = opened(kind, Envelope.from_bytes(body), town.central.keys.signer.public_key)
        return signed(change(answer), signer or town.central.keys.signer)

    return change_answer
