"""Upload: entries and openings from the witnessed size on; only a good receipt moves that size.

Whatever happens on the way, the ledger is only read, and the receipt only ever grows: what was not acknowledged is
sent again, and what was acknowledged twice is one and the same to central.
"""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass

from branch_app.domain.errors import CentralConflict, CentralGarbled
from branch_app.domain.log.checkpoint import Checkpoint, sign_checkpoint
from branch_app.ports import Ledger, Progress
from sync.client.receipts import Trees, log_key, newest_receipt, read_receipt
from sync.client.session import Session
from sync.client.stride import Stride
from sync.wire.entries import PlacedOpening, pack_leaves, seal_openings
from sync.wire.messages import Push, PushReceipt, signed
from sync.wire.parcel import Parcel
from sync.wire.routes import Route
from sync.wire.sealing import purpose

_BATCH_BYTES = 8 << 20


@dataclass(frozen=True, slots=True)
class _Upload:
    session: Session
    ledger: Ledger
    trees: Trees


def push(
    session: Session, ledger: Ledger, progress: Progress, seconds: Callable[[], float] = time.monotonic
) -> int:
    """Send everything outstanding; the witnessed size, which is the ledger's when all is well.

    Central is asked even when nothing is outstanding: only then does a restored central say what it lost.

    Raises:
        CentralConflict: central holds another history, or more than this ledger: a restored or cloned file.
        CentralUnreachable, CentralRefused, CentralGarbled, EnvelopeNotTrusted: all stays as the last receipt says.
    """
    receipt = newest_receipt(session, ledger)
    upload = _Upload(session, ledger, Trees(ledger, receipt))
    size = ledger.head().size
    witnessed = start = receipt.size if receipt else 0
    rewound = False
    stride = Stride()
    while True:
        began = seconds()
        try:
            answer = _send(upload, start, min(start + stride.entries, size))
        except CentralConflict as conflict:
            start, rewound = _resumed(conflict, start, rewound=rewound), True
            continue
        held = _held(upload, answer, size)
        if held < min(start + 1, size):
            raise CentralGarbled(what="receipt")
        start = held
        if start > witnessed:
            ledger.keep_receipt(answer.checkpoint, upload.trees.at(start))
            witnessed = start
        progress("push", start, size)
        stride = stride.after(seconds() - began)
        if start >= size:
            return start


def _send(upload: _Upload, start: int, stop: int) -> PushReceipt:
    leaves = upload.ledger.leaves(start, stop)
    while len(leaves) > 1 and sum(map(len, leaves)) > _BATCH_BYTES:
        leaves = leaves[: len(leaves) // 2]
    stop = start + len(leaves)
    enrolment = upload.session.enrolment
    openings = [PlacedOpening(seq, opening) for seq, opening in upload.ledger.openings(start, stop)]
    info = purpose("openings", enrolment.device, enrolment.epoch)
    packed = pack_leaves(leaves)
    sealed = seal_openings(openings, enrolment.central_seal_key, info)
    question = Push(
        upload.session.new_request(),
        enrolment.device,
        enrolment.epoch,
        start=start,
        count=len(leaves),
        leaves=hashlib.sha256(packed).hexdigest(),
        openings=hashlib.sha256(sealed).hexdigest(),
        checkpoint=_checkpoint(upload, stop),
    )
    parcel = Parcel(signed(question, upload.session.keys.log), (packed, sealed))
    return upload.session.exchange(Route.PUSH, question.request, parcel.to_bytes(), PushReceipt)


def _checkpoint(upload: _Upload, size: int) -> str:
    checkpoint = Checkpoint(upload.session.enrolment.origin, size, upload.trees.at(size).root())
    note = sign_checkpoint(checkpoint, log_key(upload.session), upload.session.keys.log.sign)
    return note.to_bytes().decode()


def _held(upload: _Upload, receipt: PushReceipt, size: int) -> int:
    """How much central holds, by a receipt that agrees with our own tree."""
    checkpoint = read_receipt(upload.session, receipt.checkpoint)
    if checkpoint.size != receipt.size:
        raise CentralGarbled(what="receipt")
    if checkpoint.size > size:
        raise CentralConflict(size=checkpoint.size, reason="ahead")
    if checkpoint.root != upload.trees.at(checkpoint.size).root():
        raise CentralConflict(size=checkpoint.size, reason="root")
    return checkpoint.size


def _resumed(conflict: CentralConflict, start: int, *, rewound: bool) -> int:
    """Where to go on when central holds less than it once acknowledged: it was restored, and gets all again."""
    size = int(conflict.facts["size"])
    if conflict.facts["reason"] != "gap" or rewound or size >= start:
        raise conflict
    return size
