"""The line loses, halves, doubles, delays and reorders: everything arrives once, and nobody hears a lie."""

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest

from branch_app.domain.errors import CentralError, CentralUnreachable
from branch_app.domain.records.restrictions import NOTHING_HELD, RestrictionPoint
from branch_app.domain.values.identifiers import ResidentId
from sync.central.models import DeviceLog, Evidence, Leaf
from sync.central.restrictions import restrict, restrict_all
from sync.client.feeds import fetch_restrictions
from sync.client.push import push
from sync.client.receipts import read_receipt
from sync.client.session import Session
from sync.client.transport import Line
from tests.fakes.bad_line import BadLine
from tests.fakes.device import ignore_progress
from tests.fakes.memory_log import MemoryLog
from tests.fakes.town import Town
from tests.fakes.weather import Sky, Weather

_TRIES = 60
_WEATHERS = {
    "a lost request": Weather(lose_request=0.5),
    "a lost answer": Weather(lose_answer=0.5),
    "half an answer": Weather(half_answer=0.5),
    "a request twice": Weather(twice=0.7, lose_answer=0.2),
    "a late request": Weather(late=0.5),
    "all of it": Weather(lose_request=0.1, lose_answer=0.2, half_answer=0.1, twice=0.3, late=0.2, delay_s=0.002),
}


@pytest.fixture
def bad(town: Town) -> Iterator[BadLine]:
    """A proxy before head office."""
    with BadLine(town.central.line, (town.url,), Sky(seed=7)) as proxy:
        yield proxy


def through(town: Town, bad: BadLine, session: Session) -> Session:
    """The same device behind the proxy, on a line of its own."""
    return replace(session, line=town.lines.enter_context(Line(bad.url, session.enrolment.central_ca)))


def pushed(session: Session, log: MemoryLog) -> int:
    """As often as it takes, each try from the newest receipt on."""
    for _ in range(_TRIES):
        with suppress(CentralUnreachable):
            return push(session, log, ignore_progress)
    pytest.fail("never in step")


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
@pytest.mark.parametrize("weather", _WEATHERS.values(), ids=_WEATHERS.keys())
def test_every_entry_arrives_once(
    town: Town, bad: BadLine, weather: Weather, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the line does with the messages, in whatever order they arrive."""
    monkeypatch.setattr("sync.client.stride.MAX_LEAVES", 9)
    monkeypatch.setattr("sync.client.stride.FIRST", 9)
    session, log = town.join()
    bad.sky.weather = weather
    device = through(town, bad, session)
    for _ in range(3):
        log.grow(25)
        assert pushed(device, log) == len(log.entries)
    bad.sky.heal()
    assert push(device, log, ignore_progress) == 75
    sizes = [read_receipt(session, receipt).size for receipt in log.receipts]
    assert sizes == sorted(set(sizes))
    with town.central.database.connection_context():
        held = [bytes(leaf.data) for leaf in Leaf.select().order_by(Leaf.seq)]
        assert (held, DeviceLog.get().size, Evidence.select().count()) == (log.entries, 75, 0)
    assert read_receipt(session, log.receipts[-1]).root == log.head().root


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_line_that_is_cut_changes_nothing_and_heals(town: Town, bad: BadLine) -> None:
    """Neither the log nor what was acknowledged."""
    session, log = town.join()
    device = through(town, bad, session)
    log.grow(5)
    push(device, log, ignore_progress)
    log.grow(5)
    bad.sky.weather = Weather(cut=True)
    with pytest.raises(CentralUnreachable):
        push(device, log, ignore_progress)
    assert (len(log.receipts), len(log.entries)) == (1, 10)
    bad.sky.heal()
    assert push(device, log, ignore_progress) == 10


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_restrictions_arrive_within_ten_seconds_at_64_kilobits(town: Town, bad: BadLine) -> None:
    """From the first contact, handshake and all: the whole list of a city as well as one person more."""
    session, _ = town.join()
    everybody = [ResidentId(f"91{number * 7919 % 10**8:08d}") for number in range(1_500)]
    with town.central.database.connection_context():
        restrict_all(town.central, everybody)
    bad.sky.weather = Weather(bits_per_second=64_000, delay_s=0.15)
    began = time.monotonic()
    news = fetch_restrictions(through(town, bad, session), NOTHING_HELD)
    whole = time.monotonic() - began
    with town.central.database.connection_context():
        restrict(town.central, ResidentId("9199999999"))
    began = time.monotonic()
    more = fetch_restrictions(through(town, bad, session), RestrictionPoint(news.version, news.mark))
    assert (1_500, 1) == (len(news.entries), len(more.entries))
    assert (whole < 10, time.monotonic() - began < 3) == (True, True)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_slow_line_that_breaks_makes_progress(town: Town, bad: BadLine) -> None:
    """What was acknowledged before it broke never crosses again."""
    session, log = town.join()
    log.grow(300)
    bad.sky.weather = Weather(bits_per_second=400_000)
    reached: list[int] = []

    def breaks(_what: str, done: int, _of: int) -> None:
        reached.append(done)
        bad.sky.weather = Weather(cut=True)

    with suppress(CentralUnreachable):
        push(through(town, bad, session), log, breaks)
    assert 0 < reached[-1] < 300
    bad.sky.heal()
    seen: list[int] = []
    push(through(town, bad, session), log, lambda _what, done, _of: seen.append(done))
    assert (300, True) == (seen[-1], seen[0] > reached[-1])


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_was_held_back_for_weeks_changes_nothing(town: Town, bad: BadLine) -> None:
    """An old push that arrives at last gets an answer that nobody waits for; central stays as it is."""
    session, log = town.join()
    log.grow(4)
    bad.sky.weather = Weather(late=1)
    with suppress(CentralError):
        push(through(town, bad, session), log, ignore_progress)
    log.grow(9)
    assert push(session, log, ignore_progress) == 13
    bad.sky.heal()
    with town.central.database.connection_context():
        assert (13, 13, 0) == (DeviceLog.get().size, Leaf.select().count(), Evidence.select().count())
