"""Renewing a replica: changes are followed, drift is found and mended, and what is beyond mending begins anew."""

from dataclasses import replace

import pytest

from branch_app.domain.errors import CentralRefused, FileDamaged, OutOfOrder
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.resident import Household
from branch_app.domain.values.identifiers import HouseholdId
from branch_app.ports import Bucket, RegisterOffer, RegisterPosition, SpoiltLine
from branch_app.usecases.mend_registers import mend_registers
from branch_app.usecases.renew import renew_registers
from db.generations import RegisterFolder
from db.replica import StoredReplica
from tests.fakes.device import ignore_progress
from tests.fakes.filled_replica import SHARE, everything, follow, search_rows, spoil
from tests.fakes.register_records import HOME, TARO, home
from tests.fakes.register_source import MemorySource
from tests.fakes.store import Desk


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE household SET address = 'somewhere else' WHERE id = 'H1000001'",
        "UPDATE resident SET name = 'somebody else' WHERE household = 'H2000004' AND position = 1",
        "DELETE FROM resident WHERE household = 'H2000004'",
        "DELETE FROM household WHERE id IN ('H1000001', 'H2000009')",
        "UPDATE household SET id = 'H0000000' WHERE id = 'H2000004'",
        "UPDATE household SET id = 'H9' WHERE id = 'H2000004'",
        "DELETE FROM seal",
        "UPDATE tax SET fiscal_year = 1999",
    ],
)
def test_drift_is_found_and_mended(
    replica: StoredReplica, source: MemorySource, folder: RegisterFolder, statement: str
) -> None:
    """Whatever a row became, wherever it went: only its buckets are fetched, and all is as it was."""
    before, hanging = everything(replica), search_rows(folder)
    spoil(folder, statement)
    assert before != everything(replica)
    source.fetched.clear()
    assert 1 <= mend_registers(source, replica, ignore_progress) <= 2
    assert before == everything(replica)
    assert hanging == search_rows(folder)
    assert len(source.fetched) <= 2
    assert 0 == mend_registers(source, replica, ignore_progress)


def test_a_row_nobody_can_read_is_no_drift(replica: StoredReplica, source: MemorySource) -> None:
    """Its bucket is fetched each time, because it has no digest, and is what it was."""
    source.change(SpoiltLine("seal", "S1", (TARO,)))
    follow(replica, source)
    assert 0 == mend_registers(source, replica, ignore_progress)


def test_mending_waits_for_nobody_who_moved_on(replica: StoredReplica, source: MemorySource) -> None:
    """Rows of one position are not put among those of another."""
    position = replica.position()
    assert position is not None
    source.change(home(60))
    follow(replica, source)
    before = everything(replica)
    with pytest.raises(OutOfOrder):
        replica.mend(position, Bucket("household", "", None, 0, ""), ())
    assert before == everything(replica)


def test_renewing_follows_what_is_held(replica: StoredReplica, source: MemorySource) -> None:
    """No bucket is fetched where changes do."""
    source.change(home(50))
    source.fetched.clear()
    versions = renew_registers(source, replica, ignore_progress)
    assert ([], source.change_seq) == (source.fetched, versions[0].change_seq)


def test_renewing_mends_what_got_lost(replica: StoredReplica, source: MemorySource, folder: RegisterFolder) -> None:
    """Numbers that do not agree: the buckets that differ are fetched, and no others."""
    spoil(folder, "DELETE FROM seal")
    spoil(folder, "UPDATE holding SET rows = 0 WHERE register_table = 'seal'")
    source.change(replace(HOME, address="川崎市宮前区"))
    source.fetched.clear()
    renew_registers(Sampled(source), replica, ignore_progress)
    assert ["seal"] == [bucket.table for bucket in source.fetched]
    assert (1, 1) == (len(everything(replica)["seal"]), folder.serving())


class Sampled:
    """Head office that can still say how things were before the last change."""

    def __init__(self, source: MemorySource) -> None:
        self._source = source
        self.delta, self.digest, self.offer, self.rows = source.delta, source.digest, source.offer, source.rows
        self.bucket_rows = source.bucket_rows

    def buckets(self, position: RegisterPosition, table: str) -> tuple[Bucket, ...]:
        """Only seals did not change."""
        return self._source.buckets(position, table) if table == "seal" else ()


def test_a_new_generation_is_followed_at_once(desk: Desk, source: MemorySource) -> None:
    """It was published in the night; what changed since comes in the same trip, or with the next."""
    replica, published = StoredReplica(RegisterFolder(desk.root / "machine", desk.counter)), source.offer()
    source.change(home(50))
    with_line = Published(source, published)
    assert {source.change_seq} == {v.change_seq for v in renew_registers(with_line, replica, ignore_progress)}
    without = StoredReplica(RegisterFolder(desk.root, desk.counter))
    source.refused = CentralRefused(status=503, reason="busy")
    assert {published.position.change_seq} == {
        v.change_seq for v in renew_registers(with_line, without, ignore_progress)
    }


class Published:
    """Head office that published some time ago."""

    def __init__(self, source: MemorySource, offer: RegisterOffer) -> None:
        self.delta, self.digest, self.offer = source.delta, source.digest, lambda: offer
        self.buckets, self.bucket_rows = source.buckets, source.bucket_rows
        self._held = source.held_at(offer.position.change_seq)

    def rows(self, _offer: RegisterOffer, bucket: Bucket) -> list[object]:
        """As they were."""
        return [
            line
            for line in self._held[bucket.table]
            if line.key >= bucket.first and (bucket.before is None or line.key < bucket.before)
        ]


@pytest.mark.parametrize("why", ["share", "damage", "beyond mending", "schema"])
def test_renewing_begins_anew_where_it_must(
    replica: StoredReplica, source: MemorySource, folder: RegisterFolder, why: str
) -> None:
    """Another share, a damaged file, numbers that stay wrong, an older program's columns."""
    match why:
        case "share":
            source.refused = CentralRefused(status=409, reason="share")
        case "damage":
            whole = bytearray(folder.path(1).read_bytes())
            whole[100:200] = bytes(100)
            folder.path(1).write_bytes(whole)
        case "beyond mending":
            spoil(folder, "UPDATE holding SET rows = 99 WHERE register_table = 'seal'")
        case _:
            spoil(folder, "UPDATE replica SET schema = 0")
    renew_registers(source, replica, ignore_progress)
    assert 2 == folder.serving()
    assert isinstance(folder.open().household_of(TARO), Household)


def test_damage_is_told_by_whoever_reads(
    replica: StoredReplica, source: MemorySource, folder: RegisterFolder
) -> None:
    """A position that is not there is damage."""
    assert source.tables == replica.tables()
    spoil(folder, "DELETE FROM replica")
    with pytest.raises(FileDamaged):
        replica.position()
    assert set(SHARE) < set(TABLES)
    assert HouseholdId("H2000001") == home(1).id
