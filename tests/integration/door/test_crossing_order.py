"""What a real head office is asked, in which order: restrictions, policy, register deltas, operators, cases."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import groupby

import pytest

from branch_app.cli.sync import Round
from branch_app.composition.device import Device
from branch_app.composition.device_office import DeviceOffice
from branch_app.composition.line import head_office
from branch_app.domain.errors import CentralUnreachable, DeviceLocked, DiskFull, MadoguchiError
from branch_app.domain.records.freight import Freight
from branch_app.domain.records.hold import Hold, HoldId, HoldReason, KeptHold
from branch_app.domain.records.standing import WhyRevoked
from branch_app.usecases.crossing import cross
from sync.central.cases import feed
from sync.central.registers import deltas
from sync.central.registers.history import record
from sync.central.trust.escrow import recovery_code
from sync.central.trust.revocation import revoke
from sync.client.transport import Line
from sync.wire.routes import Route
from tests.fakes.branch import CLERK
from tests.fakes.cases import case
from tests.fakes.conversation import Exchange, recorder
from tests.fakes.device import SystemRandom, ignore_progress
from tests.fakes.register_records import HOME, RECORDS, TARO
from tests.integration.door.conftest import Outpost
from tests.integration.door.test_cases_come_down import PASSWORD, found

PULLED = [Route.RESTRICTIONS, Route.POLICY, Route.DELTA, Route.SETTINGS, Route.PUSH, Route.CASES, Route.ESCROW]


def routes(heard: Iterable[Exchange]) -> list[Route]:
    """As they came, those in a row once; a new key to receive with comes before all of them, and is no freight."""
    return [route for route, _ in groupby(Route(each.path) for each in heard) if route is not Route.RENEW]


@contextmanager
def listening(outpost: Outpost) -> Iterator[tuple[str, Sequence[Exchange]]]:
    """URL of the real head office, and what is asked there."""
    with recorder(outpost.central, outpost.url) as (url, heard):
        yield url, heard


@pytest.fixture
def device(outpost: Outpost) -> Iterator[Device]:
    """In step with head office once, registers and all."""
    with outpost.central.database.connection_context():
        record(outpost.central, RECORDS)
    spoken = recovery_code(outpost.central, "suge-01")
    with closing(outpost.door().recover(spoken, CLERK.operator, PASSWORD)) as signed_in:
        DeviceOffice(signed_in, outpost.url).renew(ignore_progress)
        yield signed_in


def load(outpost: Outpost, device: Device, trip: int) -> None:
    """Something of everything: a hold told by telephone, two changes, two cases, a code that was spoken."""
    outpost.door().file.forget_escrowed()
    hold = Hold(HoldId(f"hold-{trip}"), TARO, HoldReason.LOST_CARD, outpost.watch.now)
    device.file.restrictions.hold(KeptHold(hold))
    for number in (2 * trip, 2 * trip + 1):
        found(outpost, replace(case(number), office="C06"))
        with outpost.central.database.connection_context():
            record(outpost.central, [replace(HOME, address=f"神奈川県川崎市麻生区見本{number}番地")])


def test_a_trip_asks_in_the_order_of_the_list(
    outpost: Outpost, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Window and headless; holds before the list that must say them, the log before the cases that come of it.

    Each goes in pieces. A trip between two renewals leaves the registers out, and nothing else.
    """
    monkeypatch.setattr(deltas, "MOST_CHANGES", 1)
    monkeypatch.setattr(feed, "PIECE", 1)
    ways: tuple[tuple[Callable[[str], object], list[Route]], ...] = (
        (lambda url: DeviceOffice(device, url).renew(ignore_progress), PULLED),
        (lambda url: Round(device, url).trip(), PULLED),
        (
            lambda url: DeviceOffice(device, url).synchronise(ignore_progress),
            [route for route in PULLED if route is not Route.DELTA],
        ),
    )
    for trip, (go, order) in enumerate(ways, start=1):
        load(outpost, device, trip)
        with listening(outpost) as (url, heard):
            go(url)
        assert [Route.HOLDS, *order] == routes(heard)
        asked = [Route(each.path) for each in heard]
        assert {2} == {asked.count(route) for route in (Route.DELTA, Route.CASES) if route in order}


def test_before_anyone_signs_in_what_needs_nobody_comes_in_the_same_order(outpost: Outpost) -> None:
    """By the machine's own keys."""
    door = outpost.door()
    with listening(outpost) as (url, heard), Line(url, door.file.enrolment().central_ca) as line:
        assert door.freshen(head_office(door.file, line, SystemRandom())).fault is None
    assert [Route.RESTRICTIONS, Route.POLICY, Route.SETTINGS] == routes(heard)


def test_a_device_that_was_revoked_asks_for_nothing_more(outpost: Outpost) -> None:
    """The first no ends the trip."""
    with outpost.central.database.connection_context():
        revoke(outpost.central, "suge-01", WhyRevoked.STOLEN)
    with closing(outpost.door().sign_in(CLERK.operator, CLERK.password)) as device:
        hold = Hold(HoldId("hold-1"), TARO, HoldReason.LOST_CARD, outpost.watch.now)
        device.file.restrictions.hold(KeptHold(hold))
        with listening(outpost) as (url, heard), pytest.raises(DeviceLocked):
            DeviceOffice(device, url).synchronise(ignore_progress)
    assert [Route.HOLDS] == routes(heard)


def crossed(**faults: MadoguchiError) -> tuple[list[str], MadoguchiError | None]:
    """What was tried of everything, when those fail so; what is told of it."""
    tried: list[str] = []

    def load(freight: Freight) -> None:
        tried.append(freight.value)
        if freight.value in faults:
            raise faults[freight.value]

    crossing = cross({freight: lambda freight=freight: load(freight) for freight in reversed(Freight)})
    return tried, crossing.fault


def test_one_that_fails_keeps_the_others_from_nothing() -> None:
    """Whatever order they are given in; a line that is down ends it; what may wait is no fault."""
    order = [freight.value for freight in Freight]
    full, down = DiskFull(), CentralUnreachable(reason="ConnectError")
    assert (order, None) == crossed()
    assert (order, full) == crossed(registers=full)
    assert (order, full) == crossed(policy=DiskFull(), entries=full)
    assert (["restrictions", "policy"], down) == crossed(policy=down)
    assert (order[:6], None) == crossed(cases=down)
    assert (order, full) == crossed(cases=full)
