"""Receipts: our own checkpoint with central's cosignature, held against our own tree."""

from branch_app import ed25519
from branch_app.domain.errors import EnvelopeNotTrusted, NoteNotTrusted, TreeMismatch
from branch_app.domain.log.checkpoint import Checkpoint, check_checkpoint
from branch_app.domain.log.cosignature import check_cosignature
from branch_app.domain.log.merkle import EMPTY_FRONTIER, Frontier, leaf_hashes
from branch_app.domain.log.note import Note
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from branch_app.ports import Ledger
from sync.client.session import Session

_STEP = 10_000


def log_key(session: Session) -> VerifierKey:
    """The device's own key as the note key of its log."""
    return VerifierKey(session.enrolment.origin, KeyKind.NOTE, session.keys.log.public_key)


def read_receipt(session: Session, text: str) -> Checkpoint:
    """What central acknowledged.

    Raises:
        EnvelopeNotTrusted: not our checkpoint, or not cosigned by central.
    """
    try:
        note = Note.parse(text.encode())
        checkpoint = check_checkpoint(note, log_key(session), ed25519.verify)
        check_cosignature(note, session.central, ed25519.verify)
    except NoteNotTrusted as error:
        raise EnvelopeNotTrusted(reason="receipt") from error
    return checkpoint


def newest_receipt(session: Session, ledger: Ledger) -> Checkpoint | None:
    """What the newest receipt acknowledges; None without one, or with one of another epoch."""
    text = ledger.receipt()
    if text is None:
        return None
    try:
        return read_receipt(session, text)
    except EnvelopeNotTrusted:
        return None


class Trees:
    """A ledger's tree at one size after another, on from its newest receipt; going back before it starts anew."""

    def __init__(self, ledger: Ledger, receipt: Checkpoint | None) -> None:
        self._ledger = ledger
        kept = ledger.witnessed()
        ours = receipt is not None and (kept.size, kept.root()) == (receipt.size, receipt.root)
        self._frontier = kept if ours else EMPTY_FRONTIER

    def at(self, size: int) -> Frontier:
        """The tree over the first ``size`` entries.

        Raises:
            TreeMismatch: the ledger ends before.
        """
        if size < self._frontier.size:
            self._frontier = EMPTY_FRONTIER
        while self._frontier.size < size:
            here = self._frontier.size
            leaves = self._ledger.leaves(here, min(size, here + _STEP))
            if not leaves:
                raise TreeMismatch(position=here)
            self._frontier = self._frontier.extend(leaf_hashes(leaves))
        return self._frontier
