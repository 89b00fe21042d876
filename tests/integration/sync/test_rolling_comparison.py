"""Drift that no number of rows gives away: found and mended stretch by stretch, over the line and on SQLCipher."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from branch_app.domain.errors import CentralGarbled, CentralRefused
from branch_app.domain.records.registers import CertificateLink
from branch_app.ports import Bucket, RegisterPlace
from branch_app.ports.registers import Stretch
from branch_app.usecases.mend_registers import mend_stretch
from branch_app.usecases.renew import renew_registers
from db.generations import RegisterFolder
from db.replica import StoredReplica
from sync.central.models import Sequence
from sync.central.registers.history import SEQUENCE, newest_change, record
from sync.central.registers.models import RegisterHistory
from sync.client.register_source import OnlineRegisters
from sync.wire.register_messages import BucketsAnswer, Chunk
from tests.fakes.device import ignore_progress
from tests.fakes.register_records import HOME, RECORDS, TARO, home
from tests.fakes.store import Desk
from tests.fakes.tampered_line import retold, tampered
from tests.fakes.town import Town


@pytest.fixture
def folder(tmp_path: Path) -> RegisterFolder:
    """A device's generations; none yet."""
    desk = Desk(tmp_path / "desk")
    return desk.folder.registers(desk.counter)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Buckets of a few rows, and two of them an answer."""
    monkeypatch.setattr("sync.wire.lines._CHUNK_LINES_BYTES", 1_200)
    monkeypatch.setattr("sync.wire.lines._LEAST_CHUNK_BYTES", 600)
    monkeypatch.setattr("sync.central.registers.buckets._MOST_BUCKETS", 2)


@pytest.fixture
def source(town: Town, small: None) -> OnlineRegisters:
    """Head office with one record of every kind and thirty households more, as a corner sees it."""
    assert small is None
    with town.central.database.connection_context():
        record(town.central, [*RECORDS, *(home(number) for number in range(30))])
    return OnlineRegisters(town.join()[0])


@pytest.fixture
def replica(folder: RegisterFolder, source: OnlineRegisters) -> StoredReplica:
    """Whole, and as head office is."""
    replica = StoredReplica(folder)
    renew_registers(source, replica, ignore_progress)
    return replica


MOVED = "UPDATE household SET address = 'elsewhere' WHERE id = ?"
LOST = "DELETE FROM household WHERE id = ?"
COUNTED_OUT = "UPDATE holding SET rows = rows - 1 WHERE register_table = ?"
INVENTED = "INSERT INTO certificate_link (serial, resident) VALUES ('eeee', ?)"


def drift(folder: RegisterFolder, statement: str, key: str) -> None:
    """A row of the file that serves becomes another behind everybody's back."""
    file = folder.open_file(folder.serving() or 0)
    with file.immediate() as connection:
        assert 1 == connection.execute(statement, (key,)).rowcount
    file.close()


def one_round(source: OnlineRegisters, replica: StoredReplica) -> list[Bucket]:
    """Stretch by stretch until the first table comes again; what was mended."""
    mended: list[Bucket] = []
    mend_stretch(source, replica, mended.append)
    while replica.compared() != RegisterPlace(replica.tables()[0]):
        mend_stretch(source, replica, mended.append)
    return mended


def test_drift_with_equal_numbers_is_gone_after_one_round(
    folder: RegisterFolder, source: OnlineRegisters, replica: StoredReplica
) -> None:
    """A changed, a lost and an invented row: each bucket is named once, and then all is as head office says."""
    lost = home(3)
    for statement, key in ((MOVED, HOME.id), (LOST, lost.id), (INVENTED, TARO)):
        drift(folder, statement, key)
    mended = one_round(source, replica)
    assert ["certificate_link", "household", "household"] == sorted(bucket.table for bucket in mended)
    register = folder.open()
    assert (HOME, lost, None) == (
        register.household_of(TARO),
        register.household_of(lost.members[0].id),
        register.resident_by_certificate("eeee"),
    )
    register.close()
    assert [] == one_round(source, replica)


@pytest.mark.parametrize("number", ["as it was", "one less"])
def test_what_was_mended_counts_as_head_office_counts(
    folder: RegisterFolder, source: OnlineRegisters, replica: StoredReplica, town: Town, number: str
) -> None:
    """Whether the lost row was counted out or not: the next changes go into the same file, nothing is fetched."""
    drift(folder, LOST, home(3).id)
    if number == "one less":
        drift(folder, COUNTED_OUT, "household")
    assert 1 == len(one_round(source, replica))
    with town.central.database.connection_context():
        record(town.central, [home(77)])
    fetched: list[str] = []

    class Watched(OnlineRegisters):
        """Notes that everything was compared."""

        def buckets(self, position, table):  # noqa: ANN001, ANN202 - as the line's
            """Noted."""
            fetched.append(table)
            return super().buckets(position, table)

    renew_registers(Watched(source._session), replica, ignore_progress)
    assert (1, []) == (folder.serving(), fetched)


def test_after_changes_it_is_compared_as_it_is_by_then(
    folder: RegisterFolder, source: OnlineRegisters, replica: StoredReplica, town: Town
) -> None:
    """Half a round, a renewal, the other half: head office moved on twice, and nothing is mistaken for drift."""
    mend_stretch(source, replica, pytest.fail)
    with town.central.database.connection_context():
        record(town.central, [replace(HOME, address="神奈川県川崎市麻生区見本1番地")])
    renew_registers(source, replica, ignore_progress)
    with town.central.database.connection_context():
        record(town.central, [home(78), CertificateLink("ffff", TARO)])
    drift(folder, MOVED, home(29).id)
    assert 1 == len(one_round(source, replica))
    assert [] == one_round(source, replica)


class Listening(OnlineRegisters):
    """Notes where each comparison begins."""

    def __init__(self, source: OnlineRegisters) -> None:
        super().__init__(source._session)
        self.asked: list[tuple[str, str]] = []
        self.following: list[str | None] = []

    def buckets_from(self, position, table, first) -> Stretch:  # noqa: ANN001 - as the line's
        """Noted."""
        self.asked.append((table, first))
        stretch = super().buckets_from(position, table, first)
        self.following.append(stretch.following)
        return stretch


def test_it_goes_on_where_it_stopped_after_a_restart(
    folder: RegisterFolder, source: OnlineRegisters, replica: StoredReplica
) -> None:
    """The program ends after every stretch: each place of every table is asked for once a round, in order."""
    listening, tables = Listening(source), replica.tables()
    while len(listening.asked) < 2 or listening.asked[-1] != (tables[0], ""):
        mend_stretch(listening, StoredReplica(RegisterFolder(folder.folder, folder.keys)), pytest.fail)
    *asked, again = listening.asked
    assert (tables[0], "") == asked[0] == again
    assert list(tables) == list(dict.fromkeys(table for table, _ in asked))
    assert len(asked) > len(tables)
    assert [first for _, first in asked[1:]] == [following or "" for following in listening.following[:-2]]


def test_stretches_are_the_buckets_of_a_table(source: OnlineRegisters, replica: StoredReplica) -> None:
    """One after another they are what is said at once; each begins where the one before ends."""
    position = replica.position()
    assert position is not None
    found: list[Bucket] = []
    first: str | None = ""
    while first is not None:
        stretch = source.buckets_from(position, "household", first)
        assert (first, stretch.following) == (stretch.buckets[0].first, stretch.buckets[-1].before)
        found.extend(stretch.buckets)
        first = stretch.following
    assert (tuple(found), True) == (source.buckets(position, "household"), len(found) > 4)


def test_a_restored_head_office_mends_nothing(
    folder: RegisterFolder, source: OnlineRegisters, replica: StoredReplica, town: Town
) -> None:
    """It gave our number to another change: its rows are of another history, and ours stay until a renewal."""
    with town.central.database.connection_context():
        record(town.central, [replace(HOME, address="神奈川県川崎市麻生区見本1番地")])
    renew_registers(source, replica, ignore_progress)
    with town.central.database.connection_context():
        lost = newest_change()
        RegisterHistory.delete().where(RegisterHistory.change_seq == lost).execute()
        RegisterHistory.update(until_seq=None).where(RegisterHistory.until_seq == lost).execute()
        Sequence.update(value=lost - 1).where(Sequence.name == SEQUENCE).execute()
        record(town.central, [replace(home(1), address="神奈川県川崎市麻生区見本2番地")])
    position = replica.position()
    assert position is not None
    for ask in (
        lambda: source.buckets_from(position, "household", ""),
        lambda: source.bucket_rows(position, Bucket("household", "", None, 1, "0" * 64)),
    ):
        with pytest.raises(CentralRefused) as refused:
            ask()
        assert {"status": 409, "reason": "history"} == refused.value.facts
    mend_stretch(source, replica, pytest.fail)
    assert replica.compared() is None
    register = folder.open()
    held = register.household_of(TARO)
    assert held is not None
    assert "神奈川県川崎市麻生区見本1番地" == held.address
    register.close()


CHUNKS = (Chunk("household", "H3", 1, "0" * 64), Chunk("household", "H5", 1, "1" * 64))


DISORDERLY = (
    (CHUNKS, "H5"),
    (CHUNKS, "H1"),
    ((), "H2"),
    ((replace(CHUNKS[0], first="H1"),), None),
    (CHUNKS[::-1], None),
)


def test_a_stretch_out_of_order_is_no_stretch(source: OnlineRegisters, replica: StoredReplica, town: Town) -> None:
    """It lies after the key that was asked for, ends after its last bucket, and always comes further."""
    position = replica.position()
    assert position is not None
    for chunks, following in DISORDERLY:
        told = retold(town, BucketsAnswer, partial(replace, buckets=chunks, following=following))
        with pytest.raises(CentralGarbled) as garbled:
            OnlineRegisters(tampered(source._session, told)).buckets_from(position, "household", "H2")
        assert {"what": "order"} == garbled.value.facts
