"""What the use cases ask of the world. Adapters live in cards, printing, documents, db and sync.client."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Protocol

from branch_app.domain.log.commitment import Opening, Retention
from branch_app.domain.log.entry import Entry
from branch_app.domain.reconcile.day import Reconciliation
from branch_app.domain.records.certificate import PrintOrder, RenderedPaper
from branch_app.domain.records.registers import (
    CityCard,
    RegisterName,
    RegisterRow,
    RegisterVersion,
    Restrictions,
)
from branch_app.domain.records.resident import Household
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.values.identifiers import JobId, RequestId, ResidentId


class Clock(Protocol):
    """Wall and monotonic time, kept apart."""

    def now(self) -> datetime:
        """Aware wall time in Asia/Tokyo."""

    def monotonic_ms(self) -> int:
        """Milliseconds since this boot, never backwards."""

    def boot_id(self) -> str:
        """Changes with every boot."""


class Random(Protocol):
    """Randomness: the operating system's, or seeded in tests."""

    def token(self, length: int) -> bytes:
        """That many unpredictable bytes."""


class CardKind(Enum):
    """What the token string says the card is."""

    MY_NUMBER = "個人番号カード"
    JUKI = "住民基本台帳カード"
    CITY = "かわさき市民カード"


@dataclass(frozen=True, slots=True)
class FourItems:
    """基本4情報 from 券面事項入力補助."""

    name: str
    address: str
    birth: date
    sex: str


@dataclass(frozen=True, slots=True)
class CardProof:
    """A card that proved its key: certificate serial (hex), issuer key id, last valid time; revocation unknown."""

    kind: CardKind
    certificate_serial: str
    issuer_key: str
    not_after: datetime


class CardSession(Protocol):
    """One exclusive hold on one card. Every call fails with CardPulled or CardChanged once it is another card."""

    @property
    def kind(self) -> CardKind:
        """By token string."""

    def tries_left(self) -> int:
        """Attempts left on the 利用者証明用 PIN, without using one."""

    def authenticate(self, pin: str, challenge: bytes, at: datetime) -> CardProof:
        """Verify the PIN once, have ``challenge`` signed, check signature, chain and dates.

        Raises:
            PinMalformed, PinWrong, PinBlocked, CardExpired, CardNotTrusted, CardPulled, CardChanged.
        """

    def four_items(self, pin: str) -> FourItems:
        """基本4情報 after the 入力補助 PIN (照合番号B or the four-digit one)."""


class CardReader(Protocol):
    """A reader with or without a card."""

    def session(self) -> AbstractContextManager[CardSession]:
        """Hold the card exclusively until the block ends.

        Raises:
            ReaderUnavailable, CardAbsent, CardUnknown.
        """


@dataclass(frozen=True, slots=True)
class Ticket:
    """How one attempt is sent: its name at the printer is ``job`` and attempt, never anything personal."""

    job: JobId
    attempt: int
    pages: int
    duplex: bool = False

    @property
    def name(self) -> str:
        """Job name at the printer."""
        return f"{self.job}-{self.attempt}"


class PrintState(Enum):
    """What the printer says of one job."""

    PENDING = "pending"
    STALLED = "stalled"
    PRINTED = "printed"
    NOT_PRINTED = "not_printed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PrintReport:
    """State with reasons (IPP keywords such as ``media-jam``) and impressions where the printer counts them."""

    state: PrintState
    reasons: tuple[str, ...] = ()
    impressions: int | None = None


class Printer(Protocol):
    """One printer of this device."""

    @property
    def name(self) -> str:
        """As configured."""

    def problems(self) -> tuple[str, ...]:
        """Reasons why it would not print now; empty when ready.

        Raises:
            PrinterAbsent.
        """

    def submit(self, pdf: bytes, ticket: Ticket) -> int:
        """Send one file; the printer's own job id.

        Raises:
            PrinterAbsent, PrinterRefused: nothing will come out.
            PrintInDoubt: bytes left us, no answer came back.
        """

    def find(self, ticket: Ticket) -> int | None:
        """The printer's job of that name, if it still knows one."""

    def report(self, printer_job: int, ticket: Ticket) -> PrintReport:
        """Where that job stands now, without waiting."""

    def cancel(self, printer_job: int, ticket: Ticket) -> PrintReport:
        """Cancel, and confirm by asking again: UNKNOWN when something may have come out all the same."""


class Renderer(Protocol):
    """Makes and checks papers."""

    def render(self, order: PrintOrder) -> RenderedPaper:
        """The PDF of one copy, checked: glyphs, seal, page count, subject and number read back from the bytes.

        Raises:
            GlyphMissing, SealMissing, RecordIncomplete, PreflightFailed, ResourceDamaged.
        """


class Register(Protocol):
    """The replica of one generation."""

    def version(self, register: RegisterName) -> RegisterVersion:
        """Of one register.

        Raises:
            DataStale: never loaded.
        """

    def household_of(self, resident: ResidentId) -> Household | None:
        """The household a resident lives in."""

    def seal_of(self, resident: ResidentId) -> SealRegistration | None:
        """The registered seal."""

    def resident_by_certificate(self, serial: str) -> ResidentId | None:
        """The registered link from a 利用者証明 certificate to a resident."""

    def city_card(self, number: str) -> CityCard | None:
        """By card number."""

    def search_kana(self, prefix: str, limit: int) -> Sequence[tuple[ResidentId, str, str, date, str]]:
        """Residents whose folded kana starts so: id, name, kana, birth, address."""


class RestrictionList(Protocol):
    """支援措置 and 発行停止, from the machine slot."""

    def current(self) -> Restrictions:
        """Raises DataStale when there is none."""


@dataclass(frozen=True, slots=True)
class LogHead:
    """Size and root (32 bytes) of the log."""

    size: int
    root: bytes


class LedgerWriter(Protocol):
    """Inside one exclusive transaction."""

    def head(self) -> LogHead:
        """As of now, inside the transaction."""

    def entries(self, start: int) -> Sequence[Entry]:
        """Every entry from ``start`` on."""

    def find(self, request: RequestId) -> Sequence[Entry]:
        """What that request wrote; empty if nothing."""

    def append(self, entries: Sequence[Entry], openings: Sequence[Opening]) -> None:
        """Bytes, leaf hashes, frontier, openings and projections, or nothing."""


class Ledger(Protocol):
    """The device's log."""

    @property
    def origin(self) -> str:
        """C2SP origin of this device and epoch."""

    def head(self) -> LogHead:
        """Committed size and root."""

    def leaves(self, start: int, stop: int) -> Sequence[bytes]:
        """Entry bytes of ``start`` to ``stop − 1``."""

    def openings(self, start: int, stop: int) -> Sequence[tuple[int, Opening]]:
        """Openings of those entries with their seq; those whose key is gone are left out."""

    def opening_of(self, commitment: str) -> Opening:
        """What opens that commitment.

        Raises:
            KeyMissing: shredded, or never ours.
        """

    def exclusive(self) -> AbstractContextManager[LedgerWriter]:
        """BEGIN IMMEDIATE to COMMIT.

        Raises:
            StoreBusy, DiskFull.
        """

    def keep_receipt(self, checkpoint: str) -> None:
        """Store a cosigned checkpoint; the newest is ``receipt()``."""

    def receipt(self) -> str | None:
        """The newest cosigned checkpoint."""


class RestrictionStore(RestrictionList, Protocol):
    """The list with the way to renew it."""

    def replace(self, new: Restrictions) -> None:
        """Take a newer list.

        Raises:
            DataStale: it is older than the one held; that one stands.
        """


class RegisterStore(Protocol):
    """Where generations of the replica are made."""

    def load(self, versions: Sequence[RegisterVersion], rows: Iterable[RegisterRow]) -> int:
        """Load a new generation beside the old one and switch when it is whole; its number.

        Raises:
            BadInput, FileDamaged, DiskFull: the old generation serves on.
        """


@dataclass(frozen=True, slots=True)
class RegisterDelivery:
    """One generation on its way; ``rows`` raises when what arrived is not what was promised."""

    versions: Sequence[RegisterVersion]
    rows: Iterable[RegisterRow]


class Central(Protocol):
    """Head office, as an enrolled device sees it. Every call may raise a CentralError; nothing is lost by it."""

    def restrictions(self) -> Restrictions:
        """The whole list as of now."""

    def registers(self) -> RegisterDelivery:
        """The newest generation."""

    def push(self, ledger: Ledger, progress: "Progress") -> int:
        """Send entries and openings from the witnessed size on; the size central has witnessed."""

    def reconciliation(self, business_date: date) -> Reconciliation:
        """What central found when it compared that closed day."""


class PrintFiles(Protocol):
    """Encrypted, immutable print files, one a job."""

    def put(self, job: JobId, pdf: bytes) -> None:
        """Write, fsync; refuses a second file for the same job."""

    def get(self, job: JobId) -> bytes:
        """The very bytes.

        Raises:
            FileDamaged: altered, or another job's file under this name.
            KeyMissing: gone.
        """

    def wipe(self, job: JobId) -> None:
        """Remove after delivery or voiding; no error when gone."""


class Seals(Protocol):
    """Secrets of this device that sign or stand in for persons; the keys stay inside."""

    def pseudonym_key(self, retention: Retention, period: str) -> bytes:
        """32 bytes; made on first use, gone after shredding."""

    def sign_checkpoint(self, message: bytes) -> bytes:
        """Ed25519 by the log key."""

    def log_public_key(self) -> bytes:
        """32 bytes."""

    def city_card_verifier(self, salt: bytes, number: str, pin: str) -> bytes:
        """What ``CityCard.pin_verifier`` must equal."""


Progress = Callable[[str, int, int], None]
"""What, how many done, of how many."""
