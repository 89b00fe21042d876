"""災害時の延長 at the counter: old data are used by two persons' word, and the paper says of when they are."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from branch_app.composition.device import Device
from branch_app.documents.readback import read_back
from branch_app.domain.errors import ClockError, DataStale, ExtensionUnusable, OutOfOrder, SecondPersonNeeded
from branch_app.domain.records.extension import Extension
from branch_app.domain.records.signed_extension import SignedExtension
from branch_app.domain.rules.extension import ExtensionState
from branch_app.domain.values.identifiers import Pseudonym, ResidentId
from branch_app.printing.folder import FolderPrinter
from branch_app.settings import DeviceFolders
from branch_app.usecases.desk import Desk
from branch_app.usecases.extension import extensions_here, open_extension
from branch_app.usecases.look_up import Known, look_up
from branch_app.usecases.print_copy import send
from branch_app.usecases.start_log import second_person
from branch_app.usecases.status import data_status
from tests.fakes.branch import OPENED, OTHER_CLERK, SetClock, open_branch
from tests.fakes.clerk import begin_day, desk_of, order
from tests.fakes.extensions import Signing, extension
from tests.fakes.restrictions import tell

TARO = ResidentId("9000010100")
OFFICE = Signing()
EIGHT_DAYS = timedelta(days=8)
Lay = Callable[..., None]


@pytest.fixture
def lay(device: Device) -> Lay:
    """Has head office's extensions lie at the device, as the settings bring them."""

    def laid(*signed: SignedExtension) -> None:
        known = device.file.enrolment()
        device.file.enrol(replace(known, central_key=OFFICE.verifier, extensions=signed))

    return laid


@pytest.fixture
def late(device: Device, clock: SetClock, spool: Path) -> Desk:
    """Eight days after the line went: past every limit but that of tax."""
    clock.advance(EIGHT_DAYS)
    made = desk_of(device, FolderPrinter("folder", spool))
    begin_day(made)
    return made


@pytest.fixture
def second(device: Device) -> Pseudonym:
    """Somebody beside."""
    return second_person(device.enrolment, OTHER_CLERK.operator, device.veil)


def _stated(desk: Desk, form: str) -> bool:
    _, (job,) = order(desk, form, TARO)
    text = "".join(run for page in read_back(desk.print_files.get(job)) for run in page.runs)
    return "現在の記録により作成" in text and "令和8年11月24日現在" in text


def _state(desk: Desk) -> list[tuple[int, ExtensionState]]:
    return [(each.extension.serial, each.state) for each in extensions_here(desk)]


def test_one_that_lies_ready_opens_nothing_by_itself(late: Desk, lay: Lay) -> None:
    """However old the data are."""
    lay(OFFICE.sign(extension(OPENED)))
    assert [(1, ExtensionState.READY)] == _state(late)
    with pytest.raises(DataStale):
        order(late, "1", TARO)


def test_opened_it_lets_older_data_be_used_and_the_paper_says_of_when(
    late: Desk, lay: Lay, second: Pseudonym
) -> None:
    """Every copy carries the date of the data."""
    lay(OFFICE.sign(extension(OPENED)))
    open_extension(late, 1, second)
    assert [(1, ExtensionState.OPEN)] == _state(late)
    assert _stated(late, "1")


def test_data_of_today_are_not_dated(desk: Desk) -> None:
    """The note is for papers whose data are older than the day."""
    assert not _stated(desk, "1")


def test_what_is_shown_follows(late: Desk, lay: Lay, second: Pseudonym) -> None:
    """Limits on the screen are those that count; a restriction is known again."""
    lay(OFFICE.sign(extension(OPENED)))
    before = {status.register: status.limit_hours for status in data_status(late)}
    assert Known.UNKNOWN is look_up(late, TARO).restricted
    open_extension(late, 1, second)
    after = {status.register: status.limit_hours for status in data_status(late)}
    assert {168} == {after[register] - before[register] for register in before}
    assert Known.NO is look_up(late, TARO).restricted


def test_it_ends_by_its_date(late: Desk, lay: Lay, clock: SetClock, second: Pseudonym) -> None:
    """Also for a paper that was made before; and opened again it is not."""
    short = replace(extension(OPENED), valid_until=OPENED + timedelta(days=9))
    lay(OFFICE.sign(short))
    open_extension(late, 1, second)
    _, (job,) = order(late, "1", TARO)
    clock.advance(timedelta(days=1, seconds=1))
    with pytest.raises(DataStale):
        send(late, job)
    assert [(1, ExtensionState.OVER)] == _state(late)
    with pytest.raises(ExtensionUnusable) as refusal:
        open_extension(late, 1, second)
    assert {"reason": "too_late"} == refusal.value.facts


def test_past_what_it_adds_nothing_is_issued(late: Desk, lay: Lay, clock: SetClock, second: Pseudonym) -> None:
    """Seven days more are not eight."""
    lay(OFFICE.sign(extension(OPENED)))
    open_extension(late, 1, second)
    clock.advance(timedelta(hours=1))
    with pytest.raises(DataStale) as refusal:
        order(late, "1", TARO)
    assert {"register": "restrictions", "hours": 193, "limit": 192} == refusal.value.facts


def test_only_what_it_names_may_be_older(late: Desk, device: Device, lay: Lay, second: Pseudonym) -> None:
    """Registers without the restriction list: nothing, until the list is fresh."""
    lay(OFFICE.sign(extension(OPENED, registers=("resident", "card"))))
    open_extension(late, 1, second)
    with pytest.raises(DataStale) as refusal:
        order(late, "1", TARO)
    assert "restrictions" == refusal.value.facts["register"]
    tell(device.file.restrictions, late.clock.now())
    order(late, "2", TARO)


@pytest.mark.parametrize(
    ("signed", "reason"),
    [
        ((), "no_such"),
        ((Signing(b"x" * 32).sign(extension(OPENED)),), "no_such"),
        ((OFFICE.sign(extension(OPENED, office="C01")),), "no_such"),
        ((OFFICE.sign(extension(OPENED, serial=2)),), "no_such"),
        ((OFFICE.sign(extension(OPENED + timedelta(days=9))),), "too_early"),
    ],
)
def test_what_is_not_ours_cannot_be_opened(
    late: Desk, lay: Lay, second: Pseudonym, signed: tuple[SignedExtension, ...], reason: str
) -> None:
    """Another key, another office, another serial, or before its day."""
    lay(*signed)
    with pytest.raises(ExtensionUnusable) as refusal:
        open_extension(late, 1, second)
    assert {"reason": reason} == refusal.value.facts


def test_another_body_under_an_opened_serial_counts_for_nothing(late: Desk, lay: Lay, second: Pseudonym) -> None:
    """Two persons opened three days; seven days signed under that number are not what they opened."""
    lay(OFFICE.sign(extension(OPENED, days=3)))
    open_extension(late, 1, second)
    lay(OFFICE.sign(extension(OPENED, days=7)))
    with pytest.raises(DataStale):
        order(late, "1", TARO)
    with pytest.raises(OutOfOrder):
        open_extension(late, 1, second)


def test_alone_or_under_a_clock_nobody_believes_it_stays_shut(
    late: Desk, lay: Lay, clock: SetClock, second: Pseudonym
) -> None:
    """Its dates are held against the clock."""
    lay(OFFICE.sign(extension(OPENED)))
    with pytest.raises(SecondPersonNeeded):
        open_extension(late, 1, late.journal.operator)
    clock.wall -= timedelta(days=2)
    with pytest.raises(ClockError):
        open_extension(late, 1, second)
    assert [(1, ExtensionState.READY)] == _state(late)


def test_it_stays_open_over_a_restart_and_ends_where_head_office_takes_it_back(
    late: Desk, device: Device, lay: Lay, folders: DeviceFolders, clock: SetClock, spool: Path, second: Pseudonym
) -> None:
    """The log has it; what is not among the settings any more is not in force."""
    lay(OFFICE.sign(extension(OPENED)))
    open_extension(late, 1, second)
    device.close()
    again = open_branch(folders, clock, OTHER_CLERK)
    desk = desk_of(again, FolderPrinter("folder", spool))
    assert [(1, ExtensionState.OPEN)] == _state(desk)
    order(desk, "1", TARO)
    again.file.enrol(replace(again.file.enrolment(), extensions=()))
    with pytest.raises(DataStale):
        order(desk, "2", TARO)
    again.close()


def test_the_newest_stands_first(late: Desk, lay: Lay) -> None:
    """What head office signed last is looked for first."""
    made: list[Extension] = [extension(OPENED, serial=serial) for serial in (1, 3, 2)]
    lay(*map(OFFICE.sign, made))
    assert [3, 2, 1] == [serial for serial, _ in _state(late)]
