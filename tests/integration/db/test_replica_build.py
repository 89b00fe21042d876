"""A generation is whole or does not serve, goes on where it stopped, and never fills the disk."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from branch_app.domain.errors import (
    BadInput,
    CentralUnreachable,
    DiskFull,
    FileDamaged,
    KeyMissing,
    MadoguchiError,
    OutOfOrder,
    StoreBusy,
)
from branch_app.domain.records.register_rows import line_of
from branch_app.domain.records.register_tables import SCHEMA
from branch_app.domain.values.codes import city_card_number
from branch_app.ports import Bucket, RegisterOffer
from db.generations import RegisterFolder
from db.replica import StoredReplica
from tests.fakes.device import ignore_progress
from tests.fakes.register_records import HOME, RECORDS, SEAL, TARO, home
from tests.fakes.register_source import MemorySource

HOMES = tuple(home(number) for number in range(20))


@pytest.fixture
def source() -> MemorySource:
    """One row of every kind and twenty households more."""
    source = MemorySource()
    source.change(*RECORDS, *HOMES)
    return source


def at(moment: tuple[str, int], act: Callable[[], object]) -> Callable[[str, int, int], None]:
    """Do something when the progress says that."""
    return lambda what, done, _of: act() if (what, done) == moment else None


class Cut(Exception):
    """The program ends here."""


def cut() -> None:
    """End it."""
    raise Cut


def numbers(folder: RegisterFolder) -> list[str]:
    """Generation files, whatever state they are in."""
    return sorted(path.name for path in folder.folder.glob("register-*.db"))


def test_a_line_that_breaks_is_no_beginning_anew(folder: RegisterFolder, source: MemorySource) -> None:
    """The next try fetches the buckets that are missing, and the whole is the same."""
    offer = source.offer()
    source.fails_after = 7
    with pytest.raises(CentralUnreachable):
        StoredReplica(folder).build(source, offer, ignore_progress)
    assert (None, ["register-1.db"]) == (folder.serving(), numbers(folder))
    source.fails_after = None
    source.fetched.clear()
    StoredReplica(folder).build(source, offer, ignore_progress)
    assert list(offer.buckets[7:]) == source.fetched
    assert held(folder) == {line.key: line for line in map(line_of, HOMES + RECORDS[:1])}


def held(folder: RegisterFolder, table: str = "household") -> dict[str, object]:
    """Everything a table holds."""
    lines = StoredReplica(folder).lines(Bucket(table, "", None, 0, ""))
    return {line.key: line for line in lines}


@pytest.mark.parametrize("moment", [("rows", 10), ("indexes", 0), ("indexes", 5), ("check", 0), ("check", 1)])
def test_a_program_that_ends_goes_on_where_it_was(
    folder: RegisterFolder, source: MemorySource, moment: tuple[str, int]
) -> None:
    """Nothing that is in is fetched twice, and nothing half serves."""
    offer = source.offer()
    with pytest.raises(Cut):
        StoredReplica(folder).build(source, offer, at(moment, cut))
    assert folder.serving() is None
    source.fetched.clear()
    heard: list[tuple[str, int, int]] = []
    StoredReplica(folder).build(source, offer, lambda *news: heard.append(news))
    assert 1 == folder.serving()
    assert heard[0][1] >= 9
    assert sum(bucket.rows for bucket in source.fetched) == heard[0][2] - heard[0][1]


def test_another_offer_begins_anew(folder: RegisterFolder, source: MemorySource) -> None:
    """Half of one generation is no part of another."""
    source.fails_after = 7
    with pytest.raises(CentralUnreachable):
        StoredReplica(folder).build(source, source.offer(), ignore_progress)
    source.fails_after = None
    source.fetched.clear()
    source.change(home(99))
    offer = source.offer()
    StoredReplica(folder).build(source, offer, ignore_progress)
    assert list(offer.buckets) == source.fetched
    assert home(99) == folder.open().household_of(home(99).members[0].id)
    assert 1 == len(numbers(folder))


def test_an_older_offer_is_refused(folder: RegisterFolder, source: MemorySource) -> None:
    """A replayed manifest touches nothing, not even a file."""
    older = source.offer()
    source.change(home(99))
    StoredReplica(folder).build(source, source.offer(), ignore_progress)
    source.fetched.clear()
    with pytest.raises(OutOfOrder):
        StoredReplica(folder).build(source, older, ignore_progress)
    assert ([], 1, ["register-1.db"]) == (source.fetched, folder.serving(), numbers(folder))


def test_another_share_may_begin_earlier(folder: RegisterFolder, source: MemorySource) -> None:
    """At midnight an office may hold something else: its new generation was cut before our last changes."""
    before = replace(source.offer(), generation=7)
    source.change(replace(HOME, address="川崎市麻生区"))
    StoredReplica(folder).build(source, source.offer(), ignore_progress)
    other = replace(before, position=replace(before.position, share="other"))
    with pytest.raises(OutOfOrder):
        StoredReplica(folder).build(source, replace(other, generation=1), ignore_progress)
    StoredReplica(folder).build(source, other, ignore_progress)
    assert other.position == StoredReplica(folder).position()


@pytest.mark.parametrize("schema", [SCHEMA - 1, SCHEMA + 1])
def test_another_schema_is_refused(folder: RegisterFolder, source: MemorySource, schema: int) -> None:
    """Newer or older, before anything is touched."""
    offer = source.offer()
    before = sorted(folder.folder.iterdir())
    with pytest.raises(OutOfOrder):
        StoredReplica(folder).build(
            source, replace(offer, position=replace(offer.position, schema=schema)), ignore_progress
        )
    assert ([], before) == (source.fetched, sorted(folder.folder.iterdir()))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda offer: replace(offer, counts={**offer.counts, "household": 20}),
        lambda offer: replace(offer, counts={**offer.counts, "household": 22}),
        lambda offer: replace(offer, counts={**offer.counts, "pension": 0}),
        lambda offer: replace(offer, buckets=offer.buckets[:-1]),
        lambda offer: replace(offer, buckets=(*offer.buckets, offer.buckets[0])),
    ],
)
def test_a_wrong_offer_leaves_nothing(
    folder: RegisterFolder, source: MemorySource, wrong: Callable[[RegisterOffer], RegisterOffer]
) -> None:
    """Too few, too many, unknown or twice the same: no file, no key, the old generation serves."""
    StoredReplica(folder).build(source, source.offer(), ignore_progress)
    with pytest.raises(BadInput):
        StoredReplica(folder).build(source, wrong(source.offer()), ignore_progress)
    assert (1, ["register-1.db"]) == (folder.serving(), numbers(folder))
    with pytest.raises(KeyMissing):
        folder.keys.key("register-2.db")


def spoil(path: Path, page: int = -1) -> None:
    """Other bytes in one page."""
    whole = bytearray(path.read_bytes())
    pages = len(whole) // 4096
    start = (pages // 2 if page < 0 else page) * 4096
    whole[start : start + 64] = secrets.token_bytes(64)
    path.write_bytes(whole)


@pytest.mark.parametrize("page", [0, -1])
def test_a_damaged_half_is_begun_anew(folder: RegisterFolder, source: MemorySource, page: int) -> None:
    """Whatever is broken in it, it never serves; at the latest the second try from then on succeeds."""
    offer = source.offer()
    with pytest.raises(Cut):
        StoredReplica(folder).build(source, offer, at(("indexes", 20), cut))
    spoil(folder.path(1), page)
    try:
        StoredReplica(folder).build(source, offer, ignore_progress)
    except FileDamaged:
        assert (None, []) == (folder.serving(), numbers(folder))
        StoredReplica(folder).build(source, offer, ignore_progress)
    assert held(folder) == {line.key: line for line in map(line_of, HOMES + RECORDS[:1])}


@pytest.mark.parametrize("tenth", range(1, 10))
def test_what_did_not_arrive_on_the_disk_does_not_serve(
    folder: RegisterFolder, source: MemorySource, tenth: int
) -> None:
    """Every page is read back from the disk before the pointer is switched, also one that no count looks at."""
    chance = Random(tenth)  # noqa: S311 - pictures too large for a page
    for number, here in enumerate(HOMES):
        picture = replace(SEAL.impression, bits=chance.randbytes(len(SEAL.impression.bits)))
        holder = here.members[0].id
        source.change(replace(SEAL, number=city_card_number(number), resident=holder, impression=picture))
    StoredReplica(folder).build(source, source.offer(), ignore_progress)

    def spoil_quietly() -> None:
        file = folder.open_file(2)
        file.read_back()
        spoil(folder.path(2), folder.path(2).stat().st_size // 4096 * tenth // 10)
        file.close()

    with pytest.raises(FileDamaged):
        StoredReplica(folder).build(source, source.offer(), at(("check", 0), spoil_quietly))
    assert (1, ["register-1.db"]) == (folder.serving(), numbers(folder))


def test_no_room_is_said_before_anything_is_fetched(folder: RegisterFolder, source: MemorySource) -> None:
    """A disk with room for half of it: the old generation serves, and the log keeps its room."""
    StoredReplica(folder).build(source, source.offer(), ignore_progress)
    source.fetched.clear()
    with pytest.raises(DiskFull):
        StoredReplica(folder, lambda _folder: 64 << 20).build(source, source.offer(), ignore_progress)
    assert ([], 1, ["register-1.db"]) == (source.fetched, folder.serving(), numbers(folder))


def test_one_builds_at_a_time(folder: RegisterFolder, source: MemorySource) -> None:
    """Whoever comes second is told so at once, and the first goes on undisturbed."""
    offer = source.offer()
    refused: list[MadoguchiError] = []

    def second() -> None:
        for attempt in (
            lambda: StoredReplica(folder).build(source, offer, ignore_progress),
            lambda: StoredReplica(folder).apply(source.delta(offer.position)),
        ):
            with pytest.raises(StoreBusy) as caught:
                attempt()
            refused.append(caught.value)

    StoredReplica(folder).build(source, offer, at(("rows", 10), second))
    assert (1, 2) == (folder.serving(), len(refused))


def test_the_old_generation_serves_until_the_new_one_is_whole(folder: RegisterFolder, source: MemorySource) -> None:
    """An open register answers through a build and after it; the next opening has the new one."""
    StoredReplica(folder).build(source, source.offer(), ignore_progress)
    register = folder.open()
    moved = replace(HOME, address="川崎市麻生区")
    source.change(moved)
    seen: list[object] = []
    StoredReplica(folder).build(
        source, source.offer(), at(("check", 0), lambda: seen.append(folder.open().household_of(TARO)))
    )
    assert ([HOME], HOME) == (seen, register.household_of(TARO))
    assert moved == folder.open().household_of(TARO)
    assert ["register-2.db"] == numbers(folder)
    with pytest.raises(KeyMissing):
        folder.keys.key("register-1.db")


def test_progress_counts_rows(folder: RegisterFolder, source: MemorySource) -> None:
    """Rows from none to all, then indexes, then the check."""
    heard: list[tuple[str, int, int]] = []
    StoredReplica(folder).build(source, source.offer(), lambda *news: heard.append(news))
    rows = [(done, of) for what, done, of in heard if what == "rows"]
    assert ((0, 30), (30, 30)) == (rows[0], rows[-1])
    assert sorted(rows) == rows
    assert ["rows", "indexes", "check"] == list(dict.fromkeys(what for what, _, _ in heard))


def test_a_generation_that_is_damaged_can_be_replaced(folder: RegisterFolder, source: MemorySource) -> None:
    """Then any offer is newer than what nobody can read."""
    StoredReplica(folder).build(source, source.offer(), ignore_progress)
    spoil(folder.path(1), 0)
    StoredReplica(folder).build(source, source.offer(), ignore_progress)
    assert (2, HOME) == (folder.serving(), folder.open().household_of(TARO))
