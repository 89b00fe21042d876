"""The replica over the real line: built, followed, mended, and taken up where the line broke."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from branch_app.domain.errors import CentralRefused, CentralUnreachable, OutOfOrder
from branch_app.domain.records.registers import CertificateLink
from branch_app.domain.values.identifiers import ResidentId
from branch_app.ports import Bucket, RegisterDelta, RegisterOffer, RegisterPosition
from branch_app.settings import table_texts
from branch_app.usecases.mend_registers import mend_registers
from branch_app.usecases.renew import renew_registers
from db.generations import RegisterFolder
from db.replica import StoredReplica
from sync.central import policies
from sync.central.models import Sequence
from sync.central.registers.history import SEQUENCE, newest_change, record, remove
from sync.central.registers.models import RegisterHistory
from sync.central.registers.publication import publish
from sync.client.register_source import OnlineRegisters
from tests.fakes.device import ignore_progress
from tests.fakes.register_records import HOME, RECORDS, SEAL, TARO, home
from tests.fakes.store import Desk
from tests.fakes.town import Town


@pytest.fixture
def folder(tmp_path: Path) -> RegisterFolder:
    """A device's generations; none yet."""
    desk = Desk(tmp_path / "desk")
    return desk.folder.registers(desk.counter)


@pytest.fixture
def source(town: Town) -> OnlineRegisters:
    """Head office with one record of every kind and thirty households more, as a corner sees it."""
    with town.central.database.connection_context():
        record(town.central, [*RECORDS, *(home(number) for number in range(30))])
    return OnlineRegisters(town.join()[0])


def test_built_then_followed(folder: RegisterFolder, source: OnlineRegisters, town: Town) -> None:
    """First a generation; then only what changed, in the same file, as old as head office says."""
    replica = StoredReplica(folder)
    built = renew_registers(source, replica, ignore_progress)
    moved, joined = replace(HOME, address="神奈川県川崎市麻生区見本1番地"), CertificateLink("ffff", TARO)
    with town.central.database.connection_context():
        record(town.central, [moved, joined])
        newest = remove(town.central, "seal", [SEAL.number])
    town.watch.now += timedelta(hours=3)
    followed = renew_registers(source, replica, ignore_progress)
    register = folder.open()
    assert (moved, None, TARO) == (
        register.household_of(TARO),
        register.seal_of(TARO),
        register.resident_by_certificate("ffff"),
    )
    register.close()
    assert (1, {newest}, {town.watch.now}) == (
        folder.serving(),
        {version.change_seq for version in followed},
        {version.as_of for version in followed},
    )
    assert [version.register for version in built] == [version.register for version in followed]
    assert 0 == mend_registers(source, replica, ignore_progress)


def test_drift_is_mended_by_the_buckets_of_head_office(
    folder: RegisterFolder, source: OnlineRegisters, town: Town
) -> None:
    """Also after changes, when head office has to say how it was at our position."""
    replica = StoredReplica(folder)
    renew_registers(source, replica, ignore_progress)
    with town.central.database.connection_context():
        record(town.central, [home(77)])
    renew_registers(source, replica, ignore_progress)
    file = folder.open_file(1)
    with file.immediate() as connection:
        connection.execute("UPDATE household SET address = 'elsewhere' WHERE id = ?", (HOME.id,))
        connection.execute("DELETE FROM resident WHERE household = ?", (home(3).id,))
    file.close()
    assert 1 == mend_registers(source, replica, ignore_progress)
    register = folder.open()
    assert (HOME, home(3)) == (register.household_of(TARO), register.household_of(home(3).members[0].id))
    register.close()


class Breaking(OnlineRegisters):
    """A line that breaks after some buckets."""

    left = 4

    def rows(self, offer: RegisterOffer, bucket: Bucket):  # noqa: ANN201 - as the line's
        """Until it breaks."""
        self.left -= 1
        if self.left < 0:
            raise CentralUnreachable
        return super().rows(offer, bucket)


def test_taken_up_where_the_line_broke(folder: RegisterFolder, source: OnlineRegisters, town: Town) -> None:
    """Head office offers the same generation an hour later, and the buckets that are in are not asked for."""
    replica = StoredReplica(folder)
    breaking = Breaking(source._session)
    with pytest.raises(CentralUnreachable):
        renew_registers(breaking, replica, ignore_progress)
    town.watch.now += timedelta(hours=1)
    breaking.left = 100
    total = len(source.offer().buckets)
    versions = renew_registers(breaking, replica, ignore_progress)
    assert (1, 4) == (folder.serving(), total - (100 - breaking.left))
    assert {town.watch.now} == {version.as_of for version in versions}


def test_nothing_of_another_office_kind(folder: RegisterFolder, source: OnlineRegisters) -> None:
    """A corner has no 除票 and no 登録原票: no rows, no age."""
    versions = renew_registers(source, StoredReplica(folder), ignore_progress)
    assert "alien" not in {version.register.value for version in versions}
    register = folder.open()
    assert ((), None) == (register.removed_of(TARO), register.alien_of(ResidentId(TARO)))
    register.close()


def _restored(town: Town) -> None:
    """Head office as it was before its newest change, which it gives the number of to another one."""
    with town.central.database.connection_context():
        lost = newest_change()
        RegisterHistory.delete().where(RegisterHistory.change_seq == lost).execute()
        RegisterHistory.update(until_seq=None).where(RegisterHistory.until_seq == lost).execute()
        Sequence.update(value=lost - 1).where(Sequence.name == SEQUENCE).execute()
        record(town.central, [replace(home(1), address="神奈川県川崎市麻生区見本2番地"), home(88)])
        remove(town.central, "household", [home(88).id])


def test_a_restored_head_office_is_noticed(folder: RegisterFolder, source: OnlineRegisters, town: Town) -> None:
    """It gave numbers away anew, and counts what the replica counts: only its marks tell that this is no sequel."""
    replica = StoredReplica(folder)
    renew_registers(source, replica, ignore_progress)
    with town.central.database.connection_context():
        record(town.central, [replace(HOME, address="神奈川県川崎市麻生区見本1番地")])
    renew_registers(source, replica, ignore_progress)
    _restored(town)
    with pytest.raises(OutOfOrder):
        renew_registers(source, replica, ignore_progress)
    assert 1 == folder.serving()
    publish(town.central)
    renew_registers(source, replica, ignore_progress)
    register = folder.open()
    assert (HOME, 2) == (register.household_of(TARO), folder.serving())
    register.close()
    assert 0 == mend_registers(source, replica, ignore_progress)


def test_another_program_brought_it_further_meanwhile(
    folder: RegisterFolder, source: OnlineRegisters, town: Town
) -> None:
    """Changes that begin before where it stands by now are asked for again, not answered with a whole city."""
    replica = StoredReplica(folder)
    renew_registers(source, replica, ignore_progress)
    with town.central.database.connection_context():
        record(town.central, [CertificateLink("fffe", TARO)])
    position = replica.position()
    assert position is not None
    first = source.delta(position)

    class Overtaken(OnlineRegisters):
        """While it answers, another program takes what came before."""

        def delta(self, position: RegisterPosition) -> RegisterDelta:
            """What there is by now."""
            found = super().delta(position)
            if replica.position() == position:
                replica.apply(first)
            return found

    with town.central.database.connection_context():
        newest = record(town.central, [CertificateLink("ffff", TARO)])
    versions = renew_registers(Overtaken(source._session), replica, ignore_progress)
    assert (1, {newest}) == (folder.serving(), {version.change_seq for version in versions})
    assert 0 == mend_registers(source, replica, ignore_progress)


def test_a_terminal_that_is_gone_gets_nothing(town: Town) -> None:
    """From the day after its last on: as a counter of that office it would get more than a kiosk ever had."""
    kiosk = OnlineRegisters(town.join("C06-T1")[0])
    position = kiosk.offer().position
    texts = table_texts()
    texts["devices"] = texts["devices"].replace(
        "C06-T1,C06,kiosk,2008-04-01,,", "C06-T1,C06,kiosk,2008-04-01,2026-11-04,"
    )
    with town.central.database.connection_context():
        policies.publish(town.central, texts, date(2026, 11, 3))
    town.watch.now += timedelta(days=2)
    assert position == kiosk.offer().position
    town.watch.now += timedelta(days=1)
    for ask in (kiosk.offer, lambda: kiosk.delta(position)):
        with pytest.raises(CentralRefused) as refused:
            ask()
        assert {"status": 403, "reason": "not standing"} == refused.value.facts


def test_rows_of_which_nothing_can_be_read_stop_nothing(
    folder: RegisterFolder, source: OnlineRegisters, town: Town
) -> None:
    """Two of a table, which would both go by no key: they lie aside until head office has put them right."""
    links = [CertificateLink("fffe", TARO), CertificateLink("ffff", TARO)]
    with town.central.database.connection_context():
        record(town.central, links)
        named = RegisterHistory.row_key.in_([link.serial for link in links])
        RegisterHistory.update(line=b"\xff{").where(named).execute()
    replica = StoredReplica(folder)
    renew_registers(source, replica, ignore_progress)
    with town.central.database.connection_context():
        record(town.central, links)
    publish(town.central)
    renew_registers(source, replica, ignore_progress)
    register = folder.open()
    assert [TARO, TARO] == [register.resident_by_certificate(link.serial) for link in links]
    register.close()
    assert (2, 0) == (folder.serving(), mend_registers(source, replica, ignore_progress))


def test_an_office_that_becomes_another_kind_at_midnight(
    folder: RegisterFolder, source: OnlineRegisters, town: Town
) -> None:
    """It gets the generation of its new kind, though that was numbered before its own in the same night."""
    corner, ward = ",行政サービスコーナー,2010", ",区役所,2010"
    texts = table_texts()
    texts["offices"] = "\n".join(
        row.replace(corner, ward) if row.startswith("C06,") else row for row in texts["offices"].splitlines()
    )
    with town.central.database.connection_context():
        policies.publish(town.central, texts, date(2026, 11, 3))
    publish(town.central)
    replica = StoredReplica(folder)
    renew_registers(source, replica, ignore_progress)
    before = source.offer().generation
    town.watch.now += timedelta(days=1)
    assert source.offer().generation < before
    renew_registers(source, replica, ignore_progress)
    assert (2, source.offer().position) == (folder.serving(), replica.position())
    assert "removed_resident" in replica.tables()
