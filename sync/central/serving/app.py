"""What central answers on each route: a request's body in, a status and a signed envelope out."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from peewee import DataError, InterfaceError, InternalError, OperationalError
from playhouse.pool import MaxConnectionsExceeded

from branch_app.domain.errors import (
    BadInput,
    CentralConflict,
    CentralRefused,
    CentralUnreachable,
    EnvelopeNotTrusted,
    MadoguchiError,
)
from sync.central.cases import feed as cases
from sync.central.head_office import HeadOffice
from sync.central.holds import take_holds
from sync.central.intake.ingest import ingest
from sync.central.policies import tables
from sync.central.reconciliation import report
from sync.central.registers.buckets import bucket, buckets
from sync.central.registers.deltas import delta
from sync.central.registers.generations import manifest, sealed_chunk
from sync.central.restrictions import feed
from sync.central.trust.aside import take_aside
from sync.central.trust.enrolment import enrol, settings
from sync.central.trust.escrow import escrow
from sync.central.trust.staff import revoke_remotely, standings
from sync.central.trust.terms import renew
from sync.wire.envelope import Envelope
from sync.wire.messages import Message, Problem, request_of, signed
from sync.wire.routes import Route

_AWAY = (OperationalError, InterfaceError, InternalError, MaxConnectionsExceeded)
"""The database is gone, changes places with its replica, or has no connection to spare: the device asks again."""

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
    Route.POLICY: lambda central, body: tables(central, Envelope.from_bytes(body)),
    Route.RENEW: lambda central, body: renew(central, Envelope.from_bytes(body)),
    Route.SETTINGS: lambda central, body: settings(central, Envelope.from_bytes(body)),
    Route.ESCROW: lambda central, body: escrow(central, Envelope.from_bytes(body)),
    Route.PUSH: ingest,
    Route.ASIDE: take_aside,
    Route.STANDINGS: lambda central, body: standings(central, Envelope.from_bytes(body)),
    Route.REVOKE: lambda central, body: revoke_remotely(central, Envelope.from_bytes(body)),
    Route.RECONCILIATION: lambda central, body: report(central, Envelope.from_bytes(body)),
    Route.CASES: lambda central, body: cases.feed(central, Envelope.from_bytes(body)),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """HTTP status and body."""

    status: int
    body: bytes


def answer(central: HeadOffice, handler: Handler, body: bytes) -> Answer:
    """What one request gets; every refusal of the contract is signed like any other answer."""
    try:
        with central.database.connection_context():
            result = handler(central, body)
    except CentralConflict as error:
        return refused(central, HTTPStatus.CONFLICT, error, body)
    except CentralRefused as error:
        return refused(central, int(error.facts["status"]), error, body)
    except EnvelopeNotTrusted as error:
        return refused(central, HTTPStatus.FORBIDDEN, error, body)
    except BadInput as error:
        return refused(central, HTTPStatus.BAD_REQUEST, error, body)
    except DataError:  # a number that is larger than any column's
        return refused(central, HTTPStatus.BAD_REQUEST, BadInput(at="value"), body)
    except _AWAY:
        return refused(central, HTTPStatus.SERVICE_UNAVAILABLE, CentralUnreachable(reason="database"), body)
    return Answer(HTTPStatus.OK, result if isinstance(result, bytes) else signed(result, central.keys.signer))


def refused(central: HeadOffice, status: int, error: MadoguchiError, body: bytes) -> Answer:
    """A signed no to a request with that body."""
    size = error.facts.get("size")
    problem = Problem(
        request_of(body),
        reason=str(error.facts.get("reason", error.facts.get("at", error.code))),
        size=size if isinstance(size, int) else None,
    )
    return Answer(status, signed(problem, central.keys.signer))
