"""Upload: entries and openings from the witnessed size on; only a good receipt moves that size.

Whatever happens on the way, the ledger is only read, and the receipt only ever grows: what was not acknowledged is
sent again, and what was acknowledged twice is one and the same to central.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from branch_app.domain.errors import CentralConflict, CentralGarbled
from branch_app.ports import Ledger, Progress
from sync.client.parcels import push_parcel, stretch
from sync.client.receipts import Trees, newest_receipt, read_receipt
from sync.client.session import Session
from sync.client.stride import Stride
from sync.wire.messages import PushReceipt
from sync.wire.routes import Route


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
    taken = stretch(upload.ledger, start, stop)
    root = upload.trees.at(taken.stop).root()
    request, body = push_parcel(upload.session, upload.ledger, taken, root)
    return upload.session.exchange(Route.PUSH, request, body, PushReceipt)


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
