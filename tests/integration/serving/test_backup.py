"""A head office that was made of its backup: it holds less than it once did, and gets everything again."""

import shutil
import socket
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from branch_app.domain.errors import BadInput, CentralRefused, FileDamaged, KeyMissing
from branch_app.domain.log.commitment import Retention, commit
from branch_app.settings import table_texts
from sync.central.backup.copies import SealedBackup, back_up, new_backup_key, read_backup_key, restore
from sync.central.backup.databases import dumped, refill
from sync.central.head_office import HeadOffice
from sync.central.models import Leaf, StoredOpening
from sync.central.offices import keep_settings
from sync.central.overview import overview
from sync.central.serving.server import RunningCentral, Settings, open_head_office
from sync.client.push import push
from sync.client.transport import Line
from tests.fakes.device import ignore_progress
from tests.fakes.postgres import new_database
from tests.fakes.town import HOSTS, Town, Watch, city

_OPENING = commit("subject", b"somebody", b"s" * 32, Retention.ISSUANCE)[1]


@pytest.fixture(params=["sqlite", "postgres"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """URL of a database without tables, by name."""
    if request.param == "sqlite":
        return lambda name: f"sqlite:///{tmp_path / name}.db"
    return lambda _: new_database(request.getfixturevalue("postgres"), uuid.uuid4().hex)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Two places for a backup, and a safe."""
    for name in ("tape", "vault", "safe"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def office(place: Path, fresh: Callable[[str], str]) -> Iterator[tuple[HeadOffice, str]]:
    """A head office with a backup key, and where its database is."""
    url = fresh("first")
    central = opened(place / "first", url)
    new_backup_key(place / "first", place / "safe" / "key")
    yield central, url
    central.close()


def opened(folder: Path, url: str, watch: Watch | None = None) -> HeadOffice:
    """With the offices of the city."""
    central = open_head_office(Settings(folder, url, HOSTS), table_texts(), watch or Watch())
    with central.database.connection_context():
        for each in city().offices:
            keep_settings(central, each.code, each.settings)
    return central


def test_a_restored_head_office_gets_everything_again(
    office: tuple[HeadOffice, str], place: Path, fresh: Callable[[str], str]
) -> None:
    """What came after the backup is pushed again by the device itself; keys and openings are the old ones."""
    central, url = office
    tape, vault = place / "tape" / "database", place / "vault" / "keys"
    with RunningCentral(central, "127.0.0.1", 0) as running, ExitStack() as lines:
        session, log = Town(central, running.url, Watch(), lines, lambda: central).join()
        log.grow(10)
        log.kept.append((3, _OPENING))
        push(session, log, ignore_progress)
        back_up(place / "first", url, tape, vault)
        log.grow(20)
        push(session, log, ignore_progress)
    key, again = read_backup_key(place / "safe" / "key"), fresh("second")
    restore(place / "second", again, SealedBackup(tape, vault, key), Watch().now)
    restored = opened(place / "second", again)
    with restored.database.connection_context():
        assert [10] == [each.size for each in overview(restored)]
    with (
        RunningCentral(restored, "127.0.0.1", 0) as running,
        Line(running.url, session.enrolment.central_ca) as line,
    ):
        assert 30 == push(replace(session, line=line), log, ignore_progress)
    with restored.database.connection_context():
        assert ([30], 30) == ([each.size for each in overview(restored)], Leaf.select().count())
        kept = StoredOpening.get()
        assert _OPENING == restored.vault.unlock(bytes(kept.sealed), kept.commitment, kept.shelf)
    restored.close()


def test_no_epoch_is_given_twice(office: tuple[HeadOffice, str], place: Path, fresh: Callable[[str], str]) -> None:
    """Enrolled after the backup, put back, enrolled, put back once more: three logs that share no name."""
    central, url = office
    tape, key = place / "tape" / "database", read_backup_key(place / "safe" / "key")
    back_up(place / "first", url, tape, place / "vault" / "keys")
    with RunningCentral(central, "127.0.0.1", 0) as running, ExitStack() as lines:
        given = [_joined(Town(central, running.url, Watch(), lines, lambda: central))]
    watch = Watch()
    for name in ("second", "third"):
        again = fresh(name)
        restore(place / name, again, SealedBackup(tape, place / "vault" / "keys", key), watch.now)
        restored = opened(place / name, again, watch)
        with RunningCentral(restored, "127.0.0.1", 0) as running, ExitStack() as lines:
            town = Town(restored, running.url, watch, lines, partial(opened, place / name, again, watch))
            with pytest.raises(CentralRefused, match="put back"):
                _joined(town)
            for _ in range(2):
                watch.now += timedelta(minutes=1)
                given.append(_joined(town))
        restored.close()
    assert len(set(given)) == len(given) == 5
    assert sorted(given) == given


def _joined(town: Town) -> int:
    return town.join()[0].enrolment.epoch


def test_a_tape_that_is_cut_off_fills_nothing(
    office: tuple[HeadOffice, str], place: Path, fresh: Callable[[str], str]
) -> None:
    """Not one table and not one key: with the whole tape the same command works."""
    _, url = office
    tape = place / "tape" / "database"
    backup = SealedBackup(tape, place / "vault" / "keys", read_backup_key(place / "safe" / "key"))
    back_up(place / "first", url, tape, backup.keys)
    whole = tape.read_bytes()
    tape.write_bytes(whole[:-1])
    again = fresh("second")
    with pytest.raises(FileDamaged):
        restore(place / "second", again, backup, Watch().now)
    assert not (place / "second").exists()
    tape.write_bytes(whole)
    restore(place / "second", again, backup, Watch().now)
    restored = opened(place / "second", again)
    with restored.database.connection_context():
        assert [] == list(overview(restored))
    restored.close()


def test_nothing_is_restored_over_what_is_there(
    office: tuple[HeadOffice, str], place: Path, fresh: Callable[[str], str]
) -> None:
    """Neither over keys nor over a database."""
    _, url = office
    key = read_backup_key(place / "safe" / "key")
    backup = SealedBackup(place / "tape" / "database", place / "vault" / "keys", key)
    back_up(place / "first", url, backup.database, backup.keys)
    with pytest.raises(BadInput):
        restore(place / "first", fresh("second"), backup, Watch().now)
    with pytest.raises((BadInput, FileDamaged)):
        restore(place / "second", url, backup, Watch().now)
    assert not (place / "second").exists()


def test_both_in_one_place_are_no_backup(office: tuple[HeadOffice, str], place: Path) -> None:
    """Whoever finds one would have the other."""
    with pytest.raises(BadInput):
        back_up(place / "first", office[1], place / "tape" / "database", place / "tape" / "keys")
    assert [] == list((place / "tape").iterdir())


def test_a_shelf_that_was_shredded_is_not_in_the_next_backup_of_keys(
    office: tuple[HeadOffice, str], place: Path, fresh: Callable[[str], str]
) -> None:
    """The tape may lie there for ever: what it holds of that shelf is told to nobody."""
    central, url = office
    shelf = central.vault.shelf(_OPENING, Watch()().date())
    central.vault.lock(_OPENING, shelf)
    shutil.rmtree(central.vault.folder)
    tape, vault = place / "tape" / "database", place / "vault" / "keys"
    back_up(place / "first", url, tape, vault)
    key = read_backup_key(place / "safe" / "key")
    restore(place / "second", fresh("second"), SealedBackup(tape, vault, key), Watch().now)
    assert any((place / "second").glob("*.key"))
    assert not (place / "second" / "openings").exists()


def test_without_a_backup_key_nothing_is_written(office: tuple[HeadOffice, str], place: Path) -> None:
    """Nothing leaves head office in clear."""
    (place / "first" / "backup.pub").unlink()
    with pytest.raises(KeyMissing):
        back_up(place / "first", office[1], place / "tape" / "database", None)


def test_a_tool_that_ends_before_it_read_all_says_no() -> None:
    """Nobody answers there, and the dump is larger than a pipe holds."""
    with pytest.raises(FileDamaged):
        refill("postgresql://nobody@127.0.0.1:1/none", [bytes(1 << 20)] * 4)


def test_the_tools_reach_a_database_as_head_office_does(postgres: Path) -> None:
    """Whatever its address says of the line, such as how far it is to be trusted."""
    url = new_database(postgres, uuid.uuid4().hex)
    with dumped(url) as stream:
        assert stream.read()
    with pytest.raises(FileDamaged), dumped(f"{url}&sslmode=sometimes") as stream:
        stream.read()


def test_no_secret_stands_among_the_words_of_a_tool() -> None:
    """Neither the database's nor a certificate key's, while the tool waits for somebody who never answers."""
    seen: list[str] = []
    with pytest.raises(FileDamaged):
        _dump_of_nobody(seen)
    assert [(True, False, False)] == [
        ("host=127.0.0.1" in words, "himitsu" in words, "naisho" in words) for words in seen
    ]


def test_a_tool_that_waits_for_ever_is_ended_with_whoever_asked_for_it() -> None:
    """Ctrl+C, or a fault of ours, while nobody answers at the other end."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(KeyboardInterrupt), dumped(f"postgresql://head@127.0.0.1:{port}/central"):
            raise KeyboardInterrupt


def _dump_of_nobody(seen: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with dumped(f"postgresql://head:himitsu@127.0.0.1:{port}/central?sslpassword=naisho"):
            while not seen:  # what is just being started has no words yet
                seen += [words for words in _words_of_all() if f"port={port}" in words]
            silent.close()


def _words_of_all() -> Iterator[str]:
    """Of every process that can be seen."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            yield path.read_bytes().decode(errors="replace")
