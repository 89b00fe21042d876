"""A small day at a counter as log entries, signed and witnessed with keys that everybody knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from branch_app.domain.log import events
from branch_app.domain.log.checkpoint import Checkpoint, sign_checkpoint
from branch_app.domain.log.cosignature import cosign
from branch_app.domain.log.entry import Entry, Stamp
from branch_app.domain.log.merkle import leaf_hashes, root_of
from branch_app.domain.log.note import Note
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from branch_app.domain.values.identifiers import (
    ApplicationId,
    Commitment,
    IssueNumber,
    ItemId,
    JobId,
    Pseudonym,
    RequestId,
    SheetNumber,
)
from branch_app.domain.values.reasons import PaperReason
from branch_app.ed25519 import public_key, signer
from branch_app.exports.audit.keys import AuditKeys

LISTED = events.DataUsed("restrictions", 0, 7, "2026-11-24T08:00:00+09:00")
LOG_PRIVATE, WITNESS_PRIVATE = bytes([1]) * 32, bytes([2]) * 32
ORIGIN = "ledger.kawasaki.example/suge-1/1"
KEYS = AuditKeys(
    VerifierKey(ORIGIN, KeyKind.NOTE, public_key(LOG_PRIVATE)),
    VerifierKey("central.kawasaki.example", KeyKind.COSIGNATURE, public_key(WITNESS_PRIVATE)),
)
WITNESSED_AT = 1_763_942_400

_A, _B = ApplicationId("a1"), ApplicationId("a2")
_I, _J = ItemId("i1"), ItemId("i2")
_FIRST, _SECOND = JobId("j1"), JobId("j2")
_NOBODY, _COMMITTED = Pseudonym("00" * 16), Commitment("00" * 32)


def _sheets(*numbers: str) -> tuple[SheetNumber, ...]:
    return tuple(SheetNumber(number) for number in numbers)


DAY: tuple[events.Event, ...] = (
    events.DayOpened("2025-11-24", 30_000),
    events.ApplicationAccepted(_A, "0001"),
    events.ItemRequested(_A, _I, _NOBODY, "juminhyo", 1, _COMMITTED),
    events.JobPrepared(_A, _I, _FIRST, IssueNumber("菅-1-000001"), 1, 1, _COMMITTED, _COMMITTED),
    events.ApplicationQuoted(_A, (events.QuoteLine(_I, 300, 1, exempt=False, exemption=None),), 300),
    events.ApplicationCharged(_A, 300, 1_000, 700),
    events.JobReserved(_FIRST, 1, "tray", "security", _sheets("000101"), LISTED),
    events.JobPrinted(_FIRST, 1, _sheets("000101"), "printer"),
    events.JobSpoilt(_FIRST, 1, PaperReason.JAM),
    events.JobReserved(_FIRST, 2, "tray", "security", _sheets("000102"), LISTED),
    events.JobPrinted(_FIRST, 2, _sheets("000102"), "printer"),
    events.JobDelivered(_FIRST),
    events.JobReturned(_FIRST, _sheets("000102")),
    events.JobVoided(_FIRST, PaperReason.RETURNED, office_fault=True, second=_NOBODY),
    events.ApplicationRefunded(_A, _FIRST, 300, _NOBODY),
    events.ApplicationAccepted(_B, "=HYPERLINK(1)"),
    events.ItemRequested(_B, _J, _NOBODY, "nenkin", 1, _COMMITTED),
    events.JobPrepared(_B, _J, _SECOND, IssueNumber("菅-1-000002"), 2, 1, _COMMITTED, _COMMITTED),
    events.ApplicationQuoted(_B, (events.QuoteLine(_J, 300, 1, exempt=True, exemption=_COMMITTED),), 0),
    events.ApplicationExempt(_B),
)


@dataclass(frozen=True, slots=True)
class SampleLog:
    """Entry bytes with everything an export is made of."""

    entries: Sequence[bytes]

    def leaves(self, start: int, stop: int) -> Sequence[bytes]:
        """As a ledger gives them."""
        return self.entries[start:stop]

    @property
    def receipt(self) -> Note:
        """The checkpoint over all entries, signed and witnessed."""
        checkpoint = Checkpoint(ORIGIN, len(self.entries), root_of(leaf_hashes(self.entries)))
        signed = sign_checkpoint(checkpoint, KEYS.log, signer(LOG_PRIVATE))
        return cosign(signed, KEYS.witness, WITNESSED_AT, signer(WITNESS_PRIVATE))


def entry_bytes(seq: int, event: events.Event) -> bytes:
    """One entry, a minute after the one before."""
    wall = f"2025-11-24T{9 + seq // 60 % 12:02}:{seq % 60:02}:00+09:00"
    stamp = Stamp(wall, seq * 60_000, "boot", wall, "0.1.0", "2025", _NOBODY)
    return Entry(seq, RequestId(f"r{seq}"), stamp, event).to_bytes()


def sample_log(size: int = len(DAY)) -> SampleLog:
    """The day, and sign-ins after it until there are ``size`` entries."""
    more = [events.OperatorSignedIn("clerk")] * (size - len(DAY))
    return SampleLog([entry_bytes(seq, event) for seq, event in enumerate([*DAY, *more][:size])])
