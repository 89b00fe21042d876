"""Pushing: idempotent, witnessed, and never believed without the tree."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from branch_app.domain.errors import CentralConflict, CentralRefused, EnvelopeNotTrusted, TreeMismatch
from branch_app.domain.log.checkpoint import Checkpoint, sign_checkpoint
from branch_app.domain.log.commitment import Opening, Retention
from branch_app.domain.log.merkle import Frontier, leaf_hashes, root_of
from sync.central.models import DeviceLog, Evidence, Leaf, StoredOpening
from sync.client.push import push
from sync.client.receipts import Trees, log_key, read_receipt
from sync.client.session import Session
from sync.wire.entries import PlacedOpening, seal_openings
from sync.wire.messages import Push, PushReceipt, signed
from sync.wire.parcel import Parcel
from sync.wire.routes import Route
from sync.wire.sealing import purpose
from tests.fakes.device import fresh_keys, ignore_progress
from tests.fakes.memory_log import MemoryLog
from tests.fakes.push import parcel
from tests.fakes.town import Town


def stored(town: Town) -> tuple[int, int, int]:
    """Witnessed size, leaves, pieces of evidence."""
    with town.central.database.connection_context():
        return DeviceLog.get().size, Leaf.select().count(), Evidence.select().count()


def deliver(session: Session, log: MemoryLog, start: int, stop: int) -> str:
    """Push one range; the receipt."""
    question, body = parcel(session, log, start, stop)
    return session.exchange(Route.PUSH, question.request, body, PushReceipt).checkpoint


def test_a_push_ends_in_a_cosigned_checkpoint(town: Town) -> None:
    """The receipt is our checkpoint of the whole log with central's cosignature, and is kept."""
    session, log = town.join()
    log.grow(1_203)
    assert push(session, log, ignore_progress) == 1_203
    checkpoint = read_receipt(session, log.receipts[-1])
    assert (checkpoint.size, checkpoint.root) == (1_203, log.head().root)
    assert stored(town) == (1_203, 1_203, 0)


def test_pushing_again_changes_nothing(town: Town) -> None:
    """With nothing outstanding central is asked and answers with the same receipt."""
    session, log = town.join()
    log.grow(7)
    push(session, log, ignore_progress)
    push(session, log, ignore_progress)
    assert stored(town) == (7, 7, 0)
    assert len(log.receipts) == 1


def test_an_empty_log_is_witnessed(town: Town) -> None:
    """A device that has written nothing yet is in step."""
    session, log = town.join()
    assert push(session, log, ignore_progress) == 0


def test_a_lost_response_is_no_second_entry(town: Town) -> None:
    """The same parcel twice gives the same receipt, byte for byte."""
    session, log = town.join()
    log.grow(9)
    question, body = parcel(session, log, 0, 9)
    first = session.exchange(Route.PUSH, question.request, body, PushReceipt)
    town.watch.now += timedelta(minutes=5)
    assert session.exchange(Route.PUSH, question.request, body, PushReceipt) == first
    assert stored(town) == (9, 9, 0)


def test_overlapping_and_late_parcels_fit_in(town: Town) -> None:
    """Ranges that overlap or come late add what is new and nothing else; an old one gets the newest receipt."""
    session, log = town.join()
    log.grow(10)
    deliver(session, log, 0, 4)
    newest = deliver(session, log, 2, 10)
    assert deliver(session, log, 0, 4) == newest
    assert stored(town) == (10, 10, 0)


def test_a_gap_is_answered_with_our_size(town: Town) -> None:
    """A parcel that came before its predecessor is refused with 409 and the size central has."""
    session, log = town.join()
    log.grow(10)
    deliver(session, log, 0, 3)
    with pytest.raises(CentralConflict) as conflict:
        deliver(session, log, 5, 10)
    assert conflict.value.facts == {"size": 3, "reason": "gap"}
    assert stored(town) == (3, 3, 0)


def test_a_restored_central_gets_everything_again(town: Town) -> None:
    """When central lost its newest entries, the device resends them and keeps its receipts."""
    session, log = town.join()
    log.grow(4)
    push(session, log, ignore_progress)
    with town.central.database.connection_context():
        Leaf.delete().execute()
        DeviceLog.update(size=0, frontier=b"", checkpoint=None).execute()
    assert push(session, log, ignore_progress) == 4
    assert stored(town) == (4, 4, 0)
    assert len(log.receipts) == 1


def test_other_content_in_the_same_place_is_a_fork(town: Town) -> None:
    """A restored backup that went another way is quarantined with the evidence; what was witnessed stays."""
    session, log = town.join()
    log.grow(5)
    push(session, log, ignore_progress)
    clone = MemoryLog(log.origin)
    clone.grow(3)
    clone.grow(4, "other")
    with pytest.raises(CentralConflict) as conflict:
        push(session, clone, ignore_progress)
    assert conflict.value.facts == {"size": 5, "reason": "fork"}
    assert stored(town) == (5, 5, 1)
    with pytest.raises(CentralConflict):
        push(session, log, ignore_progress)


def test_a_clone_that_is_behind_is_told(town: Town) -> None:
    """A ledger shorter than what it once had witnessed must not go on."""
    session, log = town.join()
    log.grow(5)
    push(session, log, ignore_progress)
    clone = MemoryLog(log.origin, log.entries[:3])
    with pytest.raises(CentralConflict) as conflict:
        push(session, clone, ignore_progress)
    assert conflict.value.facts == {"size": 5, "reason": "ahead"}


def test_a_root_that_is_not_of_these_leaves_is_refused(town: Town) -> None:
    """422, and nothing of it stays."""
    session, log = town.join()
    log.grow(3)
    checkpoint = Checkpoint(log.origin, 3, root_of(leaf_hashes(reversed(log.entries))))
    with pytest.raises(CentralRefused) as refused:
        push_with(session, log, checkpoint)
    assert refused.value.facts == {"status": 422, "reason": "root"}
    assert stored(town) == (0, 0, 0)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("amiss", "reason"),
    [
        (lambda told: replace(told, leaves=told.openings), "attachments"),
        (lambda told: replace(told, openings=told.leaves), "attachments"),
        (lambda told: replace(told, count=3), "count"),
        (lambda told: replace(told, start=1), "count"),
        (lambda told: replace(told, start=-1), "count"),
    ],
    ids=["other leaves", "other openings", "fewer", "further on", "before the first"],
)
def test_a_push_is_what_its_message_says(town: Town, amiss: Callable[[Push], Push], reason: str) -> None:
    """400, well signed though it is; nothing of it is kept. The checkpoint ends where the leaves end."""
    session, log = town.join()
    log.grow(4)
    question, body = parcel(session, log, 0, 4)
    told = amiss(question)
    if told.start < 0:
        checkpoint = sign_checkpoint(_of(log, 3), log_key(session), session.keys.log.sign).to_bytes().decode()
        told = replace(told, checkpoint=checkpoint)
    attached = Parcel.from_bytes(body).attachments
    assert reason == _refused(session, told, attached)
    assert stored(town) == (0, 0, 0)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_checkpoint_that_ends_elsewhere_is_refused(town: Town) -> None:
    """It is a good one of this log, and not of these leaves."""
    session, log = town.join()
    log.grow(4)
    note = sign_checkpoint(_of(log, 3), log_key(session), session.keys.log.sign).to_bytes().decode()
    question, body = parcel(session, log, 0, 4, checkpoint=note)
    assert "count" == _refused(session, question, Parcel.from_bytes(body).attachments)
    assert stored(town) == (0, 0, 0)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seq", [-1, 1, 4])
def test_an_opening_belongs_to_an_entry_of_its_push(town: Town, seq: int) -> None:
    """Nobody places an opening beside entries that lie here already, or that never came."""
    session, log = town.join()
    log.grow(4)
    deliver(session, log, 0, 2)
    question, body = parcel(session, log, 2, 4)
    leaves, _ = Parcel.from_bytes(body).attachments
    opening = Opening("ab" * 32, "snapshot", b"s" * 32, b"x", Retention.ISSUANCE)
    enrolment = session.enrolment
    info = purpose("openings", enrolment.device, enrolment.epoch)
    sealed = seal_openings([PlacedOpening(seq, opening)], enrolment.central_seal_key, info)
    told = replace(question, openings=hashlib.sha256(sealed).hexdigest())
    assert "openings" == _refused(session, told, (leaves, sealed))
    assert stored(town) == (2, 2, 0)


def _of(log: MemoryLog, size: int) -> Checkpoint:
    return Checkpoint(log.origin, size, root_of(leaf_hashes(log.entries[:size])))


def _refused(session: Session, told: Push, attached: tuple[bytes, ...]) -> object:
    """Why that push is refused with 400."""
    body = Parcel(signed(told, session.keys.log), attached).to_bytes()
    with pytest.raises(CentralRefused) as refused:
        session.exchange(Route.PUSH, told.request, body, PushReceipt)
    assert 400 == refused.value.facts["status"]
    return refused.value.facts["reason"]


def test_a_checkpoint_of_another_log_is_refused(town: Town) -> None:
    """422: the checkpoint must be this log's, under its own key."""
    session, log = town.join()
    other, _ = town.join("C06-2")
    log.grow(3)
    question, body = parcel(session, log, 0, 3, checkpoint_by=other)
    with pytest.raises(CentralRefused) as refused:
        session.exchange(Route.PUSH, question.request, body, PushReceipt)
    assert refused.value.facts == {"status": 422, "reason": "checkpoint"}


def push_with(session: Session, log: MemoryLog, checkpoint: Checkpoint) -> None:
    """Push everything under that checkpoint."""
    note = sign_checkpoint(checkpoint, log_key(session), session.keys.log.sign).to_bytes().decode()
    question, body = parcel(session, log, 0, len(log.entries), checkpoint=note)
    session.exchange(Route.PUSH, question.request, body, PushReceipt)


def test_an_envelope_of_an_unknown_key_is_refused(town: Town) -> None:
    """403: nobody enrolled signs so."""
    session, log = town.join()
    log.grow(1)
    stranger = replace(session, keys=fresh_keys())
    with pytest.raises(CentralRefused) as refused:
        push(stranger, log, ignore_progress)
    assert refused.value.facts == {"status": 403, "reason": "key"}


def test_a_device_cannot_speak_for_another(town: Town) -> None:
    """403: a good signature under another device's name."""
    session, log = town.join()
    other, _ = town.join("C06-2")
    log.grow(1)
    with pytest.raises(CentralRefused) as refused:
        push(replace(session, keys=other.keys), log, ignore_progress)
    assert refused.value.facts == {"status": 403, "reason": "device"}


def test_an_altered_signature_is_refused(town: Town) -> None:
    """403: the envelope says who, the signature must prove it."""
    session, log = town.join()
    log.grow(1)
    forger = fresh_keys()
    signer = replace(session.keys.log, sign=forger.log.sign)
    with pytest.raises(CentralRefused) as refused:
        push(replace(session, keys=replace(session.keys, log=signer)), log, ignore_progress)
    assert refused.value.facts == {"status": 403, "reason": "signature"}


@pytest.mark.parametrize("entry", [b"", b"\x00\xff", b"[" * 900 + b"]" * 900, b'{"v":9}', b"{" * 60_000])
def test_what_central_cannot_interpret_is_witnessed_all_the_same(town: Town, entry: bytes) -> None:
    """Bytes of any kind are stored and cosigned, and kept out of the projections."""
    session, log = town.join()
    log.entries.append(entry)
    assert push(session, log, ignore_progress) == 1
    with town.central.database.connection_context():
        assert [(bytes(leaf.data), leaf.kind) for leaf in Leaf.select()] == [(entry, None)]


def test_openings_arrive_and_rest_encrypted(town: Town) -> None:
    """An opening is stored once, opens again with its shelf's key, and never stands in clear."""
    session, log = town.join()
    log.grow(2)
    opening = Opening("ab" * 32, "snapshot", b"s" * 32, "𠮷野".encode(), Retention.ISSUANCE)
    log.kept.append((1, opening))
    push(session, log, ignore_progress)
    deliver(session, log, 0, 2)
    with town.central.database.connection_context():
        (row,) = StoredOpening.select()
        assert (row.seq, row.shelf) == (1, "issuance-2026")
        assert "𠮷野".encode() not in bytes(row.sealed)
        assert town.central.vault.unlock(bytes(row.sealed), row.commitment, row.shelf) == opening
    assert town.watch().date() == date(2026, 11, 2)


def test_nothing_is_kept_when_cosigning_fails(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves and cosignature are one transaction: a fault between them leaves neither."""
    session, log = town.join()
    log.grow(3)

    def broken(*_: object) -> str:
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr("sync.central.intake.ingest.cosigned", broken)
        with pytest.raises(CentralRefused) as refused:
            push(session, log, ignore_progress)
    assert refused.value.facts == {"status": 500, "reason": "unsigned"}
    assert stored(town) == (0, 0, 0)
    assert push(session, log, ignore_progress) == 3


def test_a_receipt_that_is_not_centrals_is_refused(town: Town) -> None:
    """A checkpoint with only our own signature acknowledges nothing."""
    session, log = town.join()
    checkpoint = Checkpoint(log.origin, 0, log.head().root)
    own = sign_checkpoint(checkpoint, log_key(session), session.keys.log.sign).to_bytes().decode()
    with pytest.raises(EnvelopeNotTrusted):
        read_receipt(session, own)


def test_a_push_hashes_what_came_after_the_receipt_and_no_more(town: Town) -> None:
    """The tree at the newest receipt was kept with it: a log of years is not read again at every push."""
    session, log = town.join()
    log.grow(300)
    push(session, log, ignore_progress)
    log.grow(5)
    read: list[int] = []
    plain = log.leaves
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(MemoryLog, "leaves", lambda _log, start, stop: read.append(start) or plain(start, stop))
        assert push(session, log, ignore_progress) == 305
    assert min(read) == 300


def test_a_kept_tree_that_is_not_the_receipts_is_not_gone_by(town: Town) -> None:
    """Damaged or left over from elsewhere: the tree is made from the first entry."""
    session, log = town.join()
    log.grow(4)
    push(session, log, ignore_progress)
    log.grow(3)
    log.tree = Frontier().extend([bytes(32)] * 4)
    assert push(session, log, ignore_progress) == 7
    assert read_receipt(session, log.receipts[-1]).root == log.head().root


def test_a_ledger_that_ends_early_is_told_from_one_that_is_slow() -> None:
    """A root beyond the last entry is refused instead of being waited for."""
    log = MemoryLog("ledger.kawasaki/C06-1/1")
    log.grow(3)
    with pytest.raises(TreeMismatch) as refused:
        Trees(log, None).at(5)
    assert refused.value.facts == {"position": 3}
