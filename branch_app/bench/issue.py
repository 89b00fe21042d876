"""A whole issue without printer and card, from the form to the hand-over, on a device set up as in the demo."""

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from branch_app.bench.waiting import Span, timed
from branch_app.composition.device import Device
from branch_app.composition.papers import paper_renderer
from branch_app.demo.narrator import Narrator
from branch_app.demo.people import TARO, People
from branch_app.demo.set_up import Place, set_up
from branch_app.demo.stage import CentralProcess
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.values.money import Yen
from branch_app.machine import StagedClock, SystemClock
from branch_app.ports import PrintReport, PrintState, Ticket
from branch_app.settings import RESOURCES
from branch_app.ui.pump import keep_what_is_loaded
from branch_app.usecases.accept import accept
from branch_app.usecases.authorise import authorise, request_items
from branch_app.usecases.desk import Desk
from branch_app.usecases.hand_over import check_paper, hand_over
from branch_app.usecases.identify import identify_by_city_card
from branch_app.usecases.pay import pay, quote
from branch_app.usecases.prepare import prepare
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.run_day import open_day, receive_paper
from branch_app.usecases.snapshot import Wish

_WARM_UP = 5
_SHEETS = 10_000


@dataclass(frozen=True, slots=True)
class IssueTimes:
    """Milliseconds of 住民票の写し for four people, 300 yen, everything on the device's own disk."""

    issues: int
    p50: float
    p95: float


class InstantPrinter:
    """Takes every file and says at once that it came out."""

    name = "instant"

    def problems(self) -> tuple[str, ...]:
        """None."""
        return ()

    def submit(self, _pdf: bytes, _ticket: Ticket) -> int:
        """Always job 1."""
        return 1

    def find(self, _ticket: Ticket) -> int | None:
        """Always job 1."""
        return 1

    def report(self, _printer_job: int, ticket: Ticket) -> PrintReport:
        """Printed."""
        return PrintReport(PrintState.PRINTED, impressions=ticket.impressions)

    def cancel(self, printer_job: int, ticket: Ticket) -> PrintReport:
        """Too late."""
        return self.report(printer_job, ticket)


def issue_times(workspace: Path, issues: int = 100) -> IssueTimes:
    """Set a device up in ``workspace``, issue so many, one after another."""
    clock = StagedClock(SystemClock().now())
    with CentralProcess(workspace / "central", clock.now()) as central, Path(os.devnull).open("w") as silence:
        narrator = Narrator(clock, total=1, out=silence)
        device = set_up(Place.fresh(workspace / "branch"), central, clock, narrator)
    times = [span.elapsed for span in times_on(device, issues)]
    device.close()
    return IssueTimes(issues, round(median(times), 2), round(quantiles(times, n=20)[18], 2))


def times_on(device: Device, issues: int) -> list[Span]:
    """Each issue on that device, whose day was not open yet."""
    renderer = paper_renderer(device.paper_seals)
    desk = device.desk(InstantPrinter(), renderer, device.registers.open(), "plain", specimen=True)
    open_day(desk, 30_000)
    top, first = _tray(desk)
    receive_paper(desk, first, _SHEETS, seen=top)
    people = People.of(RESOURCES, desk.today())
    keep_what_is_loaded()  # as the counter does once its window stands
    times = [timed(partial(issue_one, desk, people, f"{number}")) for number in range(issues + _WARM_UP)]
    return times[_WARM_UP:]


def _tray(desk: Desk) -> tuple[int, int]:
    """The number on top, and the one after the last."""
    stock = desk.journal.refresh().sheets.stocks.get(desk.stock)
    return (stock.next_number, stock.next_number + stock.rest) if stock else (1, 1)


def issue_one(desk: Desk, people: People, form: str) -> None:
    """From the form to the hand-over; a name for the form, which no other has."""
    card = people.city_card(TARO)
    application = accept(desk, form, desk.new_request())
    applicant = identify_by_city_card(desk, application, card.number, card.pin or "")
    (item,) = request_items(desk, application, [Wish(Certificate.JUMINHYO, TARO)])
    (job,) = prepare(desk, authorise(desk, application, applicant, item))
    quote(desk, application, {})
    pay(desk, application, Yen(1000))
    send(desk, job)
    follow(desk, job)
    check_paper(desk, job, pages=1)
    hand_over(desk, job)
