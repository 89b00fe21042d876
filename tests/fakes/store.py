"""A device folder with cheap password hashing, and synthetic records to put into it."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from branch_app.domain.log.commitment import Opening, Retention, commit
from branch_app.domain.log.entry import Entry, Stamp
from branch_app.domain.log.events import ApplicationIdentified, Event, JobPrepared
from branch_app.domain.records.certificate import Issuer
from branch_app.domain.records.enrolment import Enrolment, Operator, Role
from branch_app.domain.records.registers import (
    CertificateLink,
    CityCard,
    RegisterRow,
)
from branch_app.domain.records.resident import Household, Resident, Sex
from branch_app.domain.records.seal import SealImpression, SealRegistration
from branch_app.domain.values.codes import city_card_number
from branch_app.domain.values.identifiers import (
    ApplicationId,
    Commitment,
    HouseholdId,
    IssueNumber,
    ItemId,
    JobId,
    Pseudonym,
    RequestId,
    ResidentId,
)
from db.keyring import KeyRing
from db.ledger import LedgerPlace, SqlLedger
from db.machine import OwnerFileSecret
from db.slots import Argon2Cost
from db.vault import Credentials, Vault
from tests.fakes.device_folder import DeviceFolder

CHEAP = Argon2Cost(iterations=1, lanes=1, memory_kib=8)
DEVICE = "C06-1"
ORIGIN = "ledger.kawasaki/C06-1/1"
CLERK = Credentials("op-1", "correct horse 7")
NOW = "2026-11-02T09:00:00.000+09:00"
PERIOD = "FY2026"


@dataclass(slots=True)
class Desk:
    """A device on this machine with a clerk signed in."""

    root: Path
    folder: DeviceFolder = field(init=False)
    secret: OwnerFileSecret = field(init=False)
    vault: Vault = field(init=False)
    counter: KeyRing = field(init=False)

    def __post_init__(self) -> None:
        self.folder = DeviceFolder(self.root / "data", self.root / "machine")
        self.secret = OwnerFileSecret(self.folder.machine / "machine.key")
        self.vault, self.counter = Vault.create(self.folder.data, DEVICE, self.secret, CLERK, CHEAP)

    def place(self) -> LedgerPlace:
        """Where the log of the sample enrolment lies."""
        return self.folder.ledger_place(self.counter, enrolment())

    def new_ledger(self) -> SqlLedger:
        """An empty log."""
        return SqlLedger.create(self.place())


def enrolment(epoch: int = 1, pin_key: bytes = b"p" * 32) -> Enrolment:
    """As central would fix it."""
    return Enrolment(
        office="C06",
        device=DEVICE,
        epoch=epoch,
        origin=ORIGIN,
        central_key="central+00000000+AQ==",
        central_seal_key=b"s" * 32,
        central_ca="-----BEGIN CERTIFICATE-----",
        issuer=Issuer("川崎市長", "見本 太郎", "菅行政サービスコーナー"),
        roster=(Operator("op-1", "窓口 花子", (Role.CLERK,), date(2027, 3, 31)),),
        pin_key=pin_key,
        vouching_key=b"v" * 32,
        version=1,
        as_of=datetime(2026, 11, 2, 8, 0, tzinfo=UTC),
    )


def entry(seq: int, event: Event, request: str | None = None, wall: str = NOW) -> Entry:
    """One entry of the log."""
    stamp = Stamp(wall, 1_000 + seq, "boot", wall, "0.1.0", "2026-11-01", Pseudonym("0" * 32))
    return Entry(seq, RequestId(request or f"request-{seq}"), stamp, event)


def identified(seq: int, evidence: bytes = b"card") -> tuple[Entry, tuple[Opening, ...]]:
    """An entry with the openings of its subject and its evidence."""
    salted, opening = commit("evidence", evidence, secrets.token_bytes(32), Retention.ISSUANCE)
    subject = Pseudonym(secrets.token_hex(16))
    person = Opening(subject, "person", b"", b"0000000001", Retention.ISSUANCE)
    event = ApplicationIdentified(
        ApplicationId(f"application-{seq}"), subject, "card", salted, revocation_checked=False, data=()
    )
    return entry(seq, event), (person, opening)


def prepared(seq: int, job: str) -> Entry:
    """A job with its number."""
    file, subject = Commitment("a" * 64), Commitment("b" * 64)
    number = IssueNumber(f"C06-1-1-{seq:06d}")
    event = JobPrepared(ApplicationId("application"), ItemId("item"), JobId(job), number, seq, 1, file, subject)
    return entry(seq, event)


def grow(ledger: SqlLedger, count: int) -> None:
    """That many more entries, each in a transaction of its own."""
    for _ in range(count):
        with ledger.exclusive() as writer:
            added, openings = identified(writer.head().size)
            writer.append((added,), openings)


def resident(number: int, name: str, kana: str) -> Resident:
    """A made-up person."""
    return Resident(
        id=ResidentId(f"{number:010d}"),
        name=name,
        kana=kana,
        birth=date(1975, 4, 1),
        sex=Sex.FEMALE,
        relationship=("02",),
        became_resident=date(2001, 2, 3),
        address_since=None,
        notified=date(2001, 2, 5),
        honseki="神奈川県川崎市多摩区菅九丁目9番",
        hittousha="𠮷野 一郎",
        previous_address="東京都架空区無名一丁目1番1号",
        juminhyo_code="24727059608",
    )


def household(number: int = 1) -> Household:
    """Two made-up persons under one roof."""
    members = (
        resident(number * 10 + 1, "𠮷野 さくら\U000e0100", "ヨシノ　サクラ"),
        replace(resident(number * 10 + 2, "廣澤 京子", "ヒロザワ　キョウコ"), relationship=("12", "20")),
    )
    return Household(HouseholdId(f"h{number:06d}"), "川崎市多摩区菅九丁目9番9号", "𠮷野 さくら", members)


def seal(person: ResidentId) -> SealRegistration:
    """A made-up seal, 10.2 mm square."""
    side, dots = 240, 600
    impression = SealImpression(side, side, dots, b"\xa5" * (side // 8 * side))
    return SealRegistration(city_card_number(int(person)), person, date(2010, 1, 2), impression)


def records() -> tuple[RegisterRow, ...]:
    """A register of two households."""
    first, second = household(1), household(2)
    holder = first.members[0].id
    return (
        first,
        second,
        seal(holder),
        CertificateLink("00c0ffee", holder),
        CityCard(city_card_number(1), holder, b"salt", b"v" * 32),
        CityCard(city_card_number(2), second.members[0].id, b"tlas", None),
    )
