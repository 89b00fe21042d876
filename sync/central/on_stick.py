"""What a stick may ask: as the line does, and questions that go on in pieces answered to their end.

On the line a device asks for the next piece when it has taken one. On a stick nobody can, so head office asks as
the device would have, and every piece is sealed and signed as if it had been asked for. What is too much for one
stick goes with the next.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from http import HTTPStatus

from branch_app.domain.errors import CentralRefused
from branch_app.domain.records.case import CasePoint
from sync.central.cases.feed import compared_first, sealed_news
from sync.central.head_office import HeadOffice
from sync.central.registers.deltas import changes_after
from sync.central.registers.generations import bytes_of, manifest_of, newest_generation, sealed_chunk_of
from sync.central.serving.app import HANDLERS, Handler
from sync.central.trust.devices import heard
from sync.wire.bundle import joined
from sync.wire.case_messages import CasesRequest
from sync.wire.envelope import Envelope
from sync.wire.messages import Message, signed
from sync.wire.register_messages import DeltaRequest, ManifestRequest
from sync.wire.routes import Route

MOST_BYTES = 128 << 20
"""Of one answer in pieces. Half a million changes are less; the registers of a city are not."""


def all_changes(central: HeadOffice, body: bytes) -> bytes:
    """Every change of the registers after the one that the device has.

    Raises:
        CentralRefused: as for the first piece.
    """
    request, log = heard(DeltaRequest, Envelope.from_bytes(body))

    def pieces() -> Iterator[Message]:
        asked, more = request, True
        while more:
            answer = changes_after(central, log, asked)
            yield answer
            asked, more = replace(asked, since=answer.change_seq, mark=answer.mark), answer.more

    return joined(_as_many_as_fit(central, pieces()))


def all_cases(central: HeadOffice, body: bytes) -> bytes:
    """Everything that changed in the cases of the office."""
    request, log = heard(CasesRequest, Envelope.from_bytes(body))
    compared_first(central, log)

    def pieces() -> Iterator[Message]:
        held, more = CasePoint(request.since, request.mark), True
        while more:
            answer, told = sealed_news(central, log, request.request, held)
            yield answer
            held, more = told.point, told.more

    return joined(_as_many_as_fit(central, pieces()))


def whole_generation(central: HeadOffice, body: bytes) -> bytes:
    """The newest generation: its manifest, then each chunk in the order of the manifest.

    Raises:
        CentralRefused: 413, it does not fit on a stick; or as ``manifest``.
    """
    request, log = heard(ManifestRequest, Envelope.from_bytes(body))
    generation = newest_generation(central, log, request)
    if bytes_of(generation) > MOST_BYTES:
        raise CentralRefused(status=int(HTTPStatus.REQUEST_ENTITY_TOO_LARGE), reason="stick too small")
    told = manifest_of(central, request, generation)
    chunks = (sealed_chunk_of(central, log, chunk.digest) for chunk in told.chunks)
    return joined((signed(told, central.keys.signer), *chunks))


def _as_many_as_fit(central: HeadOffice, pieces: Iterable[Message]) -> Iterator[bytes]:
    """One at least."""
    size = 0
    for piece in pieces:
        yield (part := signed(piece, central.keys.signer))
        size += len(part)
        if size > MOST_BYTES:
            return


_AS_ON_THE_LINE = (
    Route.RENEW,
    Route.HOLDS,
    Route.RESTRICTIONS,
    Route.POLICY,
    Route.SETTINGS,
    Route.PUSH,
    Route.ASIDE,
    Route.ESCROW,
)
ON_STICK: Mapping[Route, Handler] = {
    **{route: HANDLERS[route] for route in _AS_ON_THE_LINE},
    Route.DELTA: all_changes,
    Route.MANIFEST: whole_generation,
    Route.CASES: all_cases,
}
"""What is not in it is refused, and the stick with it."""
