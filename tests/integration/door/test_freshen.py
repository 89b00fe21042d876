"""Fresh restrictions and roster before anyone signs in; who left the roster loses their slot."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from branch_app.composition.device import Device
from branch_app.composition.door import FrontDoor
from branch_app.domain.errors import CentralGarbled, CentralUnreachable, DataStale, MadoguchiError, OperatorUnknown
from branch_app.domain.records.enrolment import Enrolment, Operator
from branch_app.domain.records.policy import Instructions, PolicyNews
from branch_app.domain.records.restrictions import NOTHING_HELD, RestrictionNews, RestrictionPoint
from branch_app.domain.values.identifiers import ResidentId
from branch_app.settings import DeviceFolders, table_texts
from branch_app.usecases.front_door import DataAges
from branch_app.usecases.synchronise import synchronise
from sync.central.models import PublishedPolicy, Sequence
from sync.central.offices import OfficeSettings, change_settings
from sync.central.people import dismiss
from sync.central.policies import publish
from sync.central.restrictions import restrict
from sync.central.trust import enrolment
from tests.fakes import restrictions as word
from tests.fakes.branch import CLERK, OPENED, OTHER_CLERK
from tests.fakes.device import ignore_progress
from tests.fakes.tables import shipped_policy
from tests.integration.door.conftest import Outpost


def _rostered(outpost: Outpost, roster: Iterable[Operator]) -> None:
    def change(settings: OfficeSettings) -> OfficeSettings:
        return replace(settings, roster=tuple(roster))

    with outpost.central.database.connection_context():
        change_settings(outpost.central, "C06", change)


def test_everything_comes_without_a_password(outpost: Outpost) -> None:
    """A new device has a roster and no restrictions; one pull by the machine's own keys brings both up to date."""
    door = outpost.door()
    before = door.data_ages()
    outpost.pass_time(timedelta(hours=1))
    with outpost.central.database.connection_context():
        restrict(outpost.central, ResidentId("9000010100"))
    told = outpost.freshen(door)
    now = outpost.watch.now
    assert DataAges(None, OPENED, None) == before
    assert (DataAges(now, now, now + timedelta(hours=24)), (), None) == (told.ages, told.left, told.fault)
    assert {"9000010100"} == door.file.restrictions.current().residents
    assert told.ages == outpost.door().data_ages()


def test_a_changed_roster_and_new_tables_reach_the_device(outpost: Outpost) -> None:
    """With higher versions; a pull without a change only vouches for it anew. The new limit waits for its day."""
    door = outpost.door()
    first = door.file.enrolment()
    outpost.pass_time(timedelta(minutes=1))
    outpost.freshen(door)
    assert replace(first, as_of=outpost.watch.now) == door.file.enrolment()

    _rostered(outpost, first.roster[:-1])
    texts = table_texts()
    texts["freshness"] = texts["freshness"].replace("restrictions,24,", "restrictions,12,")
    with outpost.central.database.connection_context():
        publish(outpost.central, texts, OPENED.date() + timedelta(days=1))
    outpost.freshen(door)
    assert (first.version + 1, 2) == (door.file.enrolment().version, door.file.policies.newest())
    ages = door.data_ages()
    assert ages.restrictions is not None
    assert ages.restrictions + timedelta(hours=24) == ages.usable_until
    outpost.pass_time(timedelta(hours=15))
    assert ages.restrictions + timedelta(hours=12) == door.data_ages().usable_until


def test_without_a_line_what_lies_here_stands(outpost: Outpost) -> None:
    """The fault is told with the ages; nothing is lost."""
    door = outpost.door()
    outpost.freshen(door)
    held = (door.file.enrolment(), door.file.restrictions.current())
    told = door.freshen(_Central(CentralUnreachable(reason="ConnectError"), held[0]))
    assert isinstance(told.fault, CentralUnreachable)
    assert held == (door.file.enrolment(), door.file.restrictions.current())


class _Central:
    """A head office that answers from memory; ``asked`` is the order of the questions."""

    def __init__(self, restrictions: RestrictionNews | MadoguchiError, settings: Enrolment) -> None:
        self._restrictions = restrictions
        self._settings = settings
        self.asked: list[str] = []

    def restrictions(self, _held: RestrictionPoint = NOTHING_HELD) -> RestrictionNews:
        """Or the line's fault."""
        self.asked.append("restrictions")
        if isinstance(self._restrictions, MadoguchiError):
            raise self._restrictions
        return self._restrictions

    def policy(self, known: int) -> PolicyNews:
        """Nothing new."""
        self.asked.append("policy")
        return PolicyNews(known, (), shipped_policy().mark)

    def settings(self, _known: int) -> Instructions:
        """As told, without new tables."""
        self.asked.append("settings")
        return Instructions(self._settings, (), shipped_policy().mark)


def test_restrictions_come_first_and_a_dead_line_is_asked_once(door: FrontDoor) -> None:
    """Everything else waits for them; a second question into silence would only cost time."""
    fresh = _Central(word.told(OPENED, held=door.file.restrictions.point()), door.file.enrolment())
    door.freshen(fresh)
    dead = _Central(CentralUnreachable(reason="ConnectTimeout"), door.file.enrolment())
    door.freshen(dead)
    assert (["restrictions", "policy", "settings"], ["restrictions"]) == (fresh.asked, dead.asked)


def test_one_that_does_not_come_keeps_not_the_other(door: FrontDoor) -> None:
    """An older list is refused and told; the roster with it is taken."""
    newer = replace(door.file.enrolment(), version=2)
    told = door.freshen(_Central(word.told(OPENED), newer))
    assert (DataStale, 2) == (type(told.fault), door.file.enrolment().version)


@pytest.mark.parametrize(("version", "hours"), [(1, 1), (2, -1)])
def test_an_older_roster_never_replaces_a_newer_one(door: FrontDoor, version: int, hours: int) -> None:
    """A restored head office, or an old answer played again, brings nobody back."""
    held = replace(door.file.enrolment(), version=2)
    door.file.enrol(held)
    older = replace(held, version=version, as_of=OPENED + timedelta(hours=hours), roster=())
    told = door.freshen(_Central(word.told(OPENED, held=door.file.restrictions.point()), older))
    assert ({"register": "roster", "version": version}, held) == (told.fault.facts, door.file.enrolment())


def test_who_left_the_roster_is_refused_and_loses_their_slot(outpost: Outpost) -> None:
    """With the form they left behind; the others stay."""
    door = outpost.door()
    device = door.sign_in(CLERK.operator, CLERK.password)
    device.vault.add_operator(device.ring, OTHER_CLERK)
    device.close()
    other = door.sign_in(OTHER_CLERK.operator, OTHER_CLERK.password)
    other.drafts.keep(b"half a form")
    other.close()
    dismiss(outpost.central, "C06", OTHER_CLERK.operator)
    told = outpost.freshen(door)
    assert ((OTHER_CLERK.operator,), (CLERK.operator,)) == (told.left, other.vault.operators())
    assert [] == list(outpost.folders.drafts.iterdir())
    assert OTHER_CLERK.operator not in {plate.id for plate in door.people()}
    with pytest.raises(OperatorUnknown):
        door.sign_in(OTHER_CLERK.operator, OTHER_CLERK.password)


def test_the_last_slot_stays_and_opens_nothing(outpost: Outpost) -> None:
    """Or the device would be locked for good; its holder is refused all the same."""
    door = outpost.door()
    dismiss(outpost.central, "C06", CLERK.operator)
    told = outpost.freshen(door)
    assert () == told.left
    with pytest.raises(OperatorUnknown):
        door.sign_in(CLERK.operator, CLERK.password)


def test_past_their_last_day_by_centrals_time_the_slot_goes(outpost: Outpost) -> None:
    """On the last day it stays, on the day after it goes."""
    door = outpost.door()
    device = door.sign_in(CLERK.operator, CLERK.password)
    device.vault.add_operator(device.ring, OTHER_CLERK)
    device.close()
    last_day = date(2026, 11, 24)
    roster = door.file.enrolment().roster
    _rostered(outpost, [replace(o, until=last_day) if o.id == OTHER_CLERK.operator else o for o in roster])
    assert () == outpost.freshen(door).left
    outpost.pass_time(timedelta(days=1))
    assert (OTHER_CLERK.operator,) == outpost.freshen(door).left


def test_a_refused_sign_in_takes_the_slot_that_a_cut_off_pull_left(door: FrontDoor, folders: DeviceFolders) -> None:
    """The roster was kept and the power went: the slot goes when its holder next knocks."""
    held = door.file.enrolment()
    rest = tuple(listed for listed in held.roster if listed.id != OTHER_CLERK.operator)
    door.file.enrol(replace(held, version=2, roster=rest))
    with pytest.raises(OperatorUnknown):
        door.sign_in(OTHER_CLERK.operator, OTHER_CLERK.password)
    device = door.sign_in(CLERK.operator, CLERK.password)
    assert (CLERK.operator,) == device.vault.operators()
    device.close()


def test_a_restored_head_office_is_noticed(outpost: Outpost) -> None:
    """It gives the number of our newest tables to others: ours stand and it is told, until a higher one comes."""
    door = outpost.door()
    day = OPENED.date() + timedelta(days=1)
    other = table_texts()
    other["freshness"] = other["freshness"].replace("restrictions,24,", "restrictions,12,")
    with outpost.central.database.connection_context():
        publish(outpost.central, table_texts(), day)
        assert outpost.freshen(door).fault is None
        PublishedPolicy.delete().where(PublishedPolicy.version == 2).execute()
        lost = outpost.freshen(door).fault
        Sequence.update(value=1).where(Sequence.name == "policy").execute()
        publish(outpost.central, other, day)
        dismiss(outpost.central, "C06", OTHER_CLERK.operator)
        differs = outpost.freshen(door).fault
        assert [{"register": "policy", "version": 2}] * 2 == [fault.facts for fault in (lost, differs) if fault]
        assert 24 == door.file.policies.current().on(day).freshness(day).restrictions_hours
        assert OTHER_CLERK.operator not in {plate.id for plate in door.people()}
        publish(outpost.central, other, day)
        outpost.freshen(door)
        assert outpost.freshen(door).fault is None
    assert 12 == door.file.policies.current().on(day).freshness(day).restrictions_hours


def test_a_trip_while_somebody_works_brings_roster_and_tables_too(outpost: Outpost) -> None:
    """After the restrictions and before the log; nobody need lock the counter for it."""
    door = outpost.door()
    device = door.sign_in(CLERK.operator, CLERK.password)
    with outpost.central.database.connection_context():
        publish(outpost.central, table_texts(), OPENED.date() + timedelta(days=1))
    dismiss(outpost.central, "C06", OTHER_CLERK.operator)
    _synchronise(outpost, door, device)
    assert 2 == device.file.policies.newest()
    assert OTHER_CLERK.operator not in {listed.id for listed in device.file.enrolment().roster}
    device.close()


def test_tables_that_are_not_sound_keep_the_log_from_nothing(
    outpost: Outpost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault is told, the roster that came with them is not taken, and every entry is witnessed."""
    door = outpost.door()
    device = door.sign_in(CLERK.operator, CLERK.password)
    dismiss(outpost.central, "C06", OTHER_CLERK.operator)
    monkeypatch.setattr(enrolment, "wanted", lambda _central, _known: (b"half a bund",))
    with pytest.raises(CentralGarbled):
        _synchronise(outpost, door, device)
    assert OTHER_CLERK.operator in {listed.id for listed in device.file.enrolment().roster}
    receipt = device.ledger.receipt()
    assert receipt is not None
    assert f"\n{device.ledger.head().size}\n" in receipt
    device.close()


def _synchronise(outpost: Outpost, door: FrontDoor, device: Device) -> None:
    file = device.file
    synchronise(outpost.office(door), file.restrictions, file, file.policies, device.ledger, ignore_progress)
