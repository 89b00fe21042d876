"""From the door in the morning to the door of the morning after."""

from datetime import date, timedelta

from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.records.standing import Standing
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.ui.presenters.counter import Stage
from branch_app.ui.presenters.manager import Section
from branch_app.ui.presenters.sign_in import Way
from branch_app.usecases.line_status import LineState
from tests.e2e.window.clerk import Clerk

BUSINESS_DAY = date(2026, 11, 26)
CLERK, SUPERVISOR = "demo password", "another demo password"
FIRST_SHEET = 1001
RUNG_ABOUT = "9000050100"


def at_the_door(clerk: Clerk) -> None:
    """A wrong password costs nothing yet; the right one opens the counter, which asks for the day to be opened."""
    clerk.until(lambda: not clerk.app.door.state.freshening)
    clerk.picture("door")
    clerk.sign_in("1", "not the password")
    clerk.until(lambda: clerk.app.door.state.trouble is not None)
    clerk.picture("door-wrong")
    clerk.type(CLERK)
    clerk.press("Return")
    clerk.until(lambda: clerk.app.counter is not None and clerk.app.counter.at_work)


def open_the_day(clerk: Clerk) -> None:
    """Float, paper, the top sheet's number; then back to the counter."""
    manager = clerk.counter.manager
    clerk.until_focus("openingpage")
    clerk.picture("manager-opening")
    clerk.type("30000")
    clerk.press("F12")
    clerk.until(lambda: manager.state.report is not None and manager.state.report.open)
    for figure in (str(FIRST_SHEET), "200", str(FIRST_SHEET)):
        clerk.type(figure)
        clerk.press("Return")
    clerk.until(lambda: manager.state.report is not None and manager.state.report.stock is not None)
    clerk.press("Escape")
    clerk.until_focus("hitsview")


def line_down(clerk: Clerk) -> None:
    """Head office does not answer: issuing goes on, and the bar says so."""
    clerk.counter.status.synchronise()
    clerk.until(lambda: _pending(clerk) == 0)
    clerk.branch.central.stop()
    clerk.counter.status.synchronise()
    clerk.until(lambda: clerk.counter.status.state.line.state is LineState.DOWN)
    counter = clerk.counter.status
    clerk.until(lambda: counter.state.counter is not None and counter.state.counter.line.state is LineState.DOWN)
    clerk.picture("offline")


def _pending(clerk: Clerk) -> int | None:
    """Entries the bar shows as not yet at head office; None before its first look."""
    counter = clerk.counter.status.state.counter
    return counter.log.pending if counter else None


def _bar_caught_up(clerk: Clerk) -> None:
    """The bar looks once a second, and now: the next picture shows the log as it is."""
    clerk.counter.status.look()


def wrong_clock(clerk: Clerk) -> None:
    """Behind the log: nothing is issued until two persons have looked at a clock they trust."""
    clerk.branch.clock.advance(timedelta(minutes=-30))
    clerk.find("zirei naoki")
    clerk.press("1", "F1", "F12")
    clerk.until(lambda: clerk.room.counter.state.trouble is not None)
    clerk.picture("clock-behind")
    clerk.branch.clock.advance(timedelta(minutes=30))
    clerk.press("F12")
    clerk.until_step(Step.PAY)
    clerk.press("Escape")
    clerk.until_stage(Stage.FORM)
    clerk.press("Escape")
    clerk.until_stage(Stage.FIND)


def _somebody_rings(clerk: Clerk) -> None:
    """Head office reads out a number; the page says whose it is, and they ring off: nobody is stopped."""
    stops = clerk.counter.stops
    clerk.press("F8")
    clerk.until_focus("stopspage")
    clerk.type(RUNG_ABOUT)
    clerk.until(lambda: stops.state.whole)
    clerk.picture("manager-stops")


def _change_comes_in(clerk: Clerk) -> None:
    """More coins are typed in, and brought another day."""
    clerk.press("F10")
    clerk.until_focus("cashmovedialog")
    clerk.type("5000")
    clerk.press("F1", "F3")
    clerk.picture("manager-move")
    clerk.press("Escape")
    clerk.until_focus("cashpage")


def _somebody_asks_who_it_was(clerk: Clerk) -> None:
    """An official inquiry about the first paper of the day: two persons look, and the log says so."""
    revealing = clerk.counter.revealing
    clerk.press("F11")
    clerk.until_focus("revealingdialog")
    clerk.type("1")
    clerk.press("F1", "F5", "Return")
    clerk.second(SUPERVISOR)
    clerk.until(lambda: revealing.state.revealed is not None)
    clerk.picture("manager-reveal")
    clerk.press("Escape")
    clerk.until(lambda: not revealing.state.shown)


def _an_auditor_comes(clerk: Clerk) -> None:
    """Two persons write down for an auditor what head office signed for, though the line is down."""
    auditing = clerk.counter.auditing
    clerk.press("plus")
    clerk.until(lambda: auditing.state.ready)
    clerk.picture("manager-audit")
    clerk.press("Return")
    clerk.second(SUPERVISOR)
    clerk.until(lambda: auditing.state.written is not None)
    clerk.picture("manager-audit-end")
    clerk.press("Escape")
    clerk.until(lambda: not auditing.state.shown)


def close_the_day(clerk: Clerk) -> None:
    """Counted blind, closed by two persons, offline."""
    manager = clerk.counter.manager
    clerk.press("ctrl+m")
    _somebody_rings(clerk)
    clerk.press("F2")
    clerk.until(lambda: manager.state.section is Section.REPORT and not manager.state.busy)
    clerk.picture("manager-report")
    clerk.press("F10")
    clerk.until(lambda: clerk.counter.month.state.seen is not None)
    clerk.picture("manager-month")
    clerk.press("Escape")
    clerk.until(lambda: not clerk.counter.month.state.shown)
    _somebody_asks_who_it_was(clerk)
    _an_auditor_comes(clerk)
    clerk.press("F4")
    clerk.until(lambda: manager.state.section is Section.SHEETS and not manager.state.busy)
    clerk.picture("manager-sheets")
    clerk.press("F3")
    clerk.until_focus("cashpage")
    _change_comes_in(clerk)
    expected = manager.state.report.expected_yen if manager.state.report else 0
    for denomination in DENOMINATIONS:
        pieces, expected = divmod(expected, denomination)
        clerk.type(str(pieces))
        clerk.press("Return")
    _bar_caught_up(clerk)
    clerk.picture("manager-cash")
    clerk.press("F12")
    clerk.until(lambda: manager.state.report is not None and manager.state.report.counted_yen is not None)
    clerk.press("F5")
    clerk.until(lambda: manager.state.section is Section.CLOSE and not manager.state.busy)
    clerk.picture("manager-close")
    clerk.press("F12")
    clerk.second(SUPERVISOR)
    clerk.until(lambda: manager.state.report is not None and not manager.state.report.open)
    _bar_caught_up(clerk)
    clerk.picture("closed")
    clerk.press("plus")
    clerk.until(lambda: clerk.counter.supplement.state.shown)
    clerk.picture("manager-again")
    clerk.press("Escape")
    clerk.until(lambda: not clerk.counter.supplement.state.shown)
    clerk.press("Escape")
    clerk.until_focus("hitsview")


def stale_in_the_morning(clerk: Clerk) -> None:
    """A day later without a line: the door says that data are too old; the telephone way is there."""
    clerk.press("ctrl+l")
    clerk.until(lambda: clerk.app.door.state.lock is not None)
    clerk.branch.clock.advance(timedelta(days=1, hours=1))
    clerk.app.door.renew()
    clerk.until(lambda: not clerk.app.door.state.freshening)
    clerk.app.door.arrive()
    clerk.until(lambda: not clerk.app.door.state.freshening)
    clerk.picture("door-stale")
    clerk.press("1")
    clerk.press("F3")
    clerk.until(lambda: clerk.app.door.state.way is Way.TELEPHONE)
    clerk.picture("door-telephone")


def ended_by_head_office(clerk: Clerk) -> None:
    """The device was reported lost: the whole room says so, whoever stands before it."""
    file = clerk.branch.door.file
    file.line.end(file.enrolment().epoch, Standing.REVOKED)
    clerk.until_focus("stoppedview")
    clerk.picture("stopped")


def branch_state(clerk: Clerk) -> dict[str, int]:
    """What the log says of the day."""
    state = clerk.counter.place.desk.journal.state
    stock = state.sheets.stocks[clerk.counter.place.desk.stock]
    return {
        "charged_yen": state.drawer.charged_yen,
        "refunded_yen": state.drawer.refunded_yen,
        "issued": stock.issued,
        "spoilt": stock.spoilt,
        "rest": stock.rest,
        "entries": state.size,
    }
