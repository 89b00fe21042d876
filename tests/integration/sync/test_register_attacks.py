"""Registers that were tampered with on the line or at head office: nothing of them is believed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeGuard

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.domain.errors import CentralGarbled, CentralRefused, EnvelopeNotTrusted
from branch_app.domain.records.register_rows import RegisterLine, line_of
from branch_app.domain.records.register_tables import SCHEMA
from branch_app.domain.records.registers import CertificateLink
from branch_app.ports.registers import Bucket, RegisterOffer, SpoiltLine
from sync.central.registers.history import record
from sync.central.registers.models import RegisterChunk, RegisterHistory
from sync.central.registers.publication import publish
from sync.client.register_source import OnlineRegisters
from sync.wire.changes import WireChange, to_lines
from sync.wire.envelope import Envelope
from sync.wire.lines import digest_of, pack, to_line, unpack
from sync.wire.messages import opened
from sync.wire.register_messages import BucketAnswer, Chunk, DeltaAnswer, RegisterManifest
from sync.wire.routes import Route
from sync.wire.sealing import purpose, seal
from tests.fakes.device import fresh_keys
from tests.fakes.register_records import HOME, RECORDS, SEAL, TARO, WIFE
from tests.fakes.replica_rows import fetched
from tests.fakes.tampered_line import Recorder, retold, tampered
from tests.fakes.town import Town

LINKS = [CertificateLink(f"{number:08x}", TARO) for number in range(60)]


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """What happens on the line is the same whatever head office keeps its registers in."""
    return f"sqlite:///{tmp_path / 'central.db'}"


@pytest.fixture
def loaded(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A town published in small chunks."""
    monkeypatch.setattr("sync.wire.lines._CHUNK_LINES_BYTES", 400)
    with town.central.database.connection_context():
        record(town.central, [*RECORDS, *LINKS])
    publish(town.central)
    return town


def link_buckets(offer: RegisterOffer) -> list[Bucket]:
    """Of the table with many chunks."""
    found = [bucket for bucket in offer.buckets if bucket.table == "certificate_link"]
    assert len(found) > 3
    return found


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body[:-1],
        lambda body: body[: len(body) // 2],
        lambda _: b"",
        lambda body: body[:40] + bytes([body[40] ^ 1]) + body[41:],
        lambda body: body + b"\0",
    ],
    ids=["cut", "half", "nothing", "flipped", "longer"],
)
def test_a_chunk_that_was_altered_on_the_line(loaded: Town, change: Callable[[bytes], bytes]) -> None:
    """It does not open."""
    session, _ = loaded.join()
    offer = OnlineRegisters(session).offer()
    altered = OnlineRegisters(tampered(session, lambda _route, body: change(body)))
    with pytest.raises(EnvelopeNotTrusted):
        altered.rows(offer, link_buckets(offer)[0])


def test_another_chunk_under_this_digest(loaded: Town) -> None:
    """A good chunk of the same generation, sent again in place of another, does not open."""
    session, _ = loaded.join()
    recorder = Recorder({})
    recorded = OnlineRegisters(tampered(session, recorder))
    offer = recorded.offer()
    one, other, *_ = link_buckets(offer)
    recorded.rows(offer, one)
    replayed = OnlineRegisters(tampered(session, lambda route, _: recorder.kept[route]))
    with pytest.raises(EnvelopeNotTrusted):
        replayed.rows(offer, other)
    assert one.rows == len(replayed.rows(offer, one))


def test_a_chunk_of_another_device(loaded: Town) -> None:
    """Sealed to one transport key."""
    session, _ = loaded.join()
    thief = OnlineRegisters(replace(session, keys=replace(session.keys, transport=X25519PrivateKey.generate())))
    offer = thief.offer()
    with pytest.raises(EnvelopeNotTrusted):
        thief.rows(offer, link_buckets(offer)[0])


def _turned(plain: bytes) -> bytes:
    return b"".join(reversed(plain.splitlines(keepends=True)))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: pack(_turned(unpack(data))),
        lambda data: pack(unpack(data)[:-1]),
        lambda data: pack(unpack(data).replace(TARO.encode(), WIFE.id.encode())),
        lambda _: pack(b""),
        lambda _: b"rubbish",
    ],
    ids=["turned round", "cut", "another person", "empty", "rubbish"],
)
def test_a_chunk_that_was_altered_at_head_office(loaded: Town, change: Callable[[bytes], bytes]) -> None:
    """Whoever changes stored chunks does not change what was signed."""
    session, _ = loaded.join()
    source = OnlineRegisters(session)
    offer = source.offer()
    bucket = link_buckets(offer)[0]
    with loaded.central.database.connection_context():
        chunk = RegisterChunk.get(RegisterChunk.digest == bucket.digest)
        RegisterChunk.update(data=change(bytes(chunk.data))).where(RegisterChunk.digest == bucket.digest).execute()
    with pytest.raises(CentralGarbled):
        source.rows(offer, bucket)


def test_only_chunks_of_its_own_share_are_given(loaded: Town) -> None:
    """A kiosk that knows generation and digest of a counter gets nothing for it."""
    counter = OnlineRegisters(loaded.join()[0])
    kiosk = OnlineRegisters(loaded.join("C06-T1")[0])
    kiosk.offer()
    offer = counter.offer()
    with pytest.raises(CentralRefused) as refused:
        kiosk.rows(offer, offer.buckets[0])
    assert {"status": 404, "reason": "chunk unknown"} == refused.value.facts


def test_a_manifest_of_another_key(loaded: Town) -> None:
    """What anybody else signed is no offer."""
    session, _ = loaded.join()
    change = retold(loaded, RegisterManifest, lambda answer: answer, fresh_keys().log)
    with pytest.raises(EnvelopeNotTrusted):
        OnlineRegisters(tampered(session, change)).offer()


def test_an_old_manifest_sent_again(loaded: Town) -> None:
    """The answer to an earlier question is none to this one: nobody turns a replica back by it."""
    session, _ = loaded.join()
    recorder = Recorder({})
    OnlineRegisters(tampered(session, recorder)).offer()
    with pytest.raises(EnvelopeNotTrusted) as refused:
        OnlineRegisters(tampered(session, lambda route, _: recorder.kept[route])).offer()
    assert {"reason": "request"} == refused.value.facts


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda answer: replace(answer, chunks=tuple(reversed(answer.chunks))), "order"),
        (lambda answer: replace(answer, chunks=(*answer.chunks, answer.chunks[-1])), "order"),
        (lambda answer: replace(answer, chunks=(*answer.chunks, Chunk("passport", "a", 1, "0" * 64))), "table"),
        (lambda answer: replace(answer, counts={**answer.counts, "passport": 0}), "table"),
        (lambda answer: replace(answer, schema=SCHEMA + 1), "schema"),
    ],
)
def test_a_manifest_that_makes_no_sense(
    loaded: Town, change: Callable[[RegisterManifest], RegisterManifest], what: str
) -> None:
    """Refused before anything is fetched, although head office signed it."""
    session, _ = loaded.join()
    with pytest.raises(CentralGarbled) as garbled:
        OnlineRegisters(tampered(session, retold(loaded, RegisterManifest, change))).offer()
    assert {"what": what} == garbled.value.facts


def test_a_bucket_whose_numbers_lie(loaded: Town) -> None:
    """Rows outside its range, or more or fewer than it says."""
    session, _ = loaded.join()
    source = OnlineRegisters(session)
    offer = source.offer()
    bucket = link_buckets(offer)[1]
    lies = (
        replace(bucket, rows=bucket.rows + 1),
        replace(bucket, first=bucket.before or "", before=None),
        replace(bucket, before=bucket.first),
    )
    for lie in lies:
        with pytest.raises(CentralGarbled) as garbled:
            source.rows(offer, lie)
        assert {"what": "rows"} == garbled.value.facts


@pytest.mark.parametrize("change", [_turned, lambda plain: plain + plain], ids=["turned round", "twice"])
def test_a_bucket_whose_rows_are_in_no_order(loaded: Town, change: Callable[[bytes], bytes]) -> None:
    """Also when its digest is right: every row stands once, in the order of keys."""
    session, _ = loaded.join()
    source = OnlineRegisters(session)
    position = source.offer().position
    bucket = source.buckets(position, "certificate_link")[0]
    plain = change(b"".join(to_line(row) + b"\n" for row in source.bucket_rows(position, bucket) if _is_read(row)))
    what = f"bucket/{position.change_seq}/{bucket.table}/{bucket.first}"
    info = purpose(what, session.enrolment.device, session.enrolment.epoch)
    sealed = seal(pack(plain), session.keys.transport.public_key().public_bytes_raw(), info)
    told = tampered(session, retold(loaded, BucketAnswer, lambda answer: replace(answer, sealed=sealed)))
    lie = replace(bucket, digest=digest_of(plain), rows=plain.count(b"\n"))
    with pytest.raises(CentralGarbled) as garbled:
        OnlineRegisters(told).bucket_rows(position, lie)
    assert {"what": "rows"} == garbled.value.facts


def _is_read(row: RegisterLine | SpoiltLine) -> TypeGuard[RegisterLine]:
    return isinstance(row, RegisterLine)


def test_changes_sent_again(loaded: Town) -> None:
    """An earlier answer, and the changes of one point signed anew as those of another."""
    session, _ = loaded.join()
    recorder = Recorder({})
    source = OnlineRegisters(tampered(session, recorder))
    position = source.offer().position
    with loaded.central.database.connection_context():
        record(loaded.central, [CertificateLink("ffff", TARO)])
    source.delta(position)
    old = opened(
        DeltaAnswer, Envelope.from_bytes(recorder.kept[Route.DELTA]), loaded.central.keys.signer.public_key
    )
    with pytest.raises(EnvelopeNotTrusted):
        OnlineRegisters(tampered(session, lambda route, _: recorder.kept[route])).delta(position)
    again = retold(loaded, DeltaAnswer, lambda answer: replace(answer, sealed=old.sealed))
    with pytest.raises(EnvelopeNotTrusted):
        OnlineRegisters(tampered(session, again)).delta(replace(position, change_seq=position.change_seq + 1))


_LINE = b'["a","9100000101"]'


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ((WireChange(72, "seal", "b", None), WireChange(71, "seal", "a", None)), "order"),
        ((WireChange(71, "seal", "b", None), WireChange(71, "seal", "a", None)), "order"),
        ((WireChange(70, "seal", "a", None),), "order"),
        ((WireChange(74, "seal", "a", None),), "order"),
        ((WireChange(71, "passport", "a", None),), "table"),
        ((WireChange(71, "certificate_link", "b", _LINE),), "key"),
    ],
)
def test_changes_that_make_no_sense(loaded: Town, changes: tuple[WireChange, ...], what: str) -> None:
    """Out of order, of before or of later, of no table of ours, or of another row than they say."""
    session, _ = loaded.join()
    info = purpose("delta/70", session.enrolment.device, session.enrolment.epoch)
    sealed = seal(pack(to_lines(changes)), session.keys.transport.public_key().public_bytes_raw(), info)
    change = retold(loaded, DeltaAnswer, lambda answer: replace(answer, sealed=sealed, change_seq=73))
    source = OnlineRegisters(tampered(session, change))
    position = replace(OnlineRegisters(session).offer().position, change_seq=70)
    with pytest.raises(CentralGarbled) as garbled:
        source.delta(position)
    assert {"what": what} == garbled.value.facts


def _spoil(town: Town, table: str, line: bytes) -> None:
    """Let the history hold what no record is written as."""
    with town.central.database.connection_context():
        RegisterHistory.update(line=line).where(RegisterHistory.register == table).execute()


def test_a_row_that_cannot_be_read_spoils_no_other(town: Town) -> None:
    """It arrives as its key and its persons; whoever may not have all of it gets the key alone."""
    with town.central.database.connection_context():
        record(town.central, [HOME, SEAL, *LINKS])
    _spoil(town, "household", b'["H1000001",7,"x",[["9100000101"],["9100000102"]]]')
    publish(town.central)
    counter, kiosk = (OnlineRegisters(town.join(device)[0]) for device in ("C06-1", "C06-T1"))
    offer = counter.offer()
    held = fetched(counter, offer)
    assert SpoiltLine("household", HOME.id, ("9100000101", "9100000102")) == held["household", HOME.id]
    assert line_of(SEAL) == held["seal", SEAL.number]
    assert sum(offer.counts.values()) == len(held)
    first = replace(offer.position, change_seq=0, mark="")
    assert held["household", HOME.id] == counter.delta(first).changes[0].line
    assert SpoiltLine("household", HOME.id, ()) == fetched(kiosk, kiosk.offer())["household", HOME.id]


def test_a_change_that_cannot_be_read_keeps_the_key_it_came_under(town: Town) -> None:
    """Else nobody could put the row right: the next change of that key would leave the unfit one where it lies."""
    with town.central.database.connection_context():
        record(town.central, [HOME])
    publish(town.central)
    counter = OnlineRegisters(town.join()[0])
    offer = counter.offer()
    with town.central.database.connection_context():
        record(town.central, [SEAL, *LINKS[:1]])
    _spoil(town, "seal", b'[7,"9100000101"]')
    changes = counter.delta(offer.position).changes
    assert SpoiltLine("seal", SEAL.number, ("9100000101",)) == changes[0].line
