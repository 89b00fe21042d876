"""How fast an exported log is verified, beside a loop that only hashes the same entries, in one run."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from branch_app.domain.log.checkpoint import Checkpoint, sign_checkpoint
from branch_app.domain.log.cosignature import cosign
from branch_app.domain.log.entry import Entry, Stamp
from branch_app.domain.log.events import DataUsed, JobReserved
from branch_app.domain.log.merkle import leaf_hashes, root_of
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from branch_app.domain.values.identifiers import JobId, Pseudonym, RequestId, SheetNumber
from branch_app.ed25519 import public_key, signer
from branch_app.exports.audit.folder import Folder
from branch_app.exports.audit.keys import AuditKeys
from branch_app.exports.audit.verify import verify_export, verify_log
from branch_app.exports.audit.write import write_export

LIMIT = 4.0
"""Verification may take so many times as long as hashing."""

_ROUNDS = 3
_LOG_PRIVATE, _WITNESS_PRIVATE = bytes([1]) * 32, bytes([2]) * 32
_ID = "01990000-0000-7000-8000-000000000000"


@dataclass(frozen=True, slots=True)
class VerificationRates:
    """Entries a second: hashing alone, the log on disk (signatures, entries, tiles), the export with its tables."""

    entries: int
    hashing: float
    log: float
    export: float

    @property
    def ratio(self) -> float:
        """How many times as long as hashing the verification of the log takes."""
        return self.hashing / self.log


def verification_rates(workspace: Path, entries: int = 50_000) -> VerificationRates:
    """Write an export of so many typical entries into ``workspace`` and verify it; best of three rounds each."""
    log = [_entry(seq) for seq in range(entries)]
    target = workspace / "export"
    _write(target, log)

    def hash_only() -> None:
        for entry in log:
            hashlib.sha256(entry).digest()

    return VerificationRates(
        entries=entries,
        hashing=entries / _best(hash_only),
        log=entries / _best(lambda: verify_log(Folder(target))),
        export=entries / _best(lambda: verify_export(target)),
    )


def _best(act: Callable[[], object]) -> float:
    return min(_seconds(act) for _ in range(_ROUNDS))


def _seconds(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def _entry(seq: int) -> bytes:
    wall = "2026-01-05T09:00:00+09:00"
    stamp = Stamp(wall, seq, _ID, wall, "0.1.0", "2026-01", Pseudonym("00" * 16))
    event = JobReserved(
        JobId(_ID), 1, "tray", "security", (SheetNumber(f"{seq:06}"),), DataUsed("restrictions", 0, 1, wall)
    )
    return Entry(seq, RequestId(_ID), stamp, event).to_bytes()


def _write(target: Path, log: list[bytes]) -> None:
    keys = AuditKeys(
        VerifierKey("bench.example/log", KeyKind.NOTE, public_key(_LOG_PRIVATE)),
        VerifierKey("bench.example/witness", KeyKind.COSIGNATURE, public_key(_WITNESS_PRIVATE)),
    )
    checkpoint = Checkpoint(keys.log.name, len(log), root_of(leaf_hashes(log)))
    receipt = cosign(
        sign_checkpoint(checkpoint, keys.log, signer(_LOG_PRIVATE)), keys.witness, 0, signer(_WITNESS_PRIVATE)
    )
    write_export(target, lambda start, stop: log[start:stop], receipt.to_bytes(), keys, signer(_LOG_PRIVATE))
