"""The manager's pages of paper and close: sheets lost and found, papers nobody took, a day opened once more."""

from datetime import date
from pathlib import Path

import pytest

from branch_app import ed25519
from branch_app.composition.close_folder import OwnCloseFolder
from branch_app.documents.slips import SlipPapers
from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import BadInput, OutOfOrder, SecondPersonNeeded
from branch_app.domain.log.events import DayClosed, LogExported, StockExplained
from branch_app.domain.log.verifier_key import VerifierKey
from branch_app.domain.reconcile.office import add_up
from branch_app.domain.values.exported import Exported
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.domain.values.reasons import PaperReason, SheetOutcome, SupplementReason
from branch_app.domain.values.vouching import Vouched
from branch_app.settings import RESOURCES
from branch_app.ui.presenters.manager import Deed, ManagerPresenter, Section
from branch_app.ui.presenters.receipts import SlipTools
from branch_app.ui.presenters.second_person import Circle, SecondPersonPresenter
from branch_app.ui.presenters.supplement import REASONS, SupplementPresenter
from branch_app.usecases.desk import Desk
from branch_app.usecases.front_door import Doorplate
from branch_app.usecases.hand_over import check_paper
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.tray import PLAIN
from tests.fakes.branch import STOCK
from tests.fakes.clerk import FIRST_SHEET, FLOAT, SHEETS, order
from tests.fakes.counter_room import Closes, Colleague, Receipted
from tests.fakes.direct_work import DirectWork
from tests.fakes.logged import logged

TARO = "9000010100"


@pytest.fixture
def closes() -> Closes:
    """Nothing there yet."""
    return Closes()


@pytest.fixture
def manager(desk: Desk, closes: Closes) -> ManagerPresenter:
    """The day is open."""
    slips = SlipTools(SlipPapers(RESOURCES), Receipted())
    presenter = ManagerPresenter(lambda: desk, DirectWork(), slips, closes)
    presenter.show(Section.SHEETS)
    return presenter


@pytest.fixture
def supplement(desk: Desk, manager: ManagerPresenter) -> SupplementPresenter:
    """With a colleague who always agrees once asked."""
    plates = tuple(Doorplate(each.id, each.name, each.roles, has_slot=True) for each in desk.enrolment.roster)
    circle = Circle(lambda: plates, "clerk-1", Colleague(desk))
    return SupplementPresenter(manager, SecondPersonPresenter(lambda: circle, DirectWork()))


def _second(desk: Desk) -> Pseudonym:
    return Colleague(desk).beside("clerk-2", "", Vouched.CLOSE)


def _close(manager: ManagerPresenter, desk: Desk, expected: int) -> None:
    for denomination in DENOMINATIONS:
        pieces, expected = divmod(expected, denomination)
        manager.count(denomination, pieces)
    manager.record_count()
    manager.close_day(_second(desk))


def test_missing_sheets_are_lost_or_found(manager: ManagerPresenter, desk: Desk) -> None:
    """Two of three are found nowhere, one lay behind the tray; then the number on top is right again."""
    manager.confirm_sheet(FIRST_SHEET + 3)
    assert isinstance(manager.state.trouble, OutOfOrder)
    manager.explain_gap(STOCK, 2, SheetOutcome.LOST, PaperReason.NOT_FOUND, _second(desk))
    manager.explain_gap(STOCK, 0, SheetOutcome.FOUND, PaperReason.NOT_FOUND, _second(desk))
    report = manager.state.report
    assert report is not None
    assert report.stock is not None
    assert (Deed.EXPLAINED, 2, SHEETS - 2, 0) == (
        manager.state.done,
        report.stock.lost,
        report.stock.rest,
        report.stock.missing,
    )
    assert [SheetOutcome.LOST, SheetOutcome.FOUND] == [
        event.outcome for event in logged(desk.journal.ledger, StockExplained)
    ]


def test_paper_without_numbers_comes_in_and_is_counted(manager: ManagerPresenter, desk: Desk) -> None:
    """A count that differs is said, and explained like a number."""
    manager.receive_plain(500)
    manager.count_plain(500)
    assert Deed.COUNTED_PAPER is manager.state.done
    manager.count_plain(497)
    assert isinstance(manager.state.trouble, OutOfOrder)
    manager.explain_gap(PLAIN, 3, SheetOutcome.SPOILT, PaperReason.TORN, _second(desk))
    report = manager.state.report
    assert report is not None
    assert report.plain is not None
    assert (497, 3) == (report.plain.rest, report.plain.spoilt)


def test_what_nobody_took_is_kept_and_no_more_in_the_way(manager: ManagerPresenter, desk: Desk) -> None:
    """The page counts them before, and the day closes after."""
    _, (job,) = order(desk, "1", TARO)
    send(desk, job)
    follow(desk, job)
    check_paper(desk, job, desk.journal.refresh().issuance.job(job).pages)
    manager.refresh()
    assert manager.state.report is not None
    assert 1 == manager.state.report.unclaimed
    manager.keep_uncollected()
    assert (Deed.KEPT, JobState.UNCOLLECTED) == (manager.state.done, desk.journal.state.issuance.job(job).state)
    manager.confirm_sheet(FIRST_SHEET + 1)
    _close(manager, desk, FLOAT + 300)
    assert [] == [manager.state.trouble] * (manager.state.done is not Deed.CLOSED)


def test_a_closed_day_is_opened_once_more_and_closed_anew(
    manager: ManagerPresenter, desk: Desk, supplement: SupplementPresenter
) -> None:
    """A digit is the reason; without a closed day nothing is asked."""
    supplement.open()
    assert not supplement.state.shown
    _close(manager, desk, FLOAT)
    supplement.open()
    supplement.choose(len(REASONS))
    assert supplement.state.shown
    supplement.choose(REASONS.index(SupplementReason.CASH))
    supplement._second.answer("any")
    assert manager.state.report is not None
    assert (Deed.SUPPLEMENTED, True) == (manager.state.done, manager.state.report.open)
    _close(manager, desk, FLOAT)
    assert [0, 1] == [event.supplement for event in logged(desk.journal.ledger, DayClosed)]
    supplement.open()
    supplement.give_up()
    assert not supplement.state.shown


def test_the_close_goes_to_a_file_with_the_key_that_proves_it(
    manager: ManagerPresenter, desk: Desk, closes: Closes
) -> None:
    """Whoever adds up the office needs these two files and nothing else; an open day has none."""
    manager.export_close(_second(desk))
    assert (OutOfOrder, {}) == (type(manager.state.trouble), closes.files)
    _close(manager, desk, FLOAT)
    head = desk.journal.ledger.head()
    manager.export_close(desk.journal.operator)
    assert (SecondPersonNeeded, {}) == (type(manager.state.trouble), closes.files)
    manager.export_close(_second(desk))
    assert Deed.EXPORTED is manager.state.done
    (exported,) = logged(desk.journal.ledger, LogExported)
    assert LogExported(Exported.CLOSE, "2026-11-24", head.size, head.root.hex(), _second(desk)) == exported
    (key,) = (
        VerifierKey.parse(data.decode().strip()) for name, data in closes.files.items() if name[-4:] == ".key"
    )
    (close,) = (data for name, data in closes.files.items() if name.endswith(".tlog-proof"))
    office = add_up([close], [key], date(2026, 11, 24), ed25519.verify)
    assert FLOAT == office.total("counted_yen")


def test_the_folder_of_closes_is_made_when_it_is_needed(tmp_path: Path) -> None:
    """And one that cannot be made is said to be so."""
    folder = OwnCloseFolder(tmp_path / "home" / "closes")
    folder.save("close", b"proof")
    assert (b"proof", True) == ((tmp_path / "home" / "closes" / "close").read_bytes(), "closes" in folder.place)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BadInput):
        OwnCloseFolder(tmp_path / "file" / "closes").save("close", b"")
