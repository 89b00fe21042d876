"""A head office of another version, played back from a recording: the same answers, to whoever asks now."""

import json
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus

from sync.central.trust.authority import Line as ServerFiles
from sync.wire.envelope import Envelope, Signer, sign
from sync.wire.messages import MAX_NEWS_BYTES, Problem, request_of
from sync.wire.parcel import Parcel
from sync.wire.routes import Route
from sync.wire.strict import dump
from tests.fakes.conversation import Recording, central_signer
from tests.fakes.spoken_line import speaking

_NOT_FOUND = b'{"detail":"Not Found"}'


@dataclass(slots=True)
class PlayedBack:
    """Answers each path in the order that was recorded; what the version did not know is not found.

    An answer is bound to its request: it gets the id of the request at hand, and the signature of the central that
    gave it. Nothing else of it is changed.
    """

    answers: dict[str, deque[tuple[int, bytes]]]
    signer: Signer = field(default_factory=central_signer)

    def __call__(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Status and body."""
        if not self.answers.get(path):
            return HTTPStatus.NOT_FOUND, _NOT_FOUND
        status, recorded = self.answers[path].popleft()
        if path in {Route.IDENTITY.value, Route.CHUNK.value}:
            return status, recorded
        return status, self._bound(recorded, path, body)

    def _bound(self, recorded: bytes, path: str, body: bytes) -> bytes:
        envelope = Envelope.from_bytes(recorded, MAX_NEWS_BYTES)
        told = json.loads(envelope.payload)
        question = Parcel.from_bytes(body).envelope if path == Route.PUSH.value else body
        refused = envelope.payload_type == Problem.TYPE
        asked = request_of(body) if refused else json.loads(Envelope.from_bytes(question).payload)["request"]
        return sign(dump({**told, "request": asked}), envelope.payload_type, self.signer).to_bytes()


@contextmanager
def played_back(recording: Recording, files: ServerFiles) -> Iterator[str]:
    """URL of that central, under a certificate of its own CA."""
    answers: dict[str, deque[tuple[int, bytes]]] = {}
    for each in recording.exchanges:
        answers.setdefault(each.path, deque()).append((each.status, each.answer))
    with speaking(files.certificate, files.key, PlayedBack(answers)) as url:
        yield url
