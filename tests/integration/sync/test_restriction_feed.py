"""The restriction feed over the line: small, whole when asked, and believed from central for this device only."""

from dataclasses import replace
from datetime import timedelta

import pytest
from playhouse.migrations import Runner
from playhouse.pool import PooledDatabase

from branch_app.domain.errors import CentralError, CentralGarbled, EnvelopeNotTrusted
from branch_app.domain.records.hold import Hold, HoldId, HoldReason
from branch_app.domain.records.restrictions import NOTHING_HELD, RestrictionNews, RestrictionPoint, RestrictionState
from branch_app.domain.values.codec import encode
from branch_app.domain.values.identifiers import ResidentId
from sync.central.database import open_database
from sync.central.head_office import HeadOffice
from sync.central.models import RestrictionChange, TelephoneHold
from sync.central.restrictions import news, next_mark, release, restate, restrict, restrict_all
from sync.central.schema import MIGRATIONS
from sync.central.serving.app import HANDLERS, answer
from sync.client.feeds import fetch_restrictions, report_holds
from sync.client.session import Session
from sync.client.transport import Line
from sync.wire.compression import compress
from sync.wire.messages import HoldsReceipt, RestrictionFeed, RestrictionsRequest, signed
from sync.wire.numbered import numbered
from sync.wire.routes import Route
from sync.wire.sealing import purpose, seal
from sync.wire.strict import dump
from tests.fakes.device import fresh_keys
from tests.fakes.hostile import hostile_server
from tests.fakes.line_book import MemoryLineBook
from tests.fakes.restrictions import told
from tests.fakes.town import Town

ONE, TWO, THREE = (ResidentId(f"90000{number}0100") for number in (1, 4, 5))
BLOCKED, RELEASED = RestrictionState.BLOCKED, RestrictionState.RELEASED


def _states(found: RestrictionNews) -> list[tuple[int, ResidentId, RestrictionState]]:
    return [(entry.version, entry.resident, entry.state) for entry in found.entries]


def _changed(central: HeadOffice) -> list[int]:
    with central.database.connection_context():
        versions = [restrict(central, ONE), restrict(central, ONE), restrict(central, TWO)]
        return [*versions, release(central, ONE), release(central, THREE)]


def test_an_empty_list_is_not_a_missing_one(town: Town) -> None:
    """Central's word that nobody is restricted has a time and a version."""
    session, _ = town.join()
    assert RestrictionNews(0, 0, town.watch.now, "", ()) == fetch_restrictions(session)


def test_the_whole_list_has_everybody_ever_on_it(town: Town) -> None:
    """Every change is a higher version, the same change twice is none, a release is kept."""
    session, _ = town.join()
    assert [1, 1, 2, 3, 3] == _changed(town.central)
    found = fetch_restrictions(session)
    assert (0, 3, town.watch.now) == (found.since, found.version, found.as_of)
    assert [(2, TWO, BLOCKED), (3, ONE, RELEASED)] == _states(found)


def test_only_what_came_after_is_sent(town: Town) -> None:
    """Since the version held, every single change; nothing when there is none."""
    session, _ = town.join()
    _changed(town.central)
    held = fetch_restrictions(session).point
    town.watch.now += timedelta(minutes=5)
    assert RestrictionNews(3, 3, town.watch.now, held.mark, ()) == fetch_restrictions(session, held)
    with town.central.database.connection_context():
        restrict(town.central, THREE)
        release(town.central, THREE)
    later = fetch_restrictions(session, held)
    assert (3, [(4, THREE, BLOCKED), (5, THREE, RELEASED)]) == (later.since, _states(later))


def test_a_morning_pull_is_small_enough_for_64_kbit(town: Town) -> None:
    """Ten changes on a list of 2,000 persons: under 4 kB, half a second; the whole list under 10 seconds."""
    session, _ = town.join()
    with town.central.database.connection_context():
        restrict_all(town.central, [ResidentId(f"{number * 7919 % 10**10:010d}") for number in range(2_000)])
        held = news(town.central, NOTHING_HELD).point
        restrict_all(town.central, [ResidentId(f"99{number:08d}") for number in range(10)])
    sizes = [len(_answer(town, session, point)) for point in (held, NOTHING_HELD)]
    assert [True, True] == [sizes[0] < 4_000, sizes[1] < 80_000]


def _answer(town: Town, session: Session, held: RestrictionPoint) -> bytes:
    enrolment = session.enrolment
    device, epoch = enrolment.device, enrolment.epoch
    asked = RestrictionsRequest(session.new_request(), device, epoch, held.version, held.mark)
    body = signed(asked, session.keys.log)
    return answer(town.central, HANDLERS[Route.RESTRICTIONS], body).body


def test_another_history_gets_the_whole_list(town: Town) -> None:
    """A device that heard versions 1 to 3 from a central that was lost: the mark tells."""
    session, _ = town.join()
    _changed(town.central)
    for held in (RestrictionPoint(3, "another"), RestrictionPoint(7, "ahead"), RestrictionPoint(2, "")):
        assert (0, 3) == (fetch_restrictions(session, held).since, fetch_restrictions(session, held).version)


def test_a_restored_central_says_everything_anew(town: Town) -> None:
    """Under versions above those the devices hold: nobody is freed or blocked by it, and deltas go on."""
    session, _ = town.join()
    _changed(town.central)
    before = fetch_restrictions(session).point
    with town.central.database.connection_context():
        assert 52 == restate(town.central, 50)
    assert 0 == fetch_restrictions(session, before).since
    found = fetch_restrictions(session, RestrictionPoint(50, "of the central that was lost"))
    assert (0, [(51, TWO, BLOCKED), (52, ONE, RELEASED)]) == (found.since, _states(found))
    with town.central.database.connection_context():
        assert 53 == restrict(town.central, THREE)
    assert [(53, THREE, BLOCKED)] == _states(fetch_restrictions(session, found.point))


def test_as_of_is_never_later_than_the_look(town: Town) -> None:
    """The version read is that of the moment vouched for or a later one."""
    order: list[str] = []
    central = replace(town.central, clock=lambda: order.append("clock") or town.watch.now)
    with central.database.connection_context():
        news(central, NOTHING_HELD)
    assert ["clock"] == order


def _hostile(town: Town, session: Session, forged: RestrictionFeed | bytes) -> CentralError:
    body = forged if isinstance(forged, bytes) else signed(forged, town.central.keys.signer)
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
    with (
        hostile_server(town.central.line, head + body) as url,
        Line(url, session.enrolment.central_ca) as line,
        pytest.raises(CentralError) as failed,
    ):
        fetch_restrictions(replace(session, line=line, book=MemoryLineBook()))
    return failed.value


class _SetRandom:
    """So that an attacker knows the request id, and nothing else stands in the way."""

    def token(self, length: int) -> bytes:
        """Always the same."""
        return b"r" * length


_KNOWN = numbered(1, _SetRandom().token(16))
"""Of the first question under that chance."""


def _forged(
    town: Town, session: Session, plain: bytes, *, receiver: Session | None = None, what: str = "restrictions"
) -> RestrictionFeed:
    target = receiver or session
    info = purpose(what, target.enrolment.device, target.enrolment.epoch)
    key = target.keys.transport.public_key().public_bytes_raw()
    return RestrictionFeed(_KNOWN, seal(compress(plain), key, info))


def test_the_list_of_another_device_is_refused(town: Town) -> None:
    """Central's own answer to one device, handed to another."""
    session, _ = town.join()
    other, _ = town.join("C06-2")
    staged = replace(session, random=_SetRandom())
    plain = dump(encode(told(town.watch.now, blocked=[ONE])))
    failed = _hostile(town, staged, _forged(town, session, plain, receiver=other))
    assert (EnvelopeNotTrusted, {"reason": "seal"}) == (type(failed), failed.facts)


def test_what_was_sealed_for_another_purpose_is_no_list(town: Town) -> None:
    """Settings in the place of restrictions."""
    session, _ = town.join()
    staged = replace(session, random=_SetRandom())
    plain = dump(encode(told(town.watch.now)))
    failed = _hostile(town, staged, _forged(town, session, plain, what="settings"))
    assert (EnvelopeNotTrusted, {"reason": "seal"}) == (type(failed), failed.facts)


def test_a_list_signed_by_another_key_is_refused(town: Town) -> None:
    """Rightly sealed, to the right request, by somebody who is not central."""
    session, _ = town.join()
    staged = replace(session, random=_SetRandom())
    feed = _forged(town, session, dump(encode(told(town.watch.now))))
    failed = _hostile(town, staged, signed(feed, fresh_keys().log))
    assert (EnvelopeNotTrusted, {"reason": "signature"}) == (type(failed), failed.facts)


def test_yesterdays_answer_played_again_is_refused(town: Town) -> None:
    """An answer belongs to one question."""
    session, _ = town.join()
    yesterday = _answer(town, session, NOTHING_HELD)
    failed = _hostile(town, session, yesterday)
    assert (EnvelopeNotTrusted, {"reason": "request"}) == (type(failed), failed.facts)


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_a_truncated_list_is_refused(town: Town, cut: int) -> None:
    """Cut off on the way, or inside what is sealed."""
    session, _ = town.join()
    staged = replace(session, random=_SetRandom())
    _changed(town.central)
    whole = _answer(town, staged, NOTHING_HELD)
    assert isinstance(_hostile(town, staged, whole[:-cut]), CentralGarbled)
    plain = dump(encode(told(town.watch.now, blocked=[ONE, TWO])))
    failed = _hostile(town, staged, _forged(town, session, plain[:-cut] or b"[]"))
    assert (CentralGarbled, {"what": "restrictions"}) == (type(failed), failed.facts)


def test_changes_with_one_left_out_are_refused(town: Town) -> None:
    """Rightly signed and sealed, and yet not every number is there."""
    session, _ = town.join()
    staged = replace(session, random=_SetRandom())
    changes = told(town.watch.now, blocked=[ONE, TWO, THREE], held=RestrictionPoint(4, "mark"))
    raw = encode(changes)
    assert isinstance(raw, dict)
    assert isinstance(raw["entries"], list)
    del raw["entries"][1]
    failed = _hostile(town, staged, _forged(town, session, dump(raw)))
    assert (CentralGarbled, {"what": "restrictions"}) == (type(failed), failed.facts)


def _hold(number: int, resident: ResidentId, town: Town) -> Hold:
    return Hold(HoldId(f"hold-{number}"), resident, HoldReason.SUPPORT, town.watch.now)


def test_a_hold_becomes_a_restriction_once(town: Town) -> None:
    """Sent twice it is one; released since, it stays released."""
    session, _ = town.join()
    hold = _hold(1, ONE, town)
    assert {hold.id: 1} == report_holds(session, [hold])
    assert [(1, ONE, BLOCKED)] == _states(fetch_restrictions(session))
    with town.central.database.connection_context():
        release(town.central, ONE)
    assert {hold.id: 1} == report_holds(session, [hold])
    assert [(2, ONE, RELEASED)] == _states(fetch_restrictions(session))
    assert {"hold-2": 3} == report_holds(session, [_hold(2, ONE, town)])


def test_a_hold_of_somebody_on_the_list_already_is_known_by_that_list(town: Town) -> None:
    """The list as it stands has it; who told what is kept beside."""
    session, _ = town.join()
    _changed(town.central)
    assert {"hold-1": 3} == report_holds(session, [_hold(1, TWO, town)])
    with town.central.database.connection_context():
        kept = TelephoneHold.get()
        assert (TWO, "support", 3) == (kept.resident, kept.reason, kept.version)


def test_a_receipt_that_leaves_a_hold_out_is_none(town: Town) -> None:
    """It would be waited for in vain; it stays unsent and goes again."""
    session, _ = town.join()
    staged = replace(session, random=_SetRandom())
    receipt = signed(HoldsReceipt(_KNOWN, {}), town.central.keys.signer)
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(receipt)}\r\nConnection: close\r\n\r\n".encode()
    with (
        hostile_server(town.central.line, head + receipt) as url,
        Line(url, session.enrolment.central_ca) as line,
        pytest.raises(CentralGarbled) as failed,
    ):
        report_holds(replace(staged, line=line), [_hold(1, ONE, town)])
    assert {"what": "holds"} == failed.value.facts


def test_changes_recorded_before_marks_existed_have_theirs(database_url: str) -> None:
    """The migration makes the very marks that later changes go on from."""
    database = open_database(database_url)
    changes = [(1, ONE, True), (2, TWO, True), (3, ONE, False)]
    with database.connection_context():
        Runner(database, str(MIGRATIONS)).up(target="0002_people")
        for version, resident, restricted in changes:
            row = "INSERT INTO restriction_change VALUES (?, ?, ?, 0)".replace("?", database.param)
            database.execute_sql(row, (version, resident, restricted))
        Runner(database, str(MIGRATIONS)).up()
        kept = [change.mark for change in RestrictionChange.select().order_by(RestrictionChange.version)]
    if isinstance(database, PooledDatabase):
        database.close_all()
    wanted = [""]
    for version, resident, restricted in changes:
        wanted.append(next_mark(wanted[-1], version, resident, "blocked" if restricted else "released"))
    assert wanted[1:] == kept
