"""Handing in a log that central trusts no more: kept aside there, never witnessed, and lost to nobody."""

from branch_app.domain.errors import CentralGarbled
from branch_app.domain.log.merkle import Frontier, leaf_hashes
from branch_app.ports import Ledger, Progress
from sync.client.parcels import push_parcel, stretch
from sync.client.session import Session
from sync.wire.messages import AsideReceipt
from sync.wire.routes import Route

_ENTRIES = 500


def hand_in(session: Session, ledger: Ledger, progress: Progress) -> int:
    """Send every entry, from the first one on: which of them central has is no longer known; how far it keeps them.

    Raises:
        CentralRefused: 409, the log is in force and is to be pushed.
        CentralUnreachable, CentralGarbled, EnvelopeNotTrusted: once more, from the beginning.
    """
    size = ledger.head().size
    tree, start = Frontier(), 0
    while start < size:
        taken = stretch(ledger, start, min(start + _ENTRIES, size))
        tree = tree.extend(leaf_hashes(taken.leaves))
        request, body = push_parcel(session, ledger, taken, tree.root())
        receipt = session.exchange(Route.ASIDE, request, body, AsideReceipt)
        if (receipt.stop, receipt.root) != (taken.stop, tree.root()):
            raise CentralGarbled(what="receipt")
        start = taken.stop
        progress("aside", start, size)
    return start
