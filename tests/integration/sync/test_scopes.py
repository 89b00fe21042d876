"""Every route has its callers, and hears nobody else."""

from collections.abc import Callable
from datetime import date, timedelta
from http import HTTPStatus

import pytest

from branch_app.domain.errors import BadInput, CentralRefused, DeviceLocked
from branch_app.domain.records.standing import Standing, WhyRevoked
from sync.central.serving.app import HANDLERS
from sync.central.trust.scopes import SCOPES
from sync.central.trust.staff import Grant, grant, withdraw
from sync.client.feeds import fetch_restrictions
from sync.client.session import Session
from sync.client.staff import Desk
from sync.client.transport import Reply
from sync.wire.envelope import Envelope, Signer
from sync.wire.messages import Problem, opened, signed
from sync.wire.parcel import Parcel
from sync.wire.routes import Route
from sync.wire.staff_messages import Caller, RevokeRequest, StandingsRequest
from tests.fakes.device import SystemRandom, fresh_keys, fresh_request
from tests.fakes.town import Town

UNTIL = date(2027, 3, 31)


def desk(town: Town, session: Session, role: Caller, office: str = "") -> Desk:
    """A desk whose key was granted."""
    signer = fresh_keys().log
    with town.central.database.connection_context():
        grant(town.central, Grant(role.value, role, office, signer.public_key, UNTIL))
    return Desk(session.line, signer, session.central.public, SystemRandom())


def reason(town: Town, reply: Reply) -> str:
    """Of a signed no."""
    return opened(Problem, Envelope.from_bytes(reply.body), town.central.keys.signer.public_key).reason


def test_the_table_names_every_route() -> None:
    """Whoever adds a route says who may speak on it; two are for those who have no key yet."""
    assert set(Route) - {Route.IDENTITY, Route.ENROL} == set(SCOPES)
    assert set(HANDLERS) <= set(SCOPES) | {Route.ENROL}


def test_no_route_hears_whom_the_table_does_not_name(town: Town) -> None:
    """A device's key on the routes of people, and every person's on those of devices: 403, whatever is said."""
    session, _ = town.join()
    signers: dict[Caller, Signer] = {Caller.DEVICE: session.keys.log}
    for role in Caller:
        if role is not Caller.DEVICE:
            signers[role] = desk(town, session, role, "C06" if role is Caller.OFFICE else "").signer
    for route, callers in SCOPES.items():
        if route not in HANDLERS:
            continue
        for caller in set(Caller) - callers:
            body = _said(route, signers[caller])
            reply = session.line.post(route, body)
            assert (HTTPStatus.FORBIDDEN, True) == (reply.status, reason(town, reply) in {"key", "scope"}), route


def _said(route: Route, signer: Signer) -> bytes:
    messages = {
        Route.STANDINGS: StandingsRequest(fresh_request()),
        Route.REVOKE: RevokeRequest(fresh_request(), "C06-1", 1, WhyRevoked.LOST),
    }
    envelope = signed(messages.get(route, StandingsRequest(fresh_request())), signer)
    return Parcel(envelope, (b"", b"")).to_bytes() if route in {Route.PUSH, Route.ASIDE} else envelope


def test_an_office_sees_its_own_devices_and_an_auditor_all(town: Town) -> None:
    """How they stand and how much is witnessed; nobody's name."""
    session, _ = town.join("C06-1")
    town.join("C06-2")
    ours, elsewhere = desk(town, session, Caller.OFFICE, "C06"), desk(town, session, Caller.OFFICE, "C05")
    auditor = desk(town, session, Caller.AUDITOR)
    assert [("C06-1", 1), ("C06-2", 1)] == [(log.device, log.epoch) for log in ours.standings()]
    assert ([], ours.standings()) == (list(elsewhere.standings()), auditor.standings())


def test_an_administrator_ends_a_log_from_afar(town: Town) -> None:
    """At the device's next contact; only an administrator, only that epoch, however often it is played again."""
    session, _ = town.join()
    with pytest.raises(CentralRefused, match="scope"):
        desk(town, session, Caller.AUDITOR).revoke("C06-1", 1, WhyRevoked.LOST)
    assert fetch_restrictions(session)
    administrator = desk(town, session, Caller.ADMINISTRATOR)
    administrator.revoke("C06-1", 1, WhyRevoked.STOLEN)
    with pytest.raises(DeviceLocked, match="revoked"):
        fetch_restrictions(session)
    anew, _ = town.join()
    administrator.revoke("C06-1", 1, WhyRevoked.STOLEN)
    assert fetch_restrictions(anew)
    assert [Standing.REVOKED, Standing.IN_FORCE] == [log.standing for log in administrator.standings()]
    with pytest.raises(CentralRefused, match="device"):
        administrator.revoke("C06-1", 3, WhyRevoked.LOST)


def test_a_key_ends_by_its_day_or_by_a_word(town: Town) -> None:
    """On the last day it counts, on the day after it does not; taken back it is nobody's."""
    session, _ = town.join()
    lasting, taken = desk(town, session, Caller.AUDITOR), desk(town, session, Caller.ADMINISTRATOR)
    with town.central.database.connection_context():
        assert 1 == withdraw(town.central, Caller.ADMINISTRATOR.value)
    with pytest.raises(CentralRefused, match="key"):
        taken.standings()
    town.watch.now = town.watch.now.replace(year=UNTIL.year, month=UNTIL.month, day=UNTIL.day, hour=23)
    assert lasting.standings()
    town.watch.now += timedelta(hours=2)
    with pytest.raises(CentralRefused, match="key"):
        lasting.standings()


def test_a_grant_that_means_nothing_is_none(town: Town) -> None:
    """Devices enrol; an office's desk has an office and no other has; a device's key stays a device's."""
    session, _ = town.join()
    key = fresh_keys().log.public_key
    wrong: tuple[Callable[[], object], ...] = (
        lambda: Grant("a", Caller.DEVICE, "", key, UNTIL),
        lambda: Grant("a", Caller.OFFICE, "", key, UNTIL),
        lambda: Grant("a", Caller.AUDITOR, "C06", key, UNTIL),
        lambda: Grant(" ", Caller.AUDITOR, "", key, UNTIL),
        lambda: Grant("a", Caller.AUDITOR, "", key[1:], UNTIL),
    )
    for make in wrong:
        with pytest.raises(ValueError, match=r"grant|key"):
            make()
    with town.central.database.connection_context(), pytest.raises(BadInput):
        grant(town.central, Grant("a", Caller.AUDITOR, "", session.keys.log.public_key, UNTIL))
