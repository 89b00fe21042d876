"""Publishing the dated tables, and how they come to a device: on both databases."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest
from playhouse.migrations import Runner

from branch_app.domain.errors import BadInput, CentralGarbled, EnvelopeNotTrusted
from branch_app.domain.records.policy import PolicyBundle
from branch_app.domain.values.codec import encode
from branch_app.settings import table_texts
from sync.central.database import open_database
from sync.central.head_office import HeadOffice
from sync.central.models import Office, PublishedPolicy
from sync.central.offices import kept_settings
from sync.central.policies import FIRST_DAY, policies, publications, publish, wanted
from sync.central.schema import MIGRATIONS, migrate
from sync.central.trust import enrolment
from sync.client.feeds import fetch_reconciliation
from sync.client.push import push
from sync.client.settings import fetch_settings
from sync.wire.messages import ReportedFinding
from sync.wire.policy import sign_policy
from sync.wire.strict import dump
from tests.fakes.closed_day import closed_day
from tests.fakes.device import fresh_keys, ignore_progress
from tests.fakes.tables import shipped, shipped_policy
from tests.fakes.town import Town, city

TODAY = date(2026, 11, 2)
TOMORROW = TODAY + timedelta(days=1)


def _texts(yen: int) -> dict[str, str]:
    texts = table_texts()
    texts["fees"] = texts["fees"].replace("inkan,counter,300,2025", f"inkan,counter,{yen},2025")
    return texts


def _publish(central: HeadOffice, effective: date, yen: int = 400) -> PolicyBundle:
    with central.database.connection_context():
        return publish(central, _texts(yen), effective)


def _told(town: Town, known: int) -> list[int]:
    session, _ = town.join(f"C06-{known}")
    return [bundle.version for bundle in fetch_settings(session, known).policies]


def test_the_first_start_publishes_what_the_program_comes_with(
    central: HeadOffice, reopen: Callable[[], HeadOffice]
) -> None:
    """Once: a second start, or a program with other tables, publishes nothing."""
    with closing(reopen()) as again, again.database.connection_context():
        published = publications(again)
    assert [shipped_policy()] == [publication.bundle for publication in published]
    assert FIRST_DAY == published[0].bundle.effective


@pytest.mark.parametrize("day", [TODAY, TODAY - timedelta(days=1)])
def test_a_day_that_has_begun_is_not_changed(central: HeadOffice, day: date) -> None:
    """No device could have held it in time, and which tables held would be in doubt for ever."""
    with pytest.raises(BadInput, match="at=effective"):
        _publish(central, day)
    assert TOMORROW == _publish(central, TOMORROW).effective


@pytest.mark.parametrize(
    ("table", "row", "at"),
    [
        ("fees", "inkan,counter,dear,,,x\n", "fees"),
        ("catalogue", "区役所,counter,nonsense,,,x\n", "catalogue"),
        ("hours", "区役所,counter,weekday,17:00,09:00,,,x\n", "hours"),
        ("freshness", "seal,0,,,x\n", "freshness"),
    ],
)
def test_what_means_nothing_is_not_published(central: HeadOffice, table: str, row: str, at: str) -> None:
    """Table and line are told, and no number is spent on it."""
    texts = table_texts()
    texts[table] += row
    with central.database.connection_context():
        with pytest.raises(BadInput, match=f"at={at}:{texts[table].count(chr(10))}"):
            publish(central, texts, TOMORROW)
        assert 1 == len(publications(central))
    assert 2 == _publish(central, TOMORROW).version


def test_a_device_gets_what_it_lacks(town: Town) -> None:
    """In force and to come; not what it holds, not what was put right, not what is past."""
    _publish(town.central, TOMORROW)
    _publish(town.central, TOMORROW, yen=500)
    _publish(town.central, TOMORROW + timedelta(days=30))
    assert ([1, 3, 4], [3, 4], [4], []) == tuple(_told(town, known) for known in (0, 1, 3, 4))
    town.watch.now += timedelta(days=1)
    assert [3, 4] == _told(town, 0)


def test_what_comes_is_what_was_published(town: Town) -> None:
    """To the last cell."""
    published = _publish(town.central, TOMORROW)
    session, _ = town.join()
    assert (shipped_policy(), published) == fetch_settings(session, 0).policies


@pytest.mark.parametrize(
    ("spoil", "refused"),
    [
        (lambda signed: signed[:-200], CentralGarbled),
        (lambda _: sign_policy(shipped_policy(), fresh_keys().log), EnvelopeNotTrusted),
        (lambda _: b"", CentralGarbled),
    ],
    ids=["cut off", "signed by somebody else", "nothing"],
)
def test_a_bundle_that_is_not_sound_is_not_taken(
    town: Town, spoil: Callable[[bytes], bytes], refused: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole answer is refused, the roster in it too: the device stays as it is."""
    session, _ = town.join()
    _publish(town.central, TOMORROW)
    monkeypatch.setattr(enrolment, "wanted", lambda central, known: tuple(map(spoil, wanted(central, known))))
    with pytest.raises(refused):
        fetch_settings(session, 1)


def test_bytes_altered_in_the_database_are_noticed(central: HeadOffice) -> None:
    """Head office believes its own signature only."""
    _publish(central, TOMORROW)
    forged = sign_policy(PolicyBundle(2, TOMORROW, _texts(0)), fresh_keys().log)
    with central.database.connection_context():
        PublishedPolicy.update(signed=forged).where(PublishedPolicy.version == 2).execute()
        with pytest.raises(EnvelopeNotTrusted):
            policies(central)


def test_a_row_that_says_another_day_is_noticed(central: HeadOffice) -> None:
    """What was signed counts."""
    _publish(central, TOMORROW)
    with central.database.connection_context():
        PublishedPolicy.update(effective="2026-01-01").where(PublishedPolicy.version == 2).execute()
        with pytest.raises(BadInput):
            policies(central)


def test_each_day_is_compared_under_its_own_tables(town: Town) -> None:
    """Published later, the tables of tomorrow are no finding of today; a device that did not switch is one."""
    published = _publish(town.central, TOMORROW)
    for day, label, cases in [
        (TODAY, shipped().version, ()),
        (TOMORROW, published.label, ()),
        (TOMORROW, shipped().version, (ReportedFinding("tables_lag", (0, 1, 2), published.label),)),
    ]:
        session, log = town.join()
        log.entries += [entry.to_bytes() for entry in closed_day(day, label)]
        push(session, log, ignore_progress)
        assert cases == fetch_reconciliation(session, day).open_cases


def test_settings_kept_before_lose_their_limits(database_url: str) -> None:
    """Limits of data age are tables now: an older head office keeps issuer and roster, told as a change."""
    database = open_database(database_url)
    (old,) = (office.settings for office in city().offices if office.code == "C06")
    body = {name: value for name, value in encode(old).items() if name != "roster"}
    roster = [{k: v for k, v in encode(person).items() if k != "since"} for person in old.roster]
    with database.connection_context():
        Runner(database, str(MIGRATIONS)).up("0011_disaster_extension")
        kept = dump(body | {"roster": roster, "policy": {"restrictions_hours": 24}})
        Office.create(code="C06", settings=kept, version=4)
    migrate(database)
    with database.connection_context():
        everybody = tuple(replace(person, since=date.min) for person in old.roster)
        assert (5, replace(old, roster=everybody)) == kept_settings("C06")
    if hasattr(database, "close_all"):
        database.close_all()
