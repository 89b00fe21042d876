"""The registers over the line: a generation, what changed after it, and the buckets that mend a drifted replica."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from branch_app.domain.errors import CentralRefused
from branch_app.domain.records.koseki import KosekiState
from branch_app.domain.records.register_rows import RegisterLine, line_of
from branch_app.domain.records.registers import CertificateLink
from branch_app.ports.registers import Bucket, RegisterPosition
from sync.central.registers.history import record, remove
from sync.central.registers.publication import publish
from sync.client.register_source import OnlineRegisters
from tests.fakes.register_records import FAMILY, HOME, RECORDS, TARO
from tests.fakes.replica_rows import caught_up, counted, fetched
from tests.fakes.town import Town

CORNER = ("household", "seal", "koseki", "fuhyo", "tax", "certificate_link", "city_card")


@pytest.fixture
def loaded(town: Town) -> Town:
    """A town with one record of every kind, published."""
    with town.central.database.connection_context():
        record(town.central, RECORDS)
    publish(town.central)
    return town


def source(town: Town, device: str = "C06-1") -> OnlineRegisters:
    """A newly enrolled device's."""
    return OnlineRegisters(town.join(device)[0])


def test_a_generation_is_the_share_of_the_office(loaded: Town) -> None:
    """A corner gets no 除票, no 附票 that is closed and no 登録原票; the rest arrives as it was put down."""
    corner = source(loaded)
    offer = corner.offer()
    wanted = [line_of(row) for row in RECORDS]
    held = fetched(corner, offer)
    assert {(line.table, line.key): line for line in wanted if line.table in {*CORNER} - {"fuhyo"}} == held
    assert {**dict.fromkeys(CORNER, 1), "fuhyo": 0} == offer.counts
    assert (10, loaded.watch()) == (offer.position.change_seq, offer.as_of)


def test_a_kiosk_never_gets_the_code(loaded: Town) -> None:
    """住民票コード is cut off before anything leaves head office: in a generation and in a change after it."""
    kiosk = source(loaded, "C06-T1")
    offer = kiosk.offer()
    held = fetched(kiosk, offer)
    with loaded.central.database.connection_context():
        record(loaded.central, [replace(HOME, address="神奈川県川崎市麻生区見本1番地")])
    caught_up(kiosk, offer, held)
    household = held["household", HOME.id]
    assert isinstance(household, RegisterLine)
    assert ("神奈川県川崎市麻生区見本1番地", ["", ""]) == (
        household.row[1],
        [row[13] for row in household.companions],
    )


def test_what_changed_comes_after_the_generation(loaded: Town) -> None:
    """A changed, a new and a removed row: replica and head office agree row by row and in their counts."""
    corner = source(loaded)
    offer = corner.offer()
    held = fetched(corner, offer)
    moved, link = replace(HOME, address="神奈川県川崎市麻生区見本1番地"), CertificateLink("ffff", TARO)
    with loaded.central.database.connection_context():
        record(loaded.central, [moved, link])
        assert 13 == remove(loaded.central, "city_card", ["3000000093"])
    loaded.watch.now += timedelta(hours=1)
    position, delta = caught_up(corner, offer, held)
    assert [11, 12, 13] == [change.change_seq for change in delta.changes]
    assert (10, 13, loaded.watch()) == (delta.since, delta.change_seq, delta.as_of)
    assert (line_of(moved), line_of(link)) == (held["household", HOME.id], held["certificate_link", "ffff"])
    assert ("city_card", "3000000093") not in held
    assert counted(held, CORNER) == delta.counts
    assert corner.delta(position).changes == ()


def test_a_row_that_leaves_the_share_is_gone(loaded: Town) -> None:
    """A 戸籍 that is closed goes from a corner and stays at a ward office; its count goes with it."""
    corner = source(loaded)
    offer = corner.offer()
    held = fetched(corner, offer)
    with loaded.central.database.connection_context():
        record(loaded.central, [replace(FAMILY, state=KosekiState.REMOVED)])
    _, delta = caught_up(corner, offer, held)
    assert [("koseki", FAMILY.id, None)] == [(change.table, change.key, change.line) for change in delta.changes]
    assert 0 == delta.counts["koseki"]


def test_changes_of_other_tables_move_the_position_only(loaded: Town) -> None:
    """What the share has not is not told, and the replica is as new as head office all the same."""
    corner = source(loaded)
    offer = corner.offer()
    with loaded.central.database.connection_context():
        remove(loaded.central, "alien", ["B123456789"])
    delta = corner.delta(offer.position)
    assert ((), 11, False) == (delta.changes, delta.change_seq, delta.more)


def test_a_delta_has_a_thousand_changes_at_most(loaded: Town) -> None:
    """More come in order, and only the last says counts: together they are everything."""
    corner = source(loaded)
    offer = corner.offer()
    with loaded.central.database.connection_context():
        record(loaded.central, [CertificateLink(f"{number:08x}", TARO) for number in range(2_500)])
    sizes, position, more = [], offer.position, True
    while more:
        delta = corner.delta(position)
        sizes.append(len(delta.changes))
        position = RegisterPosition(position.schema, position.share, delta.change_seq)
        more = delta.more
        assert more == (delta.counts == {})
    assert [1_000, 1_000, 500] == sizes
    assert 2_501 == delta.counts["certificate_link"]


def test_the_generation_stays_while_changes_follow(loaded: Town) -> None:
    """Nothing is cut while a device waits; the time head office vouches for the generation stays as well."""
    corner = source(loaded)
    first, published = corner.offer(), loaded.watch()
    loaded.watch.now += timedelta(hours=1)
    assert loaded.watch() == corner.offer().as_of
    with loaded.central.database.connection_context():
        record(loaded.central, [CertificateLink("ffff", TARO)])
    again = corner.offer()
    assert (first.generation, first.position, published) == (again.generation, again.position, again.as_of)
    publish(loaded.central)
    assert (11, loaded.watch()) == (corner.offer().position.change_seq, corner.offer().as_of)


def test_buckets_say_what_every_place_should_be(loaded: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over several answers they cover every key, agree with what is held, and name the place that drifted."""
    monkeypatch.setattr("sync.wire.lines._CHUNK_LINES_BYTES", 400)
    monkeypatch.setattr("sync.wire.lines._LEAST_CHUNK_BYTES", 200)
    monkeypatch.setattr("sync.central.registers.buckets._MOST_BUCKETS", 3)
    corner = source(loaded)
    offer = corner.offer()
    held = fetched(corner, offer)
    with loaded.central.database.connection_context():
        record(loaded.central, [CertificateLink(f"{number:04x}", TARO) for number in range(200)])
    position, _ = caught_up(corner, offer, held)
    buckets = corner.buckets(position, "certificate_link")
    assert len(buckets) > 6
    assert ["", *(bucket.before for bucket in buckets)] == [*(bucket.first for bucket in buckets), None]
    lines = sorted(
        (line for line in held.values() if isinstance(line, RegisterLine) and line.table == "certificate_link"),
        key=lambda line: line.key,
    )
    spoilt = [line for line in lines if line.key != "0064"]
    drifted = []
    for bucket in buckets:
        inside = [
            line
            for line in spoilt
            if bucket.first <= line.key and (bucket.before is None or line.key < bucket.before)
        ]
        if corner.digest(inside) != bucket.digest:
            drifted.append(bucket)
    (one,) = drifted
    assert one.first <= "0064"
    right = [line for line in lines if one.first <= line.key and (one.before is None or line.key < one.before)]
    assert right == list(corner.bucket_rows(position, one))


def test_an_empty_table_is_one_empty_bucket(loaded: Town) -> None:
    """So that rows nobody sent are noticed too."""
    corner = source(loaded)
    offer = corner.offer()
    (bucket,) = corner.buckets(offer.position, "fuhyo")
    assert ("", None, 0, corner.digest([])) == (bucket.first, bucket.before, bucket.rows, bucket.digest)
    assert () == tuple(corner.bucket_rows(offer.position, bucket)) == tuple(corner.rows(offer, bucket))


def test_buckets_of_a_generation_are_its_chunks(loaded: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it was at the change of the generation, whatever came later."""
    monkeypatch.setattr("sync.wire.lines._CHUNK_LINES_BYTES", 400)
    corner = source(loaded)
    with loaded.central.database.connection_context():
        record(loaded.central, [CertificateLink(f"{number:04x}", TARO) for number in range(100)])
    publish(loaded.central)
    offer = corner.offer()
    with loaded.central.database.connection_context():
        remove(loaded.central, "certificate_link", ["0000", "0030", "0063"])
    of_the_table = tuple(bucket for bucket in offer.buckets if bucket.table == "certificate_link")
    assert len(of_the_table) > 3
    assert of_the_table == corner.buckets(offer.position, "certificate_link")


@pytest.mark.parametrize(("schema", "reason"), [(0, "schema older"), (99, "schema newer")])
def test_another_schema_is_refused(loaded: Town, schema: int, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason says whose is newer, for a generation, for changes and for buckets."""
    corner = source(loaded)
    offer = corner.offer()
    position = replace(offer.position, schema=schema)
    monkeypatch.setattr("sync.client.register_source.SCHEMA", schema)
    for ask in (
        corner.offer,
        lambda: corner.delta(position),
        lambda: corner.buckets(position, "seal"),
        lambda: corner.bucket_rows(position, offer.buckets[0]),
    ):
        with pytest.raises(CentralRefused) as refused:
            ask()
        assert {"status": 409, "reason": reason} == refused.value.facts


def test_another_share_is_refused(loaded: Town) -> None:
    """From the midnight on that changes what the office may hold, only a new generation is given."""
    corner = source(loaded)
    offer = corner.offer()
    loaded.watch.now = datetime(2027, 6, 1, 0, 0, tzinfo=loaded.watch.now.tzinfo)
    with pytest.raises(CentralRefused) as refused:
        corner.delta(offer.position)
    assert {"status": 409, "reason": "share"} == refused.value.facts
    assert offer.position.share != corner.offer().position.share


def test_a_position_that_central_does_not_know_is_refused(loaded: Town) -> None:
    """A restored head office does not make up what it lost."""
    corner = source(loaded)
    position = replace(corner.offer().position, change_seq=11)
    with pytest.raises(CentralRefused) as refused:
        corner.delta(position)
    assert {"status": 409, "reason": "ahead"} == refused.value.facts


def test_a_city_is_not_cut_while_a_device_waits(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small town's first generation is; of more the device is told that nothing was published yet."""
    corner = source(town)
    with town.central.database.connection_context():
        record(town.central, RECORDS)
    monkeypatch.setattr("sync.central.registers.generations._AT_ONCE", 8)
    with pytest.raises(CentralRefused) as refused:
        corner.offer()
    assert {"status": 503, "reason": "not published"} == refused.value.facts
    monkeypatch.undo()
    assert 10 == corner.offer().position.change_seq


def test_a_range_that_no_bucket_has_is_refused(loaded: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table is not handed out in one piece, whoever asks for it; nor is one that the office has not."""
    corner = source(loaded)
    position = corner.offer().position
    whole = Bucket("household", "", None, 1, "0" * 64)
    monkeypatch.setattr("sync.central.registers.buckets.MAX_CHUNK_BYTES", 400)
    for bucket, facts in (
        (whole, {"status": 413, "reason": "bucket too large"}),
        (replace(whole, table="alien"), {"status": 404, "reason": "table"}),
    ):
        with pytest.raises(CentralRefused) as refused:
            corner.bucket_rows(position, bucket)
        assert facts == refused.value.facts
    with pytest.raises(CentralRefused) as refused:
        corner.buckets(replace(position, change_seq=99), "household")
    assert {"status": 409, "reason": "ahead"} == refused.value.facts
