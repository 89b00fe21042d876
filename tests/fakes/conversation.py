"""Everything a device says to head office, once: recorded as bytes, said to another central, or played back.

    python -m tests.fakes.conversation tests/vectors/wire-v2    # once, when a version of the wire is released

Keys and request ids are fixed, so that what was recorded means something to a head office of any other version.
"""

import hashlib
import json
import ssl
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from branch_app.domain.errors import CentralConflict, CentralRefused
from branch_app.domain.log.commitment import Retention, commit
from branch_app.domain.records.hold import Hold, HoldId, HoldReason
from branch_app.domain.values.identifiers import RequestId
from branch_app.settings import table_texts
from db.recovery_code import new_code
from sync.central.database import exclusive
from sync.central.head_office import HeadOffice
from sync.central.models import EnrolmentOffer
from sync.central.offices import keep_settings
from sync.central.registers.history import record
from sync.central.registers.publication import publish
from sync.central.restrictions import restrict
from sync.central.serving.server import RunningCentral, Settings, open_head_office
from sync.client.enrolment import enrol
from sync.client.feeds import fetch_reconciliation, fetch_restrictions, report_holds
from sync.client.push import push
from sync.client.register_source import OnlineRegisters
from sync.client.session import DeviceKeys, Session
from sync.client.settings import escrow, fetch_settings
from sync.client.transport import Line
from sync.wire.compression import compress, expand
from sync.wire.envelope import Signer
from sync.wire.identity import SECRET_BYTES, EnrolmentCode
from sync.wire.messages import PushReceipt
from sync.wire.routes import Route
from tests.fakes.closed_day import closed_day
from tests.fakes.device import ignore_progress
from tests.fakes.line_book import MemoryLineBook
from tests.fakes.memory_log import MemoryLog
from tests.fakes.push import parcel
from tests.fakes.register_records import HOME, RECORDS, TARO
from tests.fakes.spoken_line import speaking
from tests.fakes.tables import shipped
from tests.fakes.town import HOSTS, city

_CLOSED, _OPEN = date(2026, 11, 2), date(2026, 11, 3)
_MOVED = "神奈川県川崎市麻生区見本1番地"
_SECRET = b"wire secret"[:SECRET_BYTES]
_FAR = 4_102_444_800
"""2100: a recorded code is not to expire."""
_KEYS = ("note.key", "seal.key", "pin.key", "vouching.key", "escrow.key", "site.key")
_MOST = 64 << 20


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, as bytes."""

    path: str
    request: bytes
    status: int
    answer: bytes


@dataclass(frozen=True, slots=True)
class Recording:
    """A conversation with the root of the CA of the central it was had with."""

    root: bytes
    exchanges: tuple[Exchange, ...]

    @classmethod
    def read(cls, folder: Path) -> "Recording":
        """What ``write`` wrote."""
        root, *lines = expand((folder / "conversation.zst").read_bytes(), _MOST).splitlines()
        told = [json.loads(line) for line in lines]
        return cls(
            bytes.fromhex(root.decode()),
            tuple(
                Exchange(
                    each["path"], bytes.fromhex(each["request"]), each["status"], bytes.fromhex(each["answer"])
                )
                for each in told
            ),
        )

    def write(self, folder: Path) -> None:
        """One compressed file: the root, then a line an exchange."""
        lines = [self.root.hex()]
        for each in self.exchanges:
            told = {"path": each.path, "request": each.request.hex(), "status": each.status}
            lines.append(json.dumps({**told, "answer": each.answer.hex()}))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "conversation.zst").write_bytes(compress("\n".join(lines).encode()))


@dataclass(slots=True)
class Counted:
    """Randomness that is the same in every run."""

    drawn: int = 0

    def token(self, length: int) -> bytes:
        """The next bytes."""
        self.drawn += 1
        return fixed(f"token {self.drawn}")[:length]


def fixed(name: str) -> bytes:
    """32 bytes that everybody knows."""
    return hashlib.sha256(f"recorded wire: {name}".encode()).digest()


def device_keys() -> DeviceKeys:
    """The keys of the device that speaks."""
    log = Ed25519PrivateKey.from_private_bytes(fixed("log"))
    paper = derive_private_key(int.from_bytes(fixed("paper")) >> 1, SECP256R1()).public_key()
    point = paper.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return DeviceKeys(
        Signer(log.public_key().public_bytes_raw(), log.sign),
        X25519PrivateKey.from_private_bytes(fixed("hpke")),
        point,
    )


def central_signer() -> Signer:
    """By which the central of every recording signs."""
    note = Ed25519PrivateKey.from_private_bytes(fixed("note.key"))
    return Signer(note.public_key().public_bytes_raw(), note.sign)


def open_fixed(folder: Path, database: str, root: bytes | None = None) -> HeadOffice:
    """A head office with the keys of every recording, its offices, and one code offered; ``root`` of its CA."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in _KEYS:
        (folder / name).write_bytes(fixed(name))
    ca_key = derive_private_key(int.from_bytes(fixed("ca.key")) >> 1, SECP256R1())
    pem = ca_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "ca.key").write_bytes(pem)
    if root is not None:
        (folder / "ca.pem").write_bytes(root)
    central = open_head_office(Settings(folder, database, HOSTS), table_texts(), lambda: datetime.now(UTC))
    with central.database.connection_context(), exclusive(central.database):
        for office in city().offices:
            keep_settings(central, office.code, office.settings)
        EnrolmentOffer.create(
            secret_hash=hashlib.sha256(_SECRET).hexdigest(), office="C06", device="C06-1", expires_at=_FAR
        )
        restrict(central, TARO)
        record(central, RECORDS)
    publish(central)
    with central.database.connection_context():
        record(central, [replace(HOME, address=_MOVED)])
    return central


def converse(url: str, code: EnrolmentCode) -> Mapping[str, object]:
    """Say everything; what the device made of the answers, by name."""
    keys, random = device_keys(), Counted()
    first = enrol(url, code, keys, RequestId(random.token(16).hex()))
    with Line(url, first.enrolment.central_ca) as line:
        session = Session(line, first.enrolment, keys, random, MemoryLineBook())
        return {"enrolled": first.enrolment.origin, **_small(session), **_log(session), **_registers(session)}


def code_of(central: HeadOffice) -> EnrolmentCode:
    """The code that was offered."""
    return EnrolmentCode(_SECRET, central.identity.fingerprint())


def _small(session: Session) -> Mapping[str, object]:
    news = fetch_restrictions(session)
    told = fetch_settings(session, 1)
    hold = Hold(HoldId("hold-1"), TARO, HoldReason.LOST_CARD, datetime(2026, 11, 2, tzinfo=UTC))
    escrow(session, 1, new_code())
    return {
        "restricted": [entry.resident for entry in news.entries],
        "nothing new": len(fetch_restrictions(session, news.point).entries),
        "roster": len(told.enrolment.roster),
        "holds": sorted(report_holds(session, [hold])),
    }


def _log(session: Session) -> Mapping[str, object]:
    log = MemoryLog(session.enrolment.origin)
    log.entries += [entry.to_bytes() for entry in closed_day(_CLOSED, shipped().version)]
    _, opening = commit("subject", b"nobody", fixed("salt"), Retention.ISSUANCE)
    log.kept.append((0, opening))
    witnessed = push(session, log, ignore_progress)
    log.grow(3)
    return {
        "witnessed": (witnessed, push(session, log, ignore_progress)),
        "gap": _refused(lambda: _send_gap(session, log)),
        "reconciled": fetch_reconciliation(session, _CLOSED).size,
        "not closed": _refused(lambda: fetch_reconciliation(session, _OPEN)),
    }


def _send_gap(session: Session, log: MemoryLog) -> None:
    log.grow(2)
    question, body = parcel(session, log, 8, 9)
    session.exchange(Route.PUSH, question.request, body, PushReceipt)


def _refused(act: Callable[[], object]) -> Mapping[str, object]:
    try:
        act()
    except (CentralRefused, CentralConflict) as error:
        return dict(error.facts)
    return {}


def _registers(session: Session) -> Mapping[str, object]:
    source = OnlineRegisters(session)
    offer = source.offer()
    rows = [row.key for bucket in offer.buckets if bucket.rows for row in source.rows(offer, bucket)]
    delta = source.delta(offer.position)
    (bucket, *_) = source.buckets(offer.position, "household")
    return {
        "rows": len(rows),
        "changes": len(delta.changes),
        "bucket": [row.key for row in source.bucket_rows(offer.position, bucket)],
    }


@dataclass(slots=True)
class Recorder:
    """Stands between device and central and writes down what passes."""

    http: httpx.Client
    heard: list[Exchange] = field(default_factory=list)

    def __call__(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Handed on as it is."""
        reply = self.http.get(path) if not body else self.http.post(path, content=body)
        self.heard.append(Exchange(path, body, reply.status_code, reply.content))
        return reply.status_code, reply.content


@contextmanager
def recorder(central: HeadOffice, url: str) -> Iterator[tuple[str, Sequence[Exchange]]]:
    """URL of a line to that central on which everything is written down."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=central.line.root)
    with httpx.Client(base_url=url, verify=context, trust_env=False) as http:
        heard = Recorder(http)
        with speaking(central.line.certificate, central.line.key, heard) as between:
            yield between, heard.heard


def main(folder: Path) -> None:
    """Record this version's conversation into that folder."""
    with tempfile.TemporaryDirectory() as place:
        central = open_fixed(Path(place), f"sqlite:///{place}/central.db")
        with RunningCentral(central, "127.0.0.1", 0) as running, recorder(central, running.url) as (url, heard):
            print(converse(url, code_of(central)))  # noqa: T201 - a command of its own
        Recording(central.line.root.encode(), tuple(heard)).write(folder)
        central.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
