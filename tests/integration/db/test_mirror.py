"""The second medium: a copy to the last entry, told apart from others', and whole again after anything."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from branch_app.domain.errors import (
    FileDamaged,
    FileForeign,
    MirrorForeign,
    MirrorGone,
    MirrorShort,
)
from branch_app.domain.log.commitment import Retention
from db import mirror as mirrors
from db.ledger import LedgerPlace, SqlLedger
from db.ledger import mirror_of as mirror_at
from db.mirror import LedgerMirror
from db.rebuild import survey, take, unfinished
from tests.fakes.store import CLERK, PERIOD, Desk, grow

RECEIPT = "{origin}\n{size}\n{root}\n\n— witness AAAAAAAA\n"


@pytest.fixture
def medium(tmp_path: Path) -> Path:
    """A stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def place(desk: Desk, medium: Path) -> LedgerPlace:
    """A log with a second medium that was prepared."""
    place = replace(desk.place(), medium=medium)
    prepared(place)
    return place


def prepared(place: LedgerPlace) -> LedgerMirror:
    """The medium, as ``mirror begin`` leaves it."""
    mirror = mirror_at(place)
    assert mirror is not None
    mirror.begin()
    return mirror


def written(place: LedgerPlace, count: int) -> SqlLedger:
    """A log of so many entries, each copied as it was written."""
    ledger = SqlLedger.open_or_create(place)
    for _ in range(count):
        grow(ledger, 1)
        ledger.mirror()
    return ledger


def rebuilt(place: LedgerPlace) -> SqlLedger:
    """The log as the mirror gives it."""
    survey(place)
    take(place)
    return SqlLedger.open(place)


def test_a_lost_log_is_rebuilt_to_the_last_entry(place: LedgerPlace) -> None:
    """Same root, same entries, same openings, which open."""
    ledger = written(place, 7)
    head, leaves, openings = ledger.head(), ledger.leaves(0, 7), ledger.openings(0, 7)
    ledger.close()
    place.path.unlink()
    again = rebuilt(place)
    assert (head, leaves, openings) == (again.head(), again.leaves(0, 7), again.openings(0, 7))
    assert head == again.verify()
    grow(again, 1)
    again.mirror()
    again.close()


def test_a_damaged_log_is_put_aside_and_rebuilt(place: LedgerPlace) -> None:
    """The damaged file stays for whoever wants to look at it."""
    ledger = written(place, 3)
    head = ledger.head()
    ledger.close()
    sound = place.path.read_bytes()
    damaged = sound[:16] + bytes(len(sound) - 16)
    place.path.write_bytes(damaged)
    with pytest.raises(FileDamaged):
        SqlLedger.open(place)
    survey(place)
    aside = take(place)
    assert aside is not None
    assert damaged == aside.read_bytes()
    again = SqlLedger.open(place)
    assert head == again.head()
    again.close()


def test_nothing_changes_before_a_person_has_said_yes(place: LedgerPlace) -> None:
    """What the survey makes lies beside the log under a name of its own."""
    ledger = written(place, 2)
    head = ledger.head()
    ledger.close()
    before = place.path.read_bytes()
    assert head == survey(place).head
    assert before == place.path.read_bytes()
    assert unfinished(place).exists()


def test_openings_that_were_shredded_stay_shut_after_a_rebuild(place: LedgerPlace) -> None:
    """No key of an opening lies on the medium."""
    ledger = written(place, 2)
    ledger.close()
    place.retention.shred(Retention.ISSUANCE, PERIOD)
    place.path.unlink()
    again = rebuilt(place)
    assert [] == again.openings(0, 2)
    assert 2 == again.verify().size
    again.close()


def test_what_a_crash_kept_from_the_mirror_is_copied_before_the_next_step(place: LedgerPlace) -> None:
    """The log leads; the next copy brings everything that is missing."""
    ledger = written(place, 2)
    grow(ledger, 3)
    ledger.close()
    again = SqlLedger.open(place)
    again.mirror()
    head = again.head()
    again.close()
    place.path.unlink()
    assert head == survey(place).head


@pytest.mark.parametrize("cut", [1, 50, 400])
def test_a_frame_that_was_cut_short_is_written_anew(place: LedgerPlace, cut: int) -> None:
    """Whatever of the last frame is missing or garbage."""
    ledger = written(place, 4)
    ledger.close()
    (path,) = (place.medium or Path()).glob("*/*.frames")
    data = path.read_bytes()
    path.write_bytes(data[:-cut] + os.urandom(cut // 2))
    again = SqlLedger.open(place)
    again.mirror()
    head = again.head()
    again.close()
    place.path.unlink()
    assert head == survey(place).head


def test_many_files_are_one_mirror(place: LedgerPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of frames is full after so many entries; a start reads the last one only."""
    monkeypatch.setattr(mirrors, "SEGMENT_ENTRIES", 3)
    ledger = written(place, 7)
    grow(ledger, 6)
    ledger.mirror()
    head = ledger.head()
    ledger.close()
    again = SqlLedger.open(place)
    grow(again, 1)
    again.mirror()
    again.close()
    assert 5 == len(list((place.medium or Path()).glob("*/*.frames")))
    place.path.unlink()
    found = survey(place)
    assert 14 == found.head.size
    assert head != found.head


def test_a_medium_that_is_not_there_stops(place: LedgerPlace) -> None:
    """The folder is gone, and no folder of that name is made on the first disk."""
    ledger = written(place, 1)
    shutil.rmtree(place.medium or Path())
    with pytest.raises(MirrorGone) as caught:
        ledger.mirror()
    assert {"reason": "missing"} == caught.value.facts
    assert not (place.medium or Path()).exists()
    ledger.close()


def test_an_empty_mount_point_is_no_medium(desk: Desk, medium: Path) -> None:
    """What was never prepared is not written to: a stick may just not be mounted there."""
    ledger = SqlLedger.create(replace(desk.place(), medium=medium))
    with pytest.raises(MirrorGone) as caught:
        ledger.mirror()
    assert {"reason": "not prepared"} == caught.value.facts
    assert [] == list(medium.iterdir())
    ledger.close()


def test_another_medium_under_the_same_name_stops(place: LedgerPlace) -> None:
    """A stick that was pulled and another that was put in, while the first one's file is open."""
    ledger = written(place, 1)
    shutil.rmtree(place.medium or Path())
    (place.medium or Path()).mkdir()
    prepared(place)
    grow(ledger, 1)
    with pytest.raises(MirrorGone):
        ledger.mirror()
    ledger.mirror()
    head = ledger.head()
    ledger.close()
    place.path.unlink()
    assert head == survey(place).head


def test_another_devices_medium_is_refused_and_untouched(tmp_path: Path, place: LedgerPlace) -> None:
    """By its name; and under our name by its key."""
    (tmp_path / "other").mkdir()
    theirs = Desk(tmp_path / "other")
    other = replace(theirs.place(), origin="ledger.kawasaki/C06-2/1", medium=place.medium)
    ledger = SqlLedger.create(other)
    with pytest.raises(MirrorForeign):
        ledger.mirror()
    ledger.close()
    same_name = SqlLedger.create(replace(theirs.place(), path=tmp_path / "x.db", mark=tmp_path / "x.mark"))
    same_name.close()
    stranger = replace(theirs.place(), path=tmp_path / "x.db", mark=tmp_path / "x.mark", medium=place.medium)
    again = SqlLedger.open(stranger)
    with pytest.raises(MirrorForeign):
        again.mirror()
    again.close()


def test_an_older_log_does_not_go_on_in_its_own_mirror(desk: Desk, place: LedgerPlace) -> None:
    """A restored log is shorter than its mirror: even without a mark it is noticed."""
    ledger = written(place, 2)
    ledger.close()
    copy = place.path.read_bytes()
    later = SqlLedger.open(place)
    grow(later, 2)
    later.mirror()
    later.close()
    place.path.write_bytes(copy)
    place.mark.unlink()
    older = SqlLedger(place, later._file)
    with pytest.raises(MirrorForeign):
        older.mirror()
    older.close()


def test_a_mirror_that_ends_before_the_mark_rebuilds_nothing(place: LedgerPlace) -> None:
    """Entries that were never copied are missing, and that is said."""
    ledger = written(place, 2)
    grow(ledger, 1)
    ledger.close()
    place.path.unlink()
    with pytest.raises(MirrorShort) as caught:
        survey(place)
    assert {"size": 2, "known": 3} == caught.value.facts
    assert not place.path.exists()


def test_without_a_mark_nothing_is_rebuilt(place: LedgerPlace) -> None:
    """Nobody knows whether the mirror is the newest: head office gives a new epoch."""
    ledger = written(place, 2)
    ledger.close()
    place.path.unlink()
    place.mark.unlink()
    with pytest.raises(FileForeign):
        survey(place)


def test_the_vault_lies_beside_and_opens_for_nobody_else(place: LedgerPlace) -> None:
    """The same slots as on the device: password and machine secret, or the telephone's 48 digits."""
    ledger = written(place, 1)
    ledger.close()
    (copy,) = (place.medium or Path()).glob("*/vault.json")
    assert copy.read_bytes() == (place.path.parent / "vault.json").read_bytes()
    assert CLERK.password.encode() not in copy.read_bytes()


def test_no_opening_lies_in_the_clear(place: LedgerPlace) -> None:
    """Neither a resident's number nor an entry can be read off the medium."""
    ledger = written(place, 3)
    ledger.close()
    lying = b"".join(path.read_bytes() for path in (place.medium or Path()).glob("*/*") if path.is_file())
    assert b"0000000001" not in lying
    assert b"application" not in lying
