"""Recent forms, the preview and the status bar on a real desk, without a display."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from branch_app.composition.device import Device
from branch_app.documents.pages import PdfPages
from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.errors import CentralUnreachable, DiskFull, KeyMissing, MadoguchiError
from branch_app.domain.rules.back_off import FIRST_PAUSE_MS, LONGEST_PAUSE_MS
from branch_app.domain.values.identifiers import JobId
from branch_app.ports import Progress
from branch_app.ui.presenters.pace import Crossed
from branch_app.ui.presenters.preview import PreviewPresenter
from branch_app.ui.presenters.recent import RecentPresenter
from branch_app.ui.presenters.status import StatusPresenter, Trip
from branch_app.ui.work import Lane
from branch_app.usecases.accept import accept
from branch_app.usecases.desk import Desk
from branch_app.usecases.device_status import PrinterState, ReaderState
from branch_app.usecases.level import Level
from branch_app.usecases.line_status import LineState
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.synchronise import Synchronised
from tests.fakes.branch import SetClock
from tests.fakes.clerk import deliver, order
from tests.fakes.direct_work import DirectWork, Result
from tests.fakes.head_office import HeadOfficeByHand

TARO, KEN = "9000010100", "9000050100"


class Office:
    """Head office that is there or not."""

    def __init__(self) -> None:
        self.there = True
        self.asked = 0

    def synchronise(self, _progress: Progress) -> Synchronised:
        """As told."""
        self.asked += 1
        if not self.there:
            raise CentralUnreachable(reason="ConnectError")
        return Synchronised(1, 1)

    def renew(self, progress: Progress) -> Synchronised:
        """As told."""
        return self.synchronise(progress)

    def compare(self) -> int:
        """Nothing differs."""
        return 0


class EmptyReader:
    """A reader without a card."""

    def card_present(self) -> bool:
        """Never."""
        return False


@pytest.fixture
def office() -> Office:
    """There."""
    return Office()


@pytest.fixture
def status(desk: Desk, office: Office) -> StatusPresenter:
    """Never looked yet."""
    return StatusPresenter(lambda: desk, EmptyReader(), lambda: office, DirectWork())


def test_recent_forms_come_newest_first_with_their_papers(desk: Desk) -> None:
    """Name, certificate and step of each, opened from the log."""
    order(desk, "1", TARO)
    order(desk, "2", KEN)
    recent = RecentPresenter(lambda: desk, DirectWork())
    recent.show_today()
    assert ["2", "1"] == [form.form for form in recent.state.forms]
    assert ["𠮷野　太郎"] == [paper.subject_name for paper in recent.state.forms[1].papers]
    recent.move(5)
    assert recent.state.form is recent.state.forms[1]
    recent.hide()
    assert not recent.state.shown


def test_only_what_asks_for_something_is_recalled(desk: Desk) -> None:
    """A form that was handed over is not among the open ones."""
    _, jobs = order(desk, "1", TARO)
    send(desk, jobs[0])
    follow(desk, jobs[0])
    deliver(desk, jobs)
    order(desk, "2", KEN)
    recent = RecentPresenter(lambda: desk, DirectWork())
    recent.show_open()
    assert [("2", Step.PRINT)] == [(form.form, form.next.step) for form in recent.state.forms]


def test_the_preview_is_drawn_from_the_very_file(desk: Desk) -> None:
    """Front and back, as wide as asked, larger on demand; another job's file is not shown under this one's name."""
    _, (job,) = order(desk, "1", TARO)
    preview = PreviewPresenter(lambda: desk, PdfPages(), DirectWork())
    preview.fit(200, 400)
    preview.show(job)
    assert preview.state.picture is not None
    assert (2, 200) == (preview.state.count, preview.state.picture.width)
    preview.enlarge()
    assert 400 == preview.state.picture.width
    preview.turn(1)
    assert 2 == preview.state.number
    preview.turn(1)
    assert 2 == preview.state.number
    preview.show(None)
    assert preview.state.picture is None


def test_a_file_that_is_gone_is_said(desk: Desk) -> None:
    """After delivery there is nothing to show."""
    preview = PreviewPresenter(lambda: desk, PdfPages(), DirectWork())
    preview.show(JobId("01890a5d-ac96-774b-bcce-000000000001"))
    assert isinstance(preview.state.trouble, KeyMissing)


def test_the_bar_knows_reader_printer_and_paper(status: StatusPresenter) -> None:
    """Looked at once, all of it has a level."""
    status.look_at_devices()
    status.look()
    counter = status.state.counter
    assert counter is not None
    assert (ReaderState.READY, PrinterState.READY) == (status.state.reader.state, status.state.printer.state)
    assert (5000, Level.GOOD) == (counter.paper.left, counter.clock.level)


def test_a_line_that_is_down_is_tried_less_and_less_often_but_never_given_up(
    status: StatusPresenter, office: Office, clock: SetClock
) -> None:
    """Pauses double up to five minutes, less up to a half by chance; the first answer brings the short one back."""
    office.there = False
    status.look()
    pauses = []
    for _ in range(8):
        asked, waited = office.asked, 0
        while office.asked == asked:
            clock.advance(timedelta(milliseconds=500))
            waited += 500
            status.look()
        pauses.append(waited)
    wholes = [min(FIRST_PAUSE_MS << tries, LONGEST_PAUSE_MS) for tries in range(8)]
    assert all(whole // 2 <= pause <= whole for pause, whole in zip(pauses, wholes, strict=True))
    assert LineState.DOWN is status.state.line.state
    office.there = True
    status.synchronise()
    assert (LineState.UP, None) == (status.state.line.state, status.state.trouble)
    asked = office.asked
    clock.advance(timedelta(milliseconds=FIRST_PAUSE_MS))
    status.look()
    assert asked + 1 == office.asked


def _look_for(status: StatusPresenter, clock: SetClock, passed: timedelta) -> None:
    """As the window does while time goes by: more often than it sends."""
    until = clock.now() + passed
    while clock.now() < until:
        clock.advance(timedelta(milliseconds=FIRST_PAUSE_MS * 2 // 3))
        status.look()


def test_registers_that_are_nearly_too_old_are_renewed_by_themselves(desk: Desk, clock: SetClock) -> None:
    """Once the bar is yellow and nobody is at something; an hour later again if they are old still."""
    office, busy = HeadOfficeByHand(), [True]
    status = StatusPresenter(lambda: desk, EmptyReader(), lambda: office, DirectWork(), lambda: not busy[0])
    _look_for(status, clock, timedelta(minutes=5))
    assert 0 == office.renewed
    clock.advance(timedelta(hours=desk.limits.resident_hours - 1))
    _look_for(status, clock, timedelta(minutes=5))
    assert 0 == office.renewed
    busy.clear()
    busy.append(False)
    _look_for(status, clock, timedelta(minutes=59))
    assert 1 == office.renewed
    _look_for(status, clock, timedelta(minutes=3))
    assert (2, None) == (office.renewed, status.state.trouble)


def test_a_line_that_is_down_is_not_asked_for_registers(desk: Desk, clock: SetClock) -> None:
    """The pause between tries holds for both; the first answer brings the registers, too."""
    office = HeadOfficeByHand(there=False)
    status = StatusPresenter(lambda: desk, EmptyReader(), lambda: office, DirectWork())
    clock.advance(timedelta(hours=desk.limits.resident_hours - 1))
    _look_for(status, clock, timedelta(minutes=30))
    assert (0, LineState.DOWN) == (office.renewed, status.state.line.state)
    assert office.asked < 15
    office.there = True
    _look_for(status, clock, timedelta(minutes=6))
    assert (1, LineState.UP) == (office.renewed, status.state.line.state)


def test_fresh_registers_are_followed_once_an_hour(desk: Desk, clock: SetClock) -> None:
    """A restriction list that is old is renewed by the trip that sends, not by this one."""
    office = HeadOfficeByHand()
    status = StatusPresenter(lambda: desk, EmptyReader(), lambda: office, DirectWork())
    _look_for(status, clock, timedelta(minutes=59))
    assert 0 == office.renewed
    _look_for(status, clock, timedelta(minutes=59))
    assert 1 == office.renewed


def test_a_renewal_that_fails_is_not_tried_at_once_again(desk: Desk, clock: SetClock) -> None:
    """A disk that is full stays full: five minutes, while entries are sent as ever."""

    class NoRoom(HeadOfficeByHand):
        def renew(self, _progress: Progress) -> Synchronised:
            self.renewed += 1
            raise DiskFull

    office = NoRoom()
    status = StatusPresenter(lambda: desk, EmptyReader(), lambda: office, DirectWork())
    clock.advance(timedelta(hours=desk.limits.resident_hours - 1))
    _look_for(status, clock, timedelta(minutes=4))
    assert (1, True) == (office.renewed, office.asked > 8)
    _look_for(status, clock, timedelta(minutes=2))
    assert 2 == office.renewed


def test_a_trip_over_the_line_says_what_it_is_and_how_far(desk: Desk) -> None:
    """The line's thread only notes it; the next look shows it; when it is back nothing is left of it."""
    work = WaitingWork()
    status = StatusPresenter(lambda: desk, EmptyReader(), HeadOfficeByHand, work)
    status.synchronise()
    assert (Trip.SEND, None) == (status.state.trip, status.state.crossed)
    work.start()
    assert status.state.crossed is None
    status.look()
    assert (True, Crossed("push", 0, 1)) == (status.state.moving, status.state.crossed)
    status.renew()
    assert Trip.SEND is status.state.trip
    work.end()
    assert (None, None) == (status.state.trip, status.state.crossed)
    status.renew()
    assert Trip.RENEW is status.state.trip


class WaitingWork(DirectWork):
    """The line's jobs run when told to, and come back when told to."""

    def __init__(self) -> None:
        super().__init__()
        self._job: Callable[[], Callable[[], None]] = lambda: lambda: None
        self._back: Callable[[], None] = lambda: None

    def run(
        self,
        lane: Lane,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[MadoguchiError], None],
    ) -> None:
        """Everything else at once."""
        if lane is not Lane.LINE:
            super().run(lane, job, done, failed)
            return

        def later() -> Callable[[], None]:
            result = job()
            return lambda: done(result)

        self._job = later

    def start(self) -> None:
        """The job runs, as on its thread."""
        self._back = self._job()

    def end(self) -> None:
        """Its end is heard."""
        self._back()


def test_at_the_start_the_list_comes_up_only_if_something_is_on_it(desk: Desk) -> None:
    """A form that was accepted and never made asks for something, too."""
    recent = RecentPresenter(lambda: desk, DirectWork())
    recent.remind()
    assert not recent.state.shown
    accept(desk, "1", desk.new_request())
    recent.remind()
    assert [("1", Step.WITHDRAW)] == [(form.form, form.next.step) for form in recent.state.forms]
    assert (True, 0) == (recent.state.only_open, recent.state.in_doubt)
    recent.leave()
    assert not recent.state.shown


def test_a_green_light_needs_a_receipt(status: StatusPresenter, device: Device) -> None:
    """An answered call alone is no witness: pending entries stay pending."""
    status.synchronise()
    status.look()
    counter = status.state.counter
    assert counter is not None
    assert (Level.NOTICE, device.ledger.head().size) == (counter.log.level, counter.log.pending)
