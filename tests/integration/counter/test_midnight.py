"""日付が変わる: the desk stays open over midnight without a line, and the new day's tables hold from then on."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from branch_app.cards.slot import VirtualReader
from branch_app.composition.device import Device
from branch_app.documents.readback import read_back
from branch_app.domain.deciders.states import ItemState, JobState
from branch_app.domain.errors import DataStale, NotOffered
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.events import ApplicationCharged, ApplicationQuoted, ItemAuthorised, ItemRefused
from branch_app.domain.reconcile.day import reconcile
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.policy import PolicyBundle
from branch_app.domain.rules.policies import Policies
from branch_app.domain.values.found_by import FoundBy
from branch_app.domain.values.identifiers import ApplicationId
from branch_app.domain.values.money import Yen
from branch_app.machine import TOKYO
from branch_app.ports import PrintState
from branch_app.usecases.accept import accept
from branch_app.usecases.authorise import Authorised, authorise, request_items
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import identify_by_city_card
from branch_app.usecases.pay import pay, quote
from branch_app.usecases.prepare import prepare
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.snapshot import Wish
from tests.fakes.branch import OPENED, SetClock, city
from tests.fakes.clerk import deliver
from tests.fakes.counter_room import room_of
from tests.fakes.logged import entries, logged
from tests.fakes.tables import shipped_policy

TOMORROW = OPENED.date() + timedelta(days=1)
LATE, EARLY = (datetime(2026, 11, day, hour, 59 * (hour > 0), tzinfo=TOKYO) for day, hour in ((24, 23), (25, 0)))
OLD, NEW = shipped_policy().label, f"{TOMORROW}.2"
TARO = "9000010100"


def new_tables(version: int = 2, effective: date = TOMORROW) -> PolicyBundle:
    """住民票 for 500 yen, 印鑑 no more, passports prove nothing."""
    texts = dict(shipped_policy().texts)
    texts["fees"] = texts["fees"].replace("juminhyo,counter,300,2025-05-26", "juminhyo,counter,500,2025-05-26")
    texts["catalogue"] = texts["catalogue"].replace("行政サービスコーナー,counter,inkan,,,", "支所,x,inkan,,,")
    texts["identity_documents"] = texts["identity_documents"].replace("passport,photo,", "diary,b,")
    return PolicyBundle(version, effective, texts)


@pytest.fixture
def desk(desk: Desk, device: Device, clock: SetClock) -> Desk:
    """A minute to midnight; the next tables have lain here since noon."""
    device.file.enrol(device.file.enrolment(), (new_tables(),))
    clock.advance(LATE - clock.now())
    return desk


def _authorised(desk: Desk, form: str, certificate: Certificate = Certificate.JUMINHYO) -> ApplicationId:
    application, authorised = _judged(desk, form, certificate)
    prepare(desk, authorised)
    return application


def _judged(desk: Desk, form: str, certificate: Certificate) -> tuple[ApplicationId, Authorised]:
    card = next(card for card in city().city_cards if card.resident == TARO)
    application = accept(desk, form, desk.new_request())
    applicant = identify_by_city_card(desk, application, card.number, card.pin or "")
    (item,) = request_items(desk, application, [Wish(certificate, applicant.resident, 1)])
    return application, authorise(desk, application, applicant, item)


def _stamped(desk: Desk, kind: type) -> list[str]:
    return [entry.stamp.tables for entry in entries(desk.journal.ledger) if isinstance(entry.event, kind)]


def test_what_was_quoted_keeps_its_fee(desk: Desk, clock: SetClock) -> None:
    """Accepted before midnight, paid and printed after: 300 yen. The next form costs what the new day says."""
    before = _authorised(desk, "1")
    assert 300 == quote(desk, before, {})
    clock.advance(EARLY - clock.now())
    assert 300 == pay(desk, before, Yen(1000)).total
    (job,) = desk.journal.state.issuance.items_of(before)[0].jobs
    send(desk, job)
    assert PrintState.PRINTED is follow(desk, job).state
    deliver(desk, [job])
    assert JobState.DELIVERED is desk.journal.state.issuance.job(job).state
    assert 500 == quote(desk, _authorised(desk, "2"), {})
    quotes = logged(desk.journal.ledger, ApplicationQuoted)
    assert [300, 500] == [quoted.lines[0].unit_fee_yen for quoted in quotes]


def test_every_entry_carries_the_version_in_force(desk: Desk, clock: SetClock) -> None:
    """Before midnight the old one, after it the new one, without a restart and without anybody asking."""
    quote(desk, before := _authorised(desk, "1"), {})
    midnight = desk.journal.ledger.head().size
    clock.advance(EARLY - clock.now())
    pay(desk, before, Yen(300))
    quote(desk, _authorised(desk, "2"), {})
    labels = [entry.stamp.tables for entry in entries(desk.journal.ledger)]
    assert ({OLD}, {NEW}) == (set(labels[:midnight]), set(labels[midnight:]))


def test_central_finds_nothing_to_complain_of(desk: Desk, device: Device, clock: SetClock) -> None:
    """It folds the same entries under the same tables, each by its own day."""
    quote(desk, before := _authorised(desk, "1"), {})
    clock.advance(EARLY - clock.now())
    pay(desk, before, Yen(300))
    held = device.file.policies.current()
    assert () == reconcile(entries(desk.journal.ledger), held)
    lagging = [entry for entry in entries(desk.journal.ledger) if entry.stamp.tables != held.label_on(_day(entry))]
    assert [] == lagging


def _day(entry: Entry) -> date:
    return datetime.fromisoformat(entry.stamp.wall).date()


def test_what_is_no_longer_offered_is_refused_from_midnight_on(desk: Desk, clock: SetClock) -> None:
    """And the refusal says by which tables."""
    _authorised(desk, "1", Certificate.INKAN)
    clock.advance(EARLY - clock.now())
    with pytest.raises(NotOffered):
        _authorised(desk, "2", Certificate.INKAN)
    assert ([OLD], [NEW]) == (_stamped(desk, ItemAuthorised), _stamped(desk, ItemRefused))


@pytest.mark.parametrize(
    ("certificate", "made"), [(Certificate.JUMINHYO, OPENED.date()), (Certificate.INKAN, None)]
)
def test_what_was_judged_before_midnight_bears_that_day_or_is_not_made(
    desk: Desk, clock: SetClock, spool: Path, certificate: Certificate, made: date | None
) -> None:
    """Midnight between 審査 and paper: it bears the day of its rules; what went with that day fails."""
    application, authorised = _judged(desk, "1", certificate)
    clock.advance(EARLY - clock.now())
    if made is None:
        with pytest.raises(NotOffered):
            prepare(desk, authorised)
        assert ItemState.RENDER_FAILED is desk.journal.refresh().issuance.item(authorised.item).state
        assert 0 == quote(desk, application, {})
    else:
        (job,) = prepare(desk, authorised)
        said = "".join(read_back(desk.print_files.get(job))[0].runs)
        assert "令和8年11月24日" in said.replace("\u3000", "").replace(" ", "")
    assert [] == list(spool.iterdir())


@dataclass(slots=True)
class Striking(SetClock):
    """Strikes midnight behind the back of whoever has just looked at it."""

    looks: list[datetime] = field(default_factory=list)

    def now(self) -> datetime:
        """Yesterday once, today from then on."""
        self.looks.append(self.wall)
        seen = self.wall
        if len(self.looks) == 1:
            self.advance(timedelta(milliseconds=2))
        return seen


def test_midnight_in_the_middle_of_a_step_is_told_truly(desk: Desk, clock: SetClock) -> None:
    """A fee read from yesterday's table a moment before midnight is written down as yesterday's."""
    before = _authorised(desk, "1")
    brink = datetime(2026, 11, 24, 23, 59, 59, 999_000, tzinfo=TOKYO)
    clock.advance(brink - clock.now())
    striking = Striking(clock.wall, clock.monotonic, clock.boot)
    desk.journal._clock = striking
    assert 300 == quote(replace(desk, clock=striking), before, {})
    quoted = next(entry for entry in entries(desk.journal.ledger) if isinstance(entry.event, ApplicationQuoted))
    assert (TOMORROW, OLD, 300) == (_day(quoted), quoted.stamp.tables, quoted.event.lines[0].unit_fee_yen)


def test_the_screen_offers_what_the_new_day_says(desk: Desk, clock: SetClock, reader: VirtualReader) -> None:
    """Fees, certificates and identity documents follow with the next form; nobody signs in anew."""
    room = room_of(desk, reader, reader)
    before = ([offer.fee_yen for offer in room.counter.state.offers], len(room.proof.state.accepted))
    clock.advance(EARLY - clock.now())
    room.counter._look(city().households[0].members[0].id, room.counter.state.form, FoundBy.KANA)
    assert [300, 300, 300, 450, 450, 300, 300] == before[0]
    assert [500, 300, 450, 450, 300, 300] == [offer.fee_yen for offer in room.counter.state.offers]
    assert "passport" not in {document.code for document in room.proof.state.accepted}
    assert before[1] == len(room.proof.state.accepted)


def test_without_any_tables_nothing_is_issued_and_everything_is_recorded(desk: Desk) -> None:
    """A clock that stands before all of them: refused, and what had happened is still written down."""
    before = _authorised(desk, "1")
    quote(desk, before, {})
    bare = replace(desk, policies=_Nothing())
    with pytest.raises(DataStale, match="register=policy"):
        quote(bare, before, {})
    desk.journal._versions = replace(desk.journal._versions, policies=_Nothing())
    pay(bare, before, Yen(300))
    assert ["none"] == _stamped(desk, ApplicationCharged)


class _Nothing:
    """``PolicyList`` of a device that was never told anything."""

    def current(self) -> Policies:
        """Empty."""
        return Policies()
