"""Generations at head office: cut once for all offices of a share, kept once, let go when they are old."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from branch_app.domain.errors import CentralRefused
from branch_app.domain.records.register_tables import SCHEMA
from branch_app.domain.records.registers import CertificateLink, RegisterRow
from branch_app.domain.rules.replica import Share
from branch_app.domain.values.identifiers import ResidentId
from sync.central.head_office import HeadOffice
from sync.central.registers.counting import counts_at
from sync.central.registers.history import newest_change, record, remove
from sync.central.registers.models import CutChunk, RegisterChunk, RegisterCut, RegisterGeneration
from sync.central.registers.pruning import prune
from sync.central.registers.publication import cuts_of, publish, publish_share
from sync.central.registers.shares import cut_lines, shares_soon
from sync.wire.lines import pack
from tests.fakes.register_records import RECORDS, TARO
from tests.fakes.town import Watch

LINKS = [CertificateLink(f"{number:08x}", TARO) for number in range(300)]


@pytest.fixture
def loaded(central: HeadOffice, monkeypatch: pytest.MonkeyPatch) -> HeadOffice:
    """Registers in small chunks, published."""
    monkeypatch.setattr("sync.wire.lines._CHUNK_LINES_BYTES", 800)
    monkeypatch.setattr("sync.wire.lines._LEAST_CHUNK_BYTES", 400)
    monkeypatch.setattr("sync.wire.lines._CUTS", 4)
    _record(central, *RECORDS, *LINKS)
    publish(central)
    return central


def _record(central: HeadOffice, *rows: RegisterRow) -> None:
    with central.database.connection_context():
        record(central, rows)


def _generations(central: HeadOffice) -> list[tuple[int, int]]:
    """Number and change of each, in order."""
    with central.database.connection_context():
        rows = RegisterGeneration.select().order_by(RegisterGeneration.generation)
        return [(row.generation, row.change_seq) for row in rows]


def _chunks(central: HeadOffice) -> set[str]:
    with central.database.connection_context():
        return {row.digest for row in RegisterChunk.select(RegisterChunk.digest)}


def test_one_generation_for_each_share(loaded: HeadOffice) -> None:
    """Ward offices, corners, kiosks: three, however many offices there are; each table is cut once a share."""
    assert [(1, 310), (2, 310), (3, 310)] == _generations(loaded)
    with loaded.database.connection_context():
        assert 3 == len(shares_soon(loaded))
        cuts = [cut.share for cut in RegisterCut.select()]
        tables = [share.text for shares in shares_soon(loaded) for share in shares.of.values()]
    assert sorted(f"{SCHEMA} {text}" for text in set(tables)) == sorted(cuts)


def test_the_same_chunk_is_kept_once(loaded: HeadOffice) -> None:
    """Of two shares and of two generations: a new row adds the chunks near it and no others."""
    with loaded.database.connection_context():
        named = [
            row.digest
            for generation in RegisterGeneration.select()
            for cut in cuts_of(generation)
            for row in CutChunk.select().where(CutChunk.cut == cut)
        ]
    before = _chunks(loaded)
    assert len(named) > len(set(named)) == len(before)
    _record(loaded, CertificateLink("00000080x", TARO))
    publish(loaded)
    assert before < _chunks(loaded)
    assert len(_chunks(loaded) - before) <= 3


def test_nothing_new_is_published_of_nothing_new(loaded: HeadOffice) -> None:
    """The same again changes neither generations nor chunks."""
    before = _generations(loaded), _chunks(loaded)
    assert 0 == publish(loaded)
    assert before == (_generations(loaded), _chunks(loaded))


def test_old_generations_are_let_go(loaded: HeadOffice) -> None:
    """Two of a share stay; chunks that no kept one names are gone, and the history has everything still."""
    for turn in range(3):
        _record(loaded, replace(LINKS[7], resident=ResidentId(f"910000010{turn}")))
        publish(loaded)
    assert [(7, 312), (8, 312), (9, 312), (10, 313), (11, 313), (12, 313)] == _generations(loaded)
    with loaded.database.connection_context():
        assert _chunks(loaded) == {row.digest for row in CutChunk.select(CutChunk.digest)}
        assert {312, 313} == {row.change_seq for row in RegisterCut.select()}


def test_what_broke_off_is_let_go_later(loaded: HeadOffice, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """A publication that died leaves no generation; the next is whole; its chunks go once nobody can be at them."""
    _record(loaded, *(replace(link, serial=f"a{link.serial}") for link in LINKS))
    kept, packed = _generations(loaded), []

    def dies(plain: bytes) -> bytes:
        packed.append(plain)
        if len(packed) > 3:
            raise KeyboardInterrupt
        return pack(plain)

    with monkeypatch.context() as patch:
        patch.setattr("sync.central.registers.publication.pack", dies)
        with pytest.raises(KeyboardInterrupt):
            publish(loaded)
    assert kept == _generations(loaded)
    assert 3 == publish(loaded)
    assert 1 == _unfinished(loaded)
    watch.now += timedelta(days=3)
    publish(loaded)
    assert 0 == _unfinished(loaded)


def _unfinished(central: HeadOffice) -> int:
    """Cuts that were begun and not ended."""
    with central.database.connection_context():
        return int(RegisterCut.select().where(RegisterCut.rows.is_null()).count())


def test_who_comes_too_late_publishes_nothing(loaded: HeadOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two publications the one of older changes ends last: what is newer stays the newest."""
    _record(loaded, CertificateLink("new", TARO))
    late = _late(loaded, monkeypatch)
    assert 0 == late
    assert {310, 312} == {change for _, change in _generations(loaded)}


def _late(central: HeadOffice, monkeypatch: pytest.MonkeyPatch) -> int:
    """Publish while another publication, of one change more, begins and ends in the middle of it."""
    once = [CertificateLink("newer", TARO)]

    def overtaken(share: Share, lines: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
        yield from cut_lines(share, lines)
        if share.table == "city_card" and once:
            record(central, [once.pop()])
            before = central.now()
            for shares in shares_soon(central):
                publish_share(central, shares, newest_change(), before)
            prune(central)

    with monkeypatch.context() as patch:
        patch.setattr("sync.central.registers.publication.cut_lines", overtaken)
        return publish(central)


def test_counts_are_those_of_a_change(loaded: HeadOffice) -> None:
    """Whatever was published or changed later: a device counts what it has come to."""
    _record(loaded, CertificateLink("new", TARO), CertificateLink("newer", TARO))
    publish(loaded)
    with loaded.database.connection_context():
        remove(loaded, "certificate_link", ["new", "00000007"])
        (ward, *_) = shares_soon(loaded)
        links = [counts_at(ward, change)["certificate_link"] for change in range(310, 315)]
        assert [301, 302, 303, 302, 301] == links
        with pytest.raises(CentralRefused):
            counts_at(ward, 309)
