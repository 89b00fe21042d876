"""Push parcels made by hand, so that a test can choose range and checkpoint."""

import hashlib

from branch_app.domain.log.checkpoint import Checkpoint, sign_checkpoint
from branch_app.domain.log.merkle import leaf_hashes, root_of
from sync.client.receipts import log_key
from sync.client.session import Session
from sync.wire.entries import PlacedOpening, pack_leaves, seal_openings
from sync.wire.messages import Push, signed
from sync.wire.parcel import Parcel
from sync.wire.sealing import purpose
from tests.fakes.memory_log import MemoryLog


def parcel(
    session: Session,
    log: MemoryLog,
    start: int,
    stop: int,
    checkpoint: str | None = None,
    checkpoint_by: Session | None = None,
) -> tuple[Push, bytes]:
    """The message and the parcel around it for entries ``start`` to ``stop − 1``."""
    enrolment = session.enrolment
    signer = checkpoint_by or session
    ours = Checkpoint(signer.enrolment.origin, stop, root_of(leaf_hashes(log.entries[:stop])))
    note = checkpoint or sign_checkpoint(ours, log_key(signer), signer.keys.log.sign).to_bytes().decode()
    packed = pack_leaves(log.entries[start:stop])
    openings = [PlacedOpening(seq, opening) for seq, opening in log.openings(start, stop)]
    info = purpose("openings", enrolment.device, enrolment.epoch)
    sealed = seal_openings(openings, enrolment.central_seal_key, info)
    question = Push(
        session.new_request(),
        enrolment.device,
        enrolment.epoch,
        start=start,
        count=stop - start,
        leaves=hashlib.sha256(packed).hexdigest(),
        openings=hashlib.sha256(sealed).hexdigest(),
        checkpoint=note,
    )
    return question, Parcel(signed(question, session.keys.log), (packed, sealed)).to_bytes()
