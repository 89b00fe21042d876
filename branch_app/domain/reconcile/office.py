"""拠点の締め: the closes of an office's devices, each signed by its own log, added up where head office is away.

A close travels as a C2SP tlog-proof: the entry, its place as the last leaf, and a checkpoint that the log's key
signed. So whoever adds up needs the keys of the office's logs and nothing else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from branch_app.domain.errors import BadInput, CloseNotPossible, NoteNotTrusted, ProofInvalid
from branch_app.domain.log import events
from branch_app.domain.log.checkpoint import Checkpoint, check_checkpoint, sign_checkpoint
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.merkle import leaf_hash, root_of
from branch_app.domain.log.merkle_proofs import check_inclusion, inclusion_proof
from branch_app.domain.log.note import Sign, Verify
from branch_app.domain.log.tlog_proof import TlogProof
from branch_app.domain.log.verifier_key import VerifierKey

SUMMED = (
    "applications",
    "delivered",
    "charged_yen",
    "refunded_yen",
    "cashless_yen",
    "cashless_refunded_yen",
    "paid_in_yen",
    "paid_out_yen",
    "counted_yen",
    "sheets_rest",
)
"""What of the devices' closes adds up to the office's."""


@dataclass(frozen=True, slots=True)
class SignedClose:
    """One device's close as its log signed it: ``origin`` names the log, size and root are those right after it."""

    origin: str
    size: int
    root: bytes
    claims: events.DayClosed


@dataclass(frozen=True, slots=True)
class OfficeClose:
    """One business day of an office: every device's close, in the order of its keys.

    Raises:
        ValueError: of no device at all, of two days, or one log twice.
    """

    closes: tuple[SignedClose, ...]

    def __post_init__(self) -> None:
        origins = {close.origin for close in self.closes}
        days = {close.claims.business_date for close in self.closes}
        if len(origins) != len(self.closes) or len(days) != 1:
            raise ValueError("closes")

    @property
    def business_date(self) -> str:
        """Of them all."""
        return self.closes[0].claims.business_date

    def total(self, name: str) -> int:
        """The sum of one of ``SUMMED``."""
        return sum(getattr(close.claims, name) for close in self.closes)

    @property
    def remitted_yen(self) -> int:
        """What the office pays in (納入): fees in cash less those given back in cash."""
        charged = self.total("charged_yen") - self.total("cashless_yen")
        return charged - (self.total("refunded_yen") - self.total("cashless_refunded_yen"))


def prove_close(leaves: Sequence[bytes], key: VerifierKey, sign: Sign) -> bytes:
    """The file of a close that is the last of these entries.

    Raises:
        BadInput: the last entry is no close.
        NoteNotTrusted: the key is no log's.
    """
    if not leaves or not isinstance(Entry.from_bytes(leaves[-1]).event, events.DayClosed):
        raise BadInput(at="close")
    hashes = [leaf_hash(leaf) for leaf in leaves]
    note = sign_checkpoint(Checkpoint(key.name, len(hashes), root_of(hashes)), key, sign)
    last = len(hashes) - 1
    return TlogProof(last, inclusion_proof(hashes, last), note, extra=leaves[-1]).to_bytes()


def read_close(data: bytes, keys: Iterable[VerifierKey], verify: Verify) -> SignedClose:
    """Believe one file by one of the keys.

    Raises:
        ProofInvalid: no proof, or the entry is not the last one of that log.
        NoteNotTrusted: none of these logs signed it.
        EntryNotUnderstood: no entry this build knows.
        BadInput: the entry is no close.
    """
    proof = TlogProof.parse(data)
    named = {key.name: key for key in keys}
    key = named.get(proof.checkpoint.text.partition("\n")[0])
    if key is None:
        raise NoteNotTrusted(reason="unknown log")
    checkpoint = check_checkpoint(proof.checkpoint, key, verify)
    if proof.extra is None or proof.index != checkpoint.size - 1:
        raise ProofInvalid(what="close")
    check_inclusion(leaf_hash(proof.extra), proof.index, checkpoint.size, proof.path, checkpoint.root)
    entry = Entry.from_bytes(proof.extra)
    if entry.seq != proof.index or not isinstance(entry.event, events.DayClosed):
        raise BadInput(at="close")
    return SignedClose(checkpoint.origin, checkpoint.size, checkpoint.root, entry.event)


def add_up(files: Iterable[bytes], keys: Sequence[VerifierKey], business_date: date, verify: Verify) -> OfficeClose:
    """The office's close of that day: exactly one of each of its logs.

    Raises:
        ProofInvalid, NoteNotTrusted, EntryNotUnderstood, BadInput: a file that is not believed, of another day, or
            a second one of the same log (of a supplementary close only the last is brought).
        CloseNotPossible: a device's is missing; ``what`` names its log.
    """
    found: dict[str, SignedClose] = {}
    for data in files:
        close = read_close(data, keys, verify)
        if close.claims.business_date != business_date.isoformat():
            raise BadInput(at="business_date")
        if close.origin in found:
            raise BadInput(at="close twice")
        found[close.origin] = close
    for key in keys:
        if key.name not in found:
            raise CloseNotPossible(what=f"close {key.name}")
    if not found:
        raise BadInput(at="keys")
    return OfficeClose(tuple(found[key.name] for key in keys))
