"""A push as it travels: entries, their openings, and the checkpoint that they end in, on any road."""

import hashlib
from dataclasses import dataclass

from branch_app.domain.log.checkpoint import Checkpoint, sign_checkpoint
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import Ledger
from sync.client.receipts import log_key
from sync.client.session import Session
from sync.wire.entries import PlacedOpening, pack_leaves, seal_openings
from sync.wire.messages import Push, signed
from sync.wire.parcel import Parcel
from sync.wire.sealing import purpose

_MOST_BYTES = 8 << 20


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries ``start`` to ``stop − 1`` of a log, as many as one push takes."""

    start: int
    leaves: tuple[bytes, ...]

    @property
    def stop(self) -> int:
        """Size of the log after them."""
        return self.start + len(self.leaves)


def stretch(ledger: Ledger, start: int, stop: int) -> Stretch:
    """Those entries, or fewer where they are large."""
    leaves = tuple(ledger.leaves(start, stop))
    while len(leaves) > 1 and sum(map(len, leaves)) > _MOST_BYTES:
        leaves = leaves[: len(leaves) // 2]
    return Stretch(start, leaves)


def push_parcel(session: Session, ledger: Ledger, taken: Stretch, root: bytes) -> tuple[RequestId, bytes]:
    """Request id and parcel for those entries; ``root`` is the log's at their end."""
    enrolment = session.enrolment
    checkpoint = Checkpoint(enrolment.origin, taken.stop, root)
    note = sign_checkpoint(checkpoint, log_key(session), session.keys.log.sign)
    openings = [PlacedOpening(seq, opening) for seq, opening in ledger.openings(taken.start, taken.stop)]
    packed = pack_leaves(taken.leaves)
    info = purpose("openings", enrolment.device, enrolment.epoch)
    sealed = seal_openings(openings, enrolment.central_seal_key, info)
    question = Push(
        session.new_request(),
        enrolment.device,
        enrolment.epoch,
        start=taken.start,
        count=len(taken.leaves),
        leaves=hashlib.sha256(packed).hexdigest(),
        openings=hashlib.sha256(sealed).hexdigest(),
        checkpoint=note.to_bytes().decode(),
    )
    return question.request, Parcel(signed(question, session.keys.log), (packed, sealed)).to_bytes()
