"""月末 at the manager's report: one month looked at, printed, and written to files by two persons."""

from datetime import date, timedelta

import pytest

from branch_app.composition.month_tables import CsvMonthTables
from branch_app.documents.slips import SlipPapers
from branch_app.domain.errors import BadInput, SecondPersonNeeded
from branch_app.domain.log.events import LogExported
from branch_app.domain.values.exported import Exported
from branch_app.domain.values.vouching import Vouched
from branch_app.settings import RESOURCES
from branch_app.ui.presenters.month import MonthDeed, MonthPresenter, MonthTools
from branch_app.ui.presenters.receipts import SlipTools
from branch_app.ui.presenters.second_person import Circle, SecondPersonPresenter
from branch_app.usecases.desk import Desk
from branch_app.usecases.drawer import count_drawer
from branch_app.usecases.front_door import Doorplate
from branch_app.usecases.month_papers import look_at_month, write_month
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.run_day import close_day
from tests.fakes.branch import SetClock
from tests.fakes.clerk import FLOAT, deliver, order
from tests.fakes.counter_room import Closes, Colleague, Receipted
from tests.fakes.direct_work import DirectWork
from tests.fakes.logged import logged
from tests.fakes.played_day import pieces


@pytest.fixture
def printer() -> Receipted:
    """Ordinary paper."""
    return Receipted()


@pytest.fixture
def folder() -> Closes:
    """Nothing there yet."""
    return Closes()


@pytest.fixture
def month(desk: Desk, printer: Receipted, folder: Closes) -> MonthPresenter:
    """One fee was taken, and its day is closed."""
    _, jobs = order(desk, "1", "9000010100")
    send(desk, jobs[0])
    follow(desk, jobs[0])
    deliver(desk, jobs)
    count_drawer(desk, {each.denomination_yen: each.pieces for each in pieces(FLOAT + 300)})
    close_day(desk, Colleague(desk).beside("clerk-2", "", Vouched.CLOSE))
    plates = tuple(Doorplate(each.id, each.name, each.roles, has_slot=True) for each in desk.enrolment.roster)
    circle = Circle(lambda: plates, "clerk-1", Colleague(desk))
    second = SecondPersonPresenter(lambda: circle, DirectWork())
    tools = MonthTools(SlipTools(SlipPapers(RESOURCES), printer), CsvMonthTables(), folder)
    presenter = MonthPresenter(lambda: desk, DirectWork(), second, tools)
    presenter.open()
    return presenter


def test_the_month_of_today_comes_up(month: MonthPresenter) -> None:
    """With what its closed days took."""
    seen = month.state.seen
    assert seen is not None
    assert (date(2026, 11, 1), 300, ()) == (month.state.first, seen.order.assessed_yen, seen.told)


def test_months_are_turned_and_none_lies_ahead(month: MonthPresenter, clock: SetClock) -> None:
    """The one before is empty; the one after comes with its first day; over the turn of a year, too."""
    month.turn(-1)
    assert month.state.seen is not None
    assert (date(2026, 10, 1), 0) == (month.state.first, month.state.seen.order.assessed_yen)
    month.turn(1)
    month.turn(1)
    assert date(2026, 11, 1) == month.state.first
    clock.advance(timedelta(days=40))
    month.turn(1)
    month.turn(1)
    assert date(2027, 1, 1) == month.state.first
    month.give_up()
    month.turn(1)
    assert not month.state.shown


def test_the_assessment_is_printed(month: MonthPresenter, printer: Receipted) -> None:
    """One paper, named by its month."""
    month.print()
    (name,) = printer.printed
    assert (True, MonthDeed.PRINTED) == (name.startswith("assessment-2026-11-"), month.state.done)


def test_tables_leave_only_by_two_persons(month: MonthPresenter, folder: Closes, desk: Desk) -> None:
    """Nothing is written before the second one agreed; who did, and to what, stands in the log."""
    read = desk.journal.ledger.head()
    month.write()
    assert (Vouched.EXPORT, {}) == (month._second.state.action, folder.files)
    month._second.answer("any")
    assert MonthDeed.WRITTEN is month.state.done
    assert ["assessment-suge-01-2026-11.csv", "notices-suge-01-2026-11.csv"] == sorted(folder.files)
    (exported,) = logged(desk.journal.ledger, LogExported)
    second = Colleague(desk).beside("clerk-2", "", Vouched.EXPORT)
    assert LogExported(Exported.MONTH, "2026-11", read.size, read.root.hex(), second) == exported


def test_nobody_writes_tables_alone(month: MonthPresenter, folder: Closes, desk: Desk) -> None:
    """The same person twice: no file, and no entry either."""
    seen, size = month.state.seen, desk.journal.ledger.head().size
    assert seen is not None
    with pytest.raises(SecondPersonNeeded):
        write_month(desk, seen, month.tools.tables, folder, desk.journal.operator)
    assert ({}, size) == (folder.files, desk.journal.ledger.head().size)


def test_a_folder_that_takes_nothing_leaves_the_word_that_was_given(month: MonthPresenter, desk: Desk) -> None:
    """The entry comes first: rather a file too few than one that nobody knows of."""
    seen = month.state.seen
    assert seen is not None

    class Full(Closes):
        """Takes nothing."""

        def save(self, _name: str, _data: bytes) -> None:
            """Refuse."""
            raise BadInput(at="target")

    with pytest.raises(BadInput):
        write_month(desk, seen, month.tools.tables, Full(), Colleague(desk).beside("clerk-2", "", Vouched.EXPORT))
    assert 1 == len(logged(desk.journal.ledger, LogExported))


def test_no_thirteenth_month(desk: Desk) -> None:
    """Refused at the edge."""
    with pytest.raises(BadInput):
        look_at_month(desk, 2026, 13)
