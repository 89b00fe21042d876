"""電話による停止 at the counter: at once, by two persons, in the log, up first, and down again by the list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from branch_app.composition.device import Device
from branch_app.domain.errors import (
    BadInput,
    CentralRefused,
    CentralUnreachable,
    DataStale,
    MadoguchiError,
    OutOfOrder,
    Restricted,
    SecondPersonNeeded,
)
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.events import Event, HoldEntered, HoldKnown, HoldLifted
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.hold import Hold, HoldId, HoldReason, KeptHold
from branch_app.domain.records.restrictions import RestrictionNews, RestrictionPoint
from branch_app.domain.values.identifiers import Pseudonym, ResidentId
from branch_app.machine import SystemRandom
from branch_app.settings import DeviceFolders
from branch_app.usecases.desk import Desk
from branch_app.usecases.hand_over import check_paper, hand_over
from branch_app.usecases.holds import enter_hold, holds_now, lift_hold, settle_holds
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.restrictions_first import restrictions_first
from branch_app.usecases.start_log import second_person
from tests.fakes.branch import OPENED, OTHER_CLERK, SetClock, open_branch
from tests.fakes.clerk import order
from tests.fakes.restrictions import tell, told

TARO, HANAKO = ResidentId("9000010100"), ResidentId("9000010200")


@pytest.fixture
def second(device: Device) -> Pseudonym:
    """Somebody beside."""
    return second_person(device.enrolment, OTHER_CLERK.operator, device.veil)


@dataclass(slots=True)
class Office:
    """Head office as far as restrictions go; ``asked`` is the order of the questions."""

    news: RestrictionNews
    known: int = 0
    refuses: MadoguchiError | None = None
    asked: list[str] = field(default_factory=list)
    heard: list[Hold] = field(default_factory=list)

    def report_holds(self, holds: Sequence[Hold]) -> Mapping[HoldId, int]:
        """All of them, or none."""
        self.asked.append("holds")
        if self.refuses is not None:
            raise self.refuses
        self.heard += holds
        return {hold.id: self.known for hold in holds}

    def restrictions(self, _held: RestrictionPoint) -> RestrictionNews:
        """As told."""
        self.asked.append("restrictions")
        return self.news


def _events(device: Device) -> list[Event]:
    entries = map(Entry.from_bytes, device.ledger.leaves(0, device.ledger.head().size))
    return [entry.event for entry in entries if entry.event.kind.startswith("hold.")]


def _kinds(device: Device) -> list[str]:
    return [event.kind for event in _events(device)]


def test_a_hold_counts_at_once_for_everything_that_shows_the_person(desk: Desk, second: Pseudonym) -> None:
    """A paper in preparation is not printed, a new one not authorised; the household's paper neither."""
    _, (job,) = order(desk, "1", TARO)
    enter_hold(desk, TARO, HoldReason.LOST_CARD, second)
    with pytest.raises(Restricted):
        send(desk, job)
    with pytest.raises(Restricted):
        order(desk, "2", TARO, Certificate.INKAN)


def test_a_paper_already_printed_is_withheld(desk: Desk, second: Pseudonym) -> None:
    """The telephone rang while the paper came out."""
    _, (job,) = order(desk, "1", TARO, Certificate.INKAN)
    send(desk, job)
    follow(desk, job)
    check_paper(desk, job, desk.journal.refresh().issuance.job(job).pages)
    enter_hold(desk, TARO, HoldReason.SUPPORT, second)
    with pytest.raises(Restricted):
        hand_over(desk, job)


def test_it_works_whatever_the_clock_says_and_for_whom_no_register_knows(
    desk: Desk, clock: SetClock, second: Pseudonym
) -> None:
    """Stopping is never refused for a reason of ours; ten digits it must be."""
    clock.wall -= timedelta(days=3)
    hold = enter_hold(desk, "1234567890", HoldReason.OTHER, second)
    assert (KeptHold(hold),) == holds_now(desk.restrictions)
    for wrong in ("", "123456789", "12345678901", "１２３４５６７８９０", "a123456789"):
        with pytest.raises(BadInput):
            enter_hold(desk, wrong, HoldReason.OTHER, second)


def test_alone_nobody_enters_or_lifts_one(desk: Desk, second: Pseudonym) -> None:
    """And nothing is written."""
    with pytest.raises(SecondPersonNeeded):
        enter_hold(desk, TARO, HoldReason.LOST_CARD, desk.journal.operator)
    assert () == holds_now(desk.restrictions)
    hold = enter_hold(desk, TARO, HoldReason.LOST_CARD, second)
    with pytest.raises(SecondPersonNeeded):
        lift_hold(desk, hold.id, desk.journal.operator)
    assert TARO in desk.restrictions.current().residents


def test_two_persons_lift_what_two_persons_entered(desk: Desk, device: Device, second: Pseudonym) -> None:
    """Once; and what the list says of the person stands."""
    hold = enter_hold(desk, TARO, HoldReason.LOST_CARD, second)
    tell(device.file.restrictions, OPENED, blocked=[HANAKO])
    lift_hold(desk, hold.id, second)
    assert TARO not in desk.restrictions.current().residents
    assert HANAKO in desk.restrictions.current().residents
    with pytest.raises(OutOfOrder):
        lift_hold(desk, hold.id, second)


def test_the_log_says_it_without_the_person(desk: Desk, device: Device, second: Pseudonym) -> None:
    """A pseudonym and a commitment; the openings lie beside."""
    hold = enter_hold(desk, TARO, HoldReason.SUPPORT, second)
    lift_hold(desk, hold.id, second)
    entered, lifted = _events(device)
    assert isinstance(entered, HoldEntered)
    assert HoldLifted(hold.id, second) == lifted
    leaves = b"".join(device.ledger.leaves(0, device.ledger.head().size))
    assert not any(secret in leaves for secret in (TARO.encode(), b"support"))
    assert TARO.encode() == device.ledger.opening_of(entered.subject).value
    assert b'"support"' == device.ledger.opening_of(entered.reason).value


def test_holds_go_up_before_the_list_comes_down(desk: Desk, device: Device, second: Pseudonym) -> None:
    """Once; from the version head office named on the list speaks, and the log says since when."""
    hold = enter_hold(desk, TARO, HoldReason.SUPPORT, second)
    store = device.file.restrictions
    point = store.point()
    office = Office(told(OPENED, held=point), known=point.version + 1)
    restrictions_first(office, store)
    restrictions_first(office, store)
    assert (["holds", "restrictions", "restrictions"], [hold]) == (office.asked, office.heard)
    assert TARO in store.current().residents
    office.news = told(OPENED, blocked=[TARO], held=point)
    restrictions_first(office, store)
    assert ((), True) == (holds_now(store), TARO in store.current().residents)
    settle_holds(device.journal, store, SystemRandom())
    settle_holds(device.journal, store, SystemRandom())
    assert (["hold.entered", "hold.known"], ()) == (_kinds(device), store.holds())
    tell(store, OPENED, released=[TARO])
    assert TARO not in store.current().residents


def test_a_list_that_does_not_know_the_hold_lifts_nothing(desk: Desk, device: Device, second: Pseudonym) -> None:
    """Released at head office yesterday, told by telephone today: the release on its way is older than the call."""
    enter_hold(desk, TARO, HoldReason.SUPPORT, second)
    tell(device.file.restrictions, OPENED, blocked=[TARO])
    tell(device.file.restrictions, OPENED, released=[TARO])
    assert TARO in desk.restrictions.current().residents


def test_a_refused_hold_keeps_the_list_from_nothing(desk: Desk, device: Device, second: Pseudonym) -> None:
    """It counts on here, and the refusal is told."""
    enter_hold(desk, TARO, HoldReason.SUPPORT, second)
    store = device.file.restrictions
    office = Office(told(OPENED + timedelta(hours=1), held=store.point()))
    office.refuses = CentralRefused(status=500, reason="unsigned")
    with pytest.raises(CentralRefused):
        restrictions_first(office, store)
    assert (OPENED + timedelta(hours=1), True) == (store.current().as_of, TARO in store.current().residents)
    office.refuses = CentralUnreachable(reason="ConnectError")
    with pytest.raises(CentralUnreachable):
        restrictions_first(office, store)
    assert ["holds", "restrictions", "holds"] == office.asked


def test_an_old_list_from_head_office_lets_the_hold_up_all_the_same(
    desk: Desk, device: Device, second: Pseudonym
) -> None:
    """What it answers is refused; what it was told it knows."""
    hold = enter_hold(desk, TARO, HoldReason.SUPPORT, second)
    office = Office(told(OPENED), known=99)
    with pytest.raises(DataStale):
        restrictions_first(office, device.file.restrictions)
    assert (KeptHold(hold, 99),) == device.file.restrictions.holds()


def test_a_hold_outlives_the_program(
    desk: Desk, device: Device, folders: DeviceFolders, clock: SetClock, second: Pseudonym
) -> None:
    """Tomorrow it counts too."""
    hold = enter_hold(desk, TARO, HoldReason.LOST_CARD, second)
    device.close()
    again = open_branch(folders, clock)
    assert (KeptHold(hold),) == holds_now(again.file.restrictions)
    assert TARO in again.file.restrictions.current().residents
    again.close()


def test_what_was_cut_short_is_done_at_the_next_sign_in(
    desk: Desk, device: Device, folders: DeviceFolders, clock: SetClock, second: Pseudonym
) -> None:
    """In the log and not in the file: the power went between the two; so for a lift."""
    entered = enter_hold(desk, TARO, HoldReason.LOST_CARD, second)
    lifted = enter_hold(desk, HANAKO, HoldReason.SUPPORT, second)
    lift_hold(desk, lifted.id, second)
    device.file.restrictions.lift([entered.id])
    device.file.restrictions.hold(KeptHold(lifted))
    device.close()
    again = open_branch(folders, clock)
    assert (KeptHold(entered),) == again.file.restrictions.holds()
    again.close()


def test_what_head_office_took_at_the_door_is_written_down_at_the_next_sign_in(
    desk: Desk, device: Device, folders: DeviceFolders, clock: SetClock, second: Pseudonym
) -> None:
    """Nobody was signed in; and a hold that the list speaks for by then does not come back."""
    hold = enter_hold(desk, TARO, HoldReason.SUPPORT, second)
    store = device.file.restrictions
    store.known(hold.id, store.point().version + 1)
    tell(store, OPENED, blocked=[TARO])
    tell(store, OPENED, released=[TARO])
    device.close()
    again = open_branch(folders, clock)
    known = [event for event in _events(again) if isinstance(event, HoldKnown)]
    assert [hold.id] == [event.hold for event in known]
    assert ((), False) == (again.file.restrictions.holds(), TARO in again.file.restrictions.current().residents)
    again.close()
    third = open_branch(folders, clock)
    assert () == third.file.restrictions.holds()
    third.close()


def test_a_hold_of_an_earlier_log_stays_until_somebody_lifts_it(desk: Desk, second: Pseudonym) -> None:
    """A new epoch begins a new log; the file keeps what was told."""
    old = KeptHold(Hold(HoldId("of another log"), TARO, HoldReason.OTHER, OPENED))
    desk.restrictions.hold(old)
    settle_holds(desk.journal, desk.restrictions, SystemRandom())
    assert (old,) == holds_now(desk.restrictions)
    lift_hold(desk, old.hold.id, second)
    assert () == holds_now(desk.restrictions)
