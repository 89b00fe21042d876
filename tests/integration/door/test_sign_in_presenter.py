"""The first screen without a display, over a real front door on real files."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from branch_app.composition.device import Device
from branch_app.composition.door import FrontDoor
from branch_app.domain.errors import CentralUnreachable, FileForeign, TooManyTries, WrongKey
from branch_app.domain.records.standing import Standing
from branch_app.domain.values.digit_groups import GROUP_DIGITS
from branch_app.ui.presenters.new_password import NewPassword, PasswordFault
from branch_app.ui.presenters.sign_in import Lock, LockCause, SignIn, SignInPresenter, Way
from branch_app.ui.work import Lane
from branch_app.usecases.front_door import Freshened
from branch_app.usecases.level import Level
from db.vault import Credentials
from sync.central.offices import OfficeSettings, change_settings
from sync.central.trust.escrow import recovery_code
from tests.fakes.branch import CLERK, OPENED, OTHER_CLERK, SetClock
from tests.fakes.direct_work import DirectWork
from tests.integration.door.conftest import Outpost

SUPERVISOR = Credentials("supervisor-1", "a supervisor's own")
OWN = NewPassword("my very own 9", "my very own 9")


@dataclass(slots=True)
class Screen:
    """A presenter, who came in by it, and where its work ran."""

    door: FrontDoor
    clock: SetClock
    freshen: Callable[[], Freshened]
    work: DirectWork = field(default_factory=DirectWork)
    entered: list[Device] = field(default_factory=list)
    presenter: SignInPresenter[Device] = field(init=False)

    def __post_init__(self) -> None:
        self.presenter = SignInPresenter(self.door, self.work, self.freshen, self.entered.append, self.clock.now)

    @property
    def state(self) -> SignIn:
        """As shown."""
        return self.presenter.state

    def who(self) -> list[str]:
        """Came in; their files closed again."""
        for device in self.entered:
            device.close()
        return [device.operator.id for device in self.entered]


def _offline(door: FrontDoor) -> Callable[[], Freshened]:
    return lambda: Freshened(door.data_ages(), (), CentralUnreachable(reason="ConnectError"))


@pytest.fixture
def screen(door: FrontDoor, clock: SetClock) -> Screen:
    """Come up, without a line."""
    made = Screen(door, clock, _offline(door))
    made.presenter.arrive()
    return made


def _online(outpost: Outpost) -> Screen:
    door = outpost.door()
    made = Screen(door, outpost.clock, lambda: outpost.freshen(door))
    made.presenter.arrive()
    return made


def _type_code(screen: Screen, code: str) -> None:
    digits = code.replace("-", "")
    for place, start in enumerate(range(0, len(digits), GROUP_DIGITS)):
        screen.presenter.type_group(place, digits[start : start + GROUP_DIGITS])


def test_names_stand_on_the_door_before_anyone_is_asked(screen: Screen) -> None:
    """Everybody on the roster; nobody is chosen, and who has no password here comes in for the first time."""
    named = [(person.id, person.has_slot) for person in screen.state.people]
    assert [
        ("clerk-1", True),
        ("clerk-2", True),
        ("supervisor-1", False),
        ("auditor-1", False),
        ("administrator-1", False),
    ] == named
    assert screen.state.chosen is None
    screen.presenter.choose("supervisor-1")
    assert Way.BESIDE is screen.state.way
    screen.presenter.choose("clerk-1")
    assert Way.PASSWORD is screen.state.way


def test_a_device_that_head_office_ended_says_so_before_anyone_is_asked(door: FrontDoor, clock: SetClock) -> None:
    """Whatever becomes of the line; it is over when another epoch is written here."""
    screen = Screen(door, clock, _offline(door))
    screen.presenter.arrive()
    assert screen.state.stopped is None
    held = door.file.enrolment()
    door.file.line.end(held.epoch, Standing.REVOKED)
    screen.presenter.arrive()
    stopped = screen.state.stopped
    assert stopped
    assert ({"why": "revoked"}, True) == (stopped.facts, bool(screen.state.people))
    door.file.enrol(replace(held, epoch=held.epoch + 1))
    screen.presenter.arrive()
    assert screen.state.stopped is None


def test_the_right_password_opens(screen: Screen) -> None:
    """On the desk's own lane; busy until the workplace is there."""
    screen.presenter.choose(CLERK.operator)
    screen.presenter.sign_in(CLERK.password)
    assert [CLERK.operator] == screen.who()
    assert (Lane.DESK, True) == (screen.work.lanes[-1], screen.state.busy)


def test_an_empty_password_is_no_try(screen: Screen) -> None:
    """Enter pressed too early costs nothing, nor does it with nobody chosen."""
    screen.presenter.sign_in("whatever")
    screen.presenter.choose(CLERK.operator)
    for _ in range(5):
        screen.presenter.sign_in("")
    assert ([], 0, None) == (screen.who(), screen.state.wait_s, screen.state.trouble)


def test_wrong_tries_count_down_second_by_second(screen: Screen, clock: SetClock) -> None:
    """After the third: five seconds, in which even the right password is not tried; then the way is free again."""
    screen.presenter.choose(CLERK.operator)
    for _ in range(3):
        screen.presenter.sign_in("guessed wrong")
    assert isinstance(screen.state.trouble, WrongKey)
    left = [screen.state.wait_s]
    screen.presenter.sign_in(CLERK.password)
    for _ in range(5):
        clock.advance(timedelta(seconds=1))
        screen.presenter.tick()
        left.append(screen.state.wait_s)
    assert ([5, 4, 3, 2, 1, 0], None, []) == (left, screen.state.trouble, screen.who())
    screen.presenter.sign_in(CLERK.password)
    assert [CLERK.operator] == screen.who()


def test_the_wait_belongs_to_the_person_chosen(screen: Screen) -> None:
    """Another clerk may come in at once; who comes back to the first name sees the wait again."""
    screen.presenter.choose(CLERK.operator)
    for _ in range(3):
        screen.presenter.sign_in("guessed wrong")
    screen.presenter.choose(OTHER_CLERK.operator)
    assert (0, None) == (screen.state.wait_s, screen.state.trouble)
    screen.presenter.choose(CLERK.operator)
    assert 5 == screen.state.wait_s


def test_a_wait_known_to_another_window_is_told(screen: Screen, door: FrontDoor) -> None:
    """Tried elsewhere meanwhile: the door says so, and the countdown begins."""
    screen.presenter.choose(CLERK.operator)
    for _ in range(3):
        with pytest.raises(WrongKey):
            door.sign_in(CLERK.operator, "guessed wrong")
    screen.presenter.sign_in(CLERK.password)
    assert (TooManyTries, 5) == (type(screen.state.trouble), screen.state.wait_s)


def test_without_a_line_the_data_say_until_when_they_serve(screen: Screen, clock: SetClock) -> None:
    """24 hours by the policy; then nothing can be issued, and that is said here already."""
    assert (Level.NOTICE, OPENED + timedelta(hours=24)) == (screen.state.data, screen.state.ages.usable_until)
    assert isinstance(screen.state.line_fault, CentralUnreachable)
    clock.advance(timedelta(hours=24, seconds=1))
    screen.presenter.renew()
    assert Level.BAD is screen.state.data


def test_fresh_data_come_without_a_password(outpost: Outpost) -> None:
    """A new device has no restrictions; they are there before anyone is chosen."""
    screen = _online(outpost)
    assert (Level.GOOD, None, False) == (screen.state.data, screen.state.line_fault, screen.state.freshening)
    assert outpost.watch.now == screen.state.ages.restrictions
    assert Lane.LINE is screen.work.lanes[0]


def test_who_left_the_roster_leaves_the_door(outpost: Outpost) -> None:
    """While their name is chosen: the pull takes it away, and nobody stands in its place."""
    screen = _online(outpost)
    screen.presenter.choose(OTHER_CLERK.operator)

    def left(settings: OfficeSettings) -> OfficeSettings:
        return replace(settings, roster=tuple(who for who in settings.roster if who.id != OTHER_CLERK.operator))

    with outpost.central.database.connection_context():
        change_settings(outpost.central, "C06", left)
    screen.presenter.renew()
    assert (None, Way.PASSWORD) == (screen.state.chosen, screen.state.way)
    assert OTHER_CLERK.operator not in [person.id for person in screen.state.people]


def test_a_new_password_replaces_the_old_one(screen: Screen) -> None:
    """The old one proves who it is; afterwards the screen says so and waits for the new one."""
    screen.presenter.choose(CLERK.operator)
    screen.presenter.go(Way.NEW_PASSWORD)
    screen.presenter.change_password("guessed wrong", OWN)
    assert isinstance(screen.state.trouble, WrongKey)
    screen.presenter.change_password(CLERK.password, OWN)
    assert (Way.NEW_PASSWORD, Way.PASSWORD, None) == (screen.state.done, screen.state.way, screen.state.trouble)
    screen.presenter.sign_in(OWN.first)
    assert [CLERK.operator] == screen.who()


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        (NewPassword("short", "short"), PasswordFault.SHORT),
        (NewPassword("long enough", "long enougf"), PasswordFault.DIFFERS),
    ],
)
def test_a_bad_new_password_is_told_before_the_old_one_is_tried(
    screen: Screen, new: NewPassword, fault: PasswordFault
) -> None:
    """No try is spent on it."""
    screen.presenter.choose(CLERK.operator)
    screen.presenter.go(Way.NEW_PASSWORD)
    for _ in range(4):
        screen.presenter.change_password("guessed wrong", new)
    assert (fault, 0, None) == (screen.state.password_fault, screen.state.wait_s, screen.state.trouble)


@pytest.fixture
def supervised(screen: Screen, door: FrontDoor) -> Screen:
    """The supervisor has a password here; a newcomer is chosen."""
    device = door.sign_in(CLERK.operator, CLERK.password)
    device.vault.add_operator(device.ring, SUPERVISOR)
    device.close()
    screen.presenter.arrive()
    screen.presenter.choose("auditor-1")
    return screen


def test_a_supervisor_beside_lets_a_newcomer_in(supervised: Screen) -> None:
    """The only supervisor is chosen already; afterwards the newcomer signs in by their own password."""
    assert (Way.BESIDE, SUPERVISOR.operator) == (supervised.state.way, supervised.state.beside)
    supervised.presenter.admit_beside(SUPERVISOR.password, OWN)
    state = supervised.state
    assert (Way.BESIDE, Way.PASSWORD, True) == (state.done, state.way, state.chosen and state.chosen.has_slot)
    supervised.presenter.sign_in(OWN.first)
    assert ["auditor-1"] == supervised.who()


def test_guessing_the_supervisors_password_waits(supervised: Screen, clock: SetClock) -> None:
    """It is theirs that is guessed, so the wait is theirs, too."""
    for _ in range(3):
        supervised.presenter.admit_beside("guessed wrong", OWN)
    assert 5 == supervised.state.wait_s
    clock.advance(timedelta(seconds=5))
    supervised.presenter.tick()
    assert 0 == supervised.state.wait_s


def test_nobody_can_stand_beside_where_no_supervisor_has_a_password(screen: Screen) -> None:
    """Nothing is tried; only the code or the telephone helps."""
    screen.presenter.choose("auditor-1")
    screen.presenter.admit_beside("whatever", OWN)
    assert ((), "", None, False) == (
        screen.state.supervisors,
        screen.state.beside,
        screen.state.trouble,
        screen.state.busy,
    )


def test_forty_eight_digits_open_even_while_a_password_waits(outpost: Outpost) -> None:
    """Somebody who forgot theirs has guessed before; the code is long enough to need no wait."""
    screen = _online(outpost)
    screen.presenter.choose(CLERK.operator)
    for _ in range(3):
        screen.presenter.sign_in("guessed wrong")
    screen.presenter.go(Way.TELEPHONE)
    assert 0 == screen.state.wait_s
    _type_code(screen, recovery_code(outpost.central, "suge-01"))
    screen.presenter.recover(OWN)
    assert [CLERK.operator] == screen.who()


def test_a_misheard_group_sends_nothing(outpost: Outpost) -> None:
    """It is known here which one; once it is right, the rest stands."""
    screen = _online(outpost)
    screen.presenter.choose(CLERK.operator)
    screen.presenter.go(Way.TELEPHONE)
    code = recovery_code(outpost.central, "suge-01")
    _type_code(screen, code)
    right = screen.state.code.groups[3]
    screen.presenter.type_group(3, f"{right[:-1]}{(int(right[-1]) + 1) % 10}")
    screen.presenter.recover(OWN)
    assert ((3,), None, []) == (screen.state.code.wrong, screen.state.trouble, screen.who())
    screen.presenter.type_group(3, right)
    screen.presenter.recover(OWN)
    assert [CLERK.operator] == screen.who()


def test_a_device_whose_files_do_not_open_leaves_the_telephone(outpost: Outpost) -> None:
    """On another machine nobody's name can be shown: staff number and code bring it back."""
    code = recovery_code(outpost.central, "suge-01")
    outpost.folders.machine_secret.unlink()
    screen = _online(outpost)
    assert (True, Way.TELEPHONE, ()) == (screen.state.closed, screen.state.way, screen.state.people)
    assert screen.state.trouble is not None
    _type_code(screen, code)
    screen.presenter.recover(OWN, CLERK.operator)
    assert [CLERK.operator] == screen.who()


def test_the_lock_waits_for_its_owner(screen: Screen) -> None:
    """Whoever was at work is chosen already; why and since when is told, and what was kept."""
    lock = Lock(CLERK.operator, OPENED, LockCause.IDLE, kept=True)
    seen: list[SignIn] = []
    screen.presenter.listen(seen.append)
    screen.presenter.arrive(lock)
    state = screen.state
    assert (lock, CLERK.operator, Way.PASSWORD) == (state.lock, state.chosen and state.chosen.id, state.way)
    assert state.locked_by is state.chosen
    assert [CLERK.operator] == sorted({each.chosen.id for each in seen if each.lock and each.chosen})


def test_somebody_else_may_take_over(screen: Screen) -> None:
    """Operator switch: another name, another password."""
    screen.presenter.arrive(Lock(CLERK.operator, OPENED, LockCause.KEY, kept=False))
    screen.presenter.choose(OTHER_CLERK.operator)
    screen.presenter.sign_in(OTHER_CLERK.password)
    assert [OTHER_CLERK.operator] == screen.who()


def test_a_workplace_that_cannot_be_laid_out_is_told(screen: Screen) -> None:
    """The door stays, and can be tried again."""
    screen.presenter.choose(CLERK.operator)
    screen.presenter.sign_in(CLERK.password)
    screen.who()
    screen.presenter.complain(FileForeign(file="ledger.db", reason="other device"))
    assert (False, FileForeign) == (screen.state.busy, type(screen.state.trouble))


def test_the_state_never_holds_a_password(screen: Screen) -> None:
    """Nor does its representation, which a fault might show."""
    screen.presenter.choose(CLERK.operator)
    seen: list[str] = []
    screen.presenter.listen(lambda state: seen.append(repr(state)))
    screen.presenter.go(Way.NEW_PASSWORD)
    screen.presenter.change_password(CLERK.password, OWN)
    screen.presenter.sign_in(OWN.first)
    screen.who()
    assert not any(CLERK.password in each or OWN.first in each for each in seen)
