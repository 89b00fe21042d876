"""What device and central say to each other. A message is a frozen dataclass; its TYPE names kind and version.

Every request carries a fresh ``request`` id and every answer repeats it: an old answer cannot stand for a new one.
What would reveal a person travels in a ``sealed`` field (``sync.wire.sealing``); bulk data travels beside the
envelope and is named here by hash.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeVar

from branch_app.domain.errors import EnvelopeNotTrusted
from branch_app.domain.records.paper_trust import PaperStanding
from branch_app.domain.values.codec import decode, encode
from branch_app.domain.values.identifiers import RequestId
from sync.wire.envelope import Envelope, Signer, is_digest, sign, verify
from sync.wire.strict import MAX_JSON_BYTES, dump, parse

MAX_NEWS_BYTES = 32 << 20
"""Of a whole restriction list before it is compressed: some 300,000 persons."""


@dataclass(frozen=True, slots=True)
class Message:
    """Root of all messages."""

    TYPE: ClassVar[str]
    LIMIT: ClassVar[int] = MAX_JSON_BYTES
    """Bytes of its payload at most."""

    request: RequestId


@dataclass(frozen=True, slots=True)
class DeviceMessage(Message):
    """A message of an enrolled device."""

    device: str
    epoch: int


@dataclass(frozen=True, slots=True)
class EnrolRequest(Message):
    """A device with its new keys and the secret of a one-time code.

    Keys are raw Ed25519 and X25519, and an uncompressed point of P-256 for papers.
    """

    TYPE = "application/vnd.madoguchi.enrol-request.v2+json"
    secret: bytes
    log_key: bytes
    transport_key: bytes
    paper_key: bytes


@dataclass(frozen=True, slots=True)
class EnrolAnswer(Message):
    """The ``Enrolment``, sealed to the device's transport key because it holds the city PIN key.

    ``policies`` are signed bundles (``sync.wire.policy``): the tables in force and those to come. ``papers`` has
    the certificate of the paper key.
    """

    TYPE = "application/vnd.madoguchi.enrol-answer.v3+json"
    sealed: bytes
    policies: tuple[bytes, ...]
    papers: PaperStanding


@dataclass(frozen=True, slots=True)
class ChunkRequest(DeviceMessage):
    """One chunk of a generation, by hash; the answer is the chunk sealed to the device."""

    TYPE = "application/vnd.madoguchi.chunk-request.v1+json"
    generation: int
    chunk: str

    def __post_init__(self) -> None:
        """Refuse what is no hash."""
        if not is_digest(self.chunk):
            raise ValueError("chunk")


@dataclass(frozen=True, slots=True)
class RestrictionsRequest(DeviceMessage):
    """What changed in the list of restricted residents after ``version``; ``mark`` names the history up to it.

    Version 0 asks for the whole list.
    """

    TYPE = "application/vnd.madoguchi.restrictions-request.v2+json"
    version: int
    mark: str


@dataclass(frozen=True, slots=True)
class RestrictionFeed(Message):
    """``RestrictionNews``, compressed and sealed: the changes asked for, or all of it where they do not fit."""

    TYPE = "application/vnd.madoguchi.restriction-feed.v2+json"
    sealed: bytes


@dataclass(frozen=True, slots=True)
class HoldsReport(DeviceMessage):
    """Holds told by telephone (``ToldHolds``), sealed to central."""

    TYPE = "application/vnd.madoguchi.holds-report.v1+json"
    sealed: bytes


@dataclass(frozen=True, slots=True)
class HoldsReceipt(Message):
    """Central has them: for each, the version of the list from which on it speaks for itself."""

    TYPE = "application/vnd.madoguchi.holds-receipt.v1+json"
    known: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SettingsRequest(DeviceMessage):
    """Roster and the rest of the enrolment as they are now, and the tables published after version ``known``.

    ``paper_key`` is certified anew when its certificate comes to an end.
    """

    TYPE = "application/vnd.madoguchi.settings-request.v3+json"
    known: int
    paper_key: bytes


@dataclass(frozen=True, slots=True)
class SettingsAnswer(Message):
    """The ``Enrolment`` of the device that asks, sealed; the older never replaces the newer.

    ``policies`` are signed bundles (``sync.wire.policy``): what the device lacks of tables in force and to come.
    ``mark`` is that of central's own bundle of version ``known``, "" when it has none. ``papers`` is by what the
    device's papers are believed now.
    """

    TYPE = "application/vnd.madoguchi.settings-answer.v3+json"
    sealed: bytes
    policies: tuple[bytes, ...]
    mark: str
    papers: PaperStanding


@dataclass(frozen=True, slots=True)
class EscrowRequest(DeviceMessage):
    """A recovery code to be kept, its 48 digits sealed to central; ``serial`` is the device's name for it."""

    TYPE = "application/vnd.madoguchi.escrow-request.v1+json"
    serial: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class EscrowReceipt(Message):
    """Central holds the code of that serial."""

    TYPE = "application/vnd.madoguchi.escrow-receipt.v1+json"
    serial: int


@dataclass(frozen=True, slots=True)
class Push(DeviceMessage):
    """Entries ``start`` to ``start + count − 1`` of one log with the checkpoint of the log that ends there.

    ``leaves`` and ``openings`` are the hex SHA-256 of the two attachments of the parcel.
    """

    TYPE = "application/vnd.madoguchi.push.v1+json"
    start: int
    count: int
    leaves: str
    openings: str
    checkpoint: str


@dataclass(frozen=True, slots=True)
class PushReceipt(Message):
    """What central holds of the log: its size and the checkpoint of that size with central's cosignature."""

    TYPE = "application/vnd.madoguchi.push-receipt.v1+json"
    size: int
    checkpoint: str


@dataclass(frozen=True, slots=True)
class AsideReceipt(Message):
    """Central keeps those entries up to ``stop`` aside, with the root that the device signed; it witnesses none."""

    TYPE = "application/vnd.madoguchi.aside-receipt.v1+json"
    stop: int
    root: bytes


@dataclass(frozen=True, slots=True)
class ReconciliationRequest(DeviceMessage):
    """What did the comparison of a closed day find?"""

    TYPE = "application/vnd.madoguchi.reconciliation-request.v1+json"
    business_date: date


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """A ``Finding`` of the device's own log as version 1 of the report has it."""

    code: str
    entries: tuple[int, ...]
    detail: str


@dataclass(frozen=True, slots=True)
class ReconciliationReport(Message):
    """A closed day compared: yen as the branch claims, as central folds them from ``size`` entries, open cases."""

    TYPE = "application/vnd.madoguchi.reconciliation-report.v1+json"
    office: str
    device: str
    epoch: int
    business_date: date
    size: int
    branch_yen: int
    central_yen: int
    difference_yen: int
    open_cases: tuple[ReportedFinding, ...]


@dataclass(frozen=True, slots=True)
class Problem(Message):
    """Central's no: a short reason, and for a conflict the size of the log as central holds it.

    ``request`` is what ``request_of`` makes of the body that was refused, because it may not have been readable.
    """

    TYPE = "application/vnd.madoguchi.problem.v1+json"
    reason: str
    size: int | None


def request_of(body: bytes) -> RequestId:
    """Stands for a request that was refused: hex SHA-256 of its body."""
    return RequestId(hashlib.sha256(body).hexdigest())


M = TypeVar("M", bound=Message)


def signed(message: Message, signer: Signer) -> bytes:
    """The message in a signed envelope."""
    return sign(dump(encode(message)), message.TYPE, signer).to_bytes()


def read(kind: type[M], envelope: Envelope) -> M:
    """The message of that kind, not yet trusted: central looks up the sender's key by what it claims.

    Raises:
        EnvelopeNotTrusted: a message of another kind or version.
        BadInput: the payload does not fit the kind.
    """
    if envelope.payload_type != kind.TYPE:
        raise EnvelopeNotTrusted(reason="type")
    return decode(kind, parse(envelope.payload, kind.LIMIT))


def opened(kind: type[M], envelope: Envelope, public_key: bytes) -> M:
    """The message, signed by that key.

    Raises:
        EnvelopeNotTrusted: another signer or another kind.
        BadInput: the payload does not fit the kind.
    """
    verify(envelope, public_key)
    return read(kind, envelope)
