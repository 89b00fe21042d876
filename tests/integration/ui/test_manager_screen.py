"""The manager's screen under real keys: from the float to the close, on a real desk, in every language and size."""

import tkinter as tk
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from branch_app.composition.device import Device
from branch_app.domain.errors import Restricted
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.events import DrawerCounted, PersonOpened
from branch_app.domain.records.hold import HoldReason
from branch_app.domain.records.receipt import Anchor
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.reasons import CashReason
from branch_app.domain.values.vouching import Vouched
from branch_app.printing.folder import FolderPrinter
from branch_app.strings import Language
from branch_app.ui.look import Look
from branch_app.ui.measures import TextSize
from branch_app.ui.presenters.manager import ManagerPresenter, Section
from branch_app.ui.presenters.second_person import Circle, SecondPersonPresenter
from branch_app.ui.presenters.status import StatusPresenter
from branch_app.ui.presenters.stops import StopsPresenter
from branch_app.ui.theme import CONTRAST, DARK, LIGHT, Palette
from branch_app.ui.views.manager import ManagerScreen
from branch_app.ui.views.manager_parts import ManagerParts
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from branch_app.usecases.desk import Desk
from branch_app.usecases.front_door import Doorplate
from branch_app.usecases.holds import enter_hold
from branch_app.usecases.print_copy import follow, send
from tests.fakes.branch import OPENED, SetClock, make_branch, open_branch
from tests.fakes.clerk import FIRST_SHEET, FLOAT, SHEETS, begin_day, deliver, desk_of, order
from tests.fakes.clipping import clipped
from tests.fakes.counter_room import Colleague
from tests.fakes.direct_work import DirectWork
from tests.fakes.display import Display, Keyboard, pump_until, settle
from tests.fakes.extensions import Signing, extension
from tests.fakes.head_office import HeadOfficeByHand, NoReader

TARO, KEN = "9000010100", "9000050100"
_ABOVE, _BELOW = {TextSize.STANDARD: 80, TextSize.LARGE: 100}, {TextSize.STANDARD: 44, TextSize.LARGE: 75}
"""Training banner and top bar, status bar: what the window keeps for itself, in px."""


@dataclass(slots=True)
class Stand:
    """The screen, and what a test reads and moves beside it."""

    screen: ManagerScreen
    manager: ManagerPresenter
    stops: StopsPresenter
    status: StatusPresenter
    office: HeadOfficeByHand
    desk: Desk
    asked: list[Vouched] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@pytest.fixture
def clock() -> SetClock:
    """09:00."""
    return SetClock()


@pytest.fixture
def device(tmp_path: Path, clock: SetClock) -> Iterator[Device]:
    """Signed in, nothing done yet."""
    opened = open_branch(make_branch(tmp_path / "branch"), clock)
    yield opened
    opened.close()


@pytest.fixture
def desk(device: Device, tmp_path: Path) -> Desk:
    """A fresh morning: no float, no paper."""
    spool = tmp_path / "spool"
    spool.mkdir()
    return desk_of(device, FolderPrinter("folder", spool))


class _Asking(SecondPersonPresenter):
    """Remembers what was asked, and gives the colleague's yes at once."""

    def __init__(self, desk: Desk, asked: list[Vouched]) -> None:
        super().__init__(self._circle, DirectWork())
        self._desk = desk
        self._actions = asked

    def ask(self, action: Vouched, then: Callable[[Pseudonym], None]) -> None:
        """A colleague stands beside and types."""
        self._actions.append(action)
        super().ask(action, then)
        self.answer("any")

    def _circle(self) -> Circle:
        roster = self._desk.enrolment.roster
        plates = tuple(Doorplate(person.id, person.name, person.roles, has_slot=True) for person in roster)
        return Circle(lambda: plates, "clerk-1", Colleague(self._desk))


@pytest.fixture
def stand(window: tk.Toplevel, look: Look, desk: Desk) -> Stand:
    """The screen between the window's own bars, with the keys."""
    work, office = DirectWork(), HeadOfficeByHand()
    manager = ManagerPresenter(lambda: desk, work)
    status = StatusPresenter(lambda: desk, NoReader(), lambda: office, work)
    asked: list[Vouched] = []
    left: list[str] = []
    tk.Frame(window, height=_ABOVE[TextSize.STANDARD]).pack(side="top")
    tk.Frame(window, height=_BELOW[TextSize.STANDARD]).pack(side="bottom")
    second = _Asking(desk, asked)
    stops = StopsPresenter(lambda: desk, work, second)
    parts = ManagerParts(
        manager, status, second, stops, lambda: left.append("papers"), lambda: left.append("counter")
    )
    screen = ManagerScreen(window, look, parts)
    screen.pack(fill="both", expand=True)
    KeyRouter(window, lambda _: False).push(KeyLayer(screen.press, screen))
    settle(window)
    status.look()
    screen.arrive()
    settle(window)
    return Stand(screen, manager, stops, status, office, desk, asked, left)


def _words(widget: tk.Misc) -> list[str]:
    here = [str(widget.cget("text"))] if isinstance(widget, Label) and widget.winfo_ismapped() else []
    return here + [word for child in widget.winfo_children() for word in _words(child)]


def _page(stand: Stand) -> str:
    return "\n".join(_words(stand.screen._pages[stand.manager.state.section]))


def _press(stand: Stand, keyboard: Keyboard, *keys: str, until: Callable[[], bool]) -> None:
    keyboard.press(*keys)
    pump_until(stand.screen, until)


def test_a_fresh_morning_begins_with_the_float_and_goes_on_to_the_paper(stand: Stand, keyboard: Keyboard) -> None:
    """The float has the focus; Enter opens the day and leads to the paper; no mouse, no Tab."""
    assert "今日はまだ開始していません" in _page(stand)
    keyboard.type(str(FLOAT))
    _press(
        stand,
        keyboard,
        "Return",
        until=lambda: bool(stand.manager.state.report and stand.manager.state.report.open),
    )
    assert FLOAT == stand.desk.journal.state.drawer.float_yen
    for number in (FIRST_SHEET, SHEETS, FIRST_SHEET):
        keyboard.type(str(number))
        keyboard.press("Return")
    pump_until(stand.screen, lambda: bool(stand.desk.journal.refresh().sheets.stocks))
    stock = stand.desk.journal.state.sheets.stock(stand.desk.stock)
    assert (FIRST_SHEET, SHEETS) == (stock.next_number, stock.rest)
    assert "用紙を記録しました。次は1001番です。" in "\n".join(_words(stand.screen))


def test_an_open_day_cannot_be_opened_again(stand: Stand, keyboard: Keyboard) -> None:
    """The field takes nothing, F12 does nothing, and the page says why."""
    begin_day(stand.desk)
    stand.screen.arrive()
    settle(stand.screen)
    size = stand.desk.journal.refresh().size
    keyboard.press("F12")
    keyboard.press("F2")
    pump_until(stand.screen, lambda: stand.manager.state.section is Section.REPORT)
    assert size == stand.desk.journal.refresh().size
    keyboard.press("F1")
    pump_until(stand.screen, lambda: stand.manager.state.section is Section.OPENING)
    assert "令和8年11月24日を開始しています。" in _page(stand)


def test_a_day_left_open_over_night_is_closed_first(stand: Stand, clock: SetClock) -> None:
    """The next morning says which day is still open."""
    begin_day(stand.desk)
    clock.advance(timedelta(days=1))
    stand.screen.arrive()
    settle(stand.screen)
    assert "令和8年11月24日がまだ締められていません" in _page(stand)


def test_pages_turn_by_keys(stand: Stand, keyboard: Keyboard) -> None:
    """F-keys anywhere, ↓ in the list; F6 and F7 are the line's; Esc goes back to the counter."""
    begin_day(stand.desk)
    keys = ("F2", "F3", "F4", "F5", "F8", "F1")
    for key, section in zip(keys, (*list(Section)[1:], Section.OPENING), strict=True):
        _press(stand, keyboard, key, until=lambda section=section: stand.manager.state.section is section)
    stand.screen._tabs[Section.OPENING].focus_force()
    _press(stand, keyboard, "Down", until=lambda: stand.manager.state.section is Section.REPORT)
    _press(stand, keyboard, "Down", until=lambda: stand.manager.state.section is Section.CASH)
    _press(stand, keyboard, "5", until=lambda: stand.manager.state.section is Section.CLOSE)
    _press(stand, keyboard, "Escape", until=lambda: ["counter"] == stand.left)


def test_the_drawer_is_counted_on_the_number_pad_alone(stand: Stand, keyboard: Keyboard) -> None:
    """Three notes, then nothing: Enter says none; the sum stands live, the difference at the end."""
    begin_day(stand.desk)
    _press(stand, keyboard, "F3", until=lambda: stand.manager.state.section is Section.CASH)
    keyboard.press("KP_2", "KP_Enter")
    pump_until(stand.screen, lambda: {10_000: 2} == stand.manager.state.pieces)
    assert "20,000円" in _page(stand)
    keyboard.press(*(["KP_Enter"] * 2), "KP_9", "KP_Enter")
    pump_until(stand.screen, lambda: 4 == len(stand.manager.state.pieces))
    assert f"{FLOAT:,}円" not in _page(stand)
    assert "あと6種類" in _page(stand)
    for _ in range(5):
        keyboard.press("KP_Enter")
    keyboard.press("Down")
    pump_until(stand.screen, lambda: 9 == len(stand.manager.state.pieces))
    assert not stand.manager.state.whole
    keyboard.press("KP_Enter")
    pump_until(stand.screen, lambda: stand.manager.state.whole)
    assert f"{FLOAT:,}円" in _page(stand)
    assert "⚠ 1,000円少ない" in _page(stand)


def test_a_difference_is_recorded_with_its_reason_only(stand: Stand, keyboard: Keyboard) -> None:
    """The last Enter leads to the reasons, the reason to recording; afterwards the table is empty again."""
    begin_day(stand.desk)
    _press(stand, keyboard, "F3", until=lambda: stand.manager.state.section is Section.CASH)
    keyboard.press("2", *(["Return"] * 10))
    pump_until(stand.screen, lambda: stand.manager.state.whole)
    keyboard.press("F12")
    settle(stand.screen)
    assert stand.desk.journal.refresh().drawer.counted_yen is None
    keyboard.press("space")
    pump_until(stand.screen, lambda: stand.manager.state.reason is CashReason.WRONG_CHANGE)
    keyboard.press("Return")
    pump_until(stand.screen, lambda: stand.desk.journal.refresh().drawer.counted_yen is not None)
    entries = [entry.event for entry in _entries(stand.desk)]
    counted = entries[-1]
    assert isinstance(counted, DrawerCounted)
    assert (20_000, FLOAT, CashReason.WRONG_CHANGE) == (counted.counted_yen, counted.expected_yen, counted.reason)
    assert {} == stand.manager.state.pieces
    assert "前に記録した額 20,000円（10,000円少ない）" in _page(stand)


def test_the_expected_sum_hides_again_when_a_figure_is_taken_back(stand: Stand) -> None:
    """Blind until whole: not once revealed, for ever."""
    begin_day(stand.desk)
    stand.manager.show(Section.CASH)
    for denomination in (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1):
        stand.manager.count(denomination, 0)
    assert f"{FLOAT:,}円" in _page(stand)
    stand.manager.count(1, None)
    assert f"{FLOAT:,}円" not in _page(stand)


def test_the_report_shows_money_under_money(stand: Stand, display: Display) -> None:
    """Float, taken, given back, expected; one line a certificate; nothing of it is written."""
    begin_day(stand.desk)
    _, jobs = order(stand.desk, "1", TARO, copies=2)
    for job in jobs:
        send(stand.desk, job)
        follow(stand.desk, job)
    deliver(stand.desk, jobs[:1])
    size = stand.desk.journal.refresh().size
    stand.manager.show(Section.REPORT)
    settle(stand.screen)
    words = _words(stand.screen._pages[Section.REPORT])
    at = words.index("住民票の写し")
    assert ["1", "1", "0", "0", "600円"] == words[at + 1 : at + 6]
    assert {"30,000円", "600円", "0円", "30,600円"} <= set(words)
    assert size == stand.desk.journal.refresh().size


def test_sheets_balance_and_are_put_right(stand: Stand, keyboard: Keyboard) -> None:
    """A wrong number is refused in words; torn sheets go off the top; then the number is right."""
    begin_day(stand.desk)
    _press(stand, keyboard, "F4", until=lambda: stand.manager.state.section is Section.SHEETS)
    assert "✓ 合っています" in _page(stand)
    keyboard.type(str(FIRST_SHEET + 2))
    _press(stand, keyboard, "Return", until=lambda: stand.manager.state.trouble is not None)
    assert any(word.startswith("⚠") for word in _words(stand.screen))
    keyboard.press("Tab")
    pump_until(stand.screen, lambda: stand.screen.focus_get() is stand.screen._pages[Section.SHEETS]._confirm)
    keyboard.press("Tab")
    keyboard.type("2")
    keyboard.press("Return")
    pump_until(stand.screen, lambda: stand.screen.focus_get() is not None)
    keyboard.press("Tab", "space")
    settle(stand.screen)
    keyboard.press("space")
    pump_until(stand.screen, lambda: 2 == stand.desk.journal.refresh().sheets.stock(stand.desk.stock).spoilt)
    assert str(FIRST_SHEET + 2) in _page(stand)


def test_what_stands_open_leads_to_where_it_is_dealt_with(stand: Stand, keyboard: Keyboard) -> None:
    """A form leads to the counter's list, the drawer to the count; the close itself waits."""
    begin_day(stand.desk)
    order(stand.desk, "7", TARO)
    _press(stand, keyboard, "F5", until=lambda: stand.manager.state.section is Section.CLOSE)
    rows = stand.screen._pages[Section.CLOSE]._list.rows
    assert [("交付請求書 7", "終わらせるか、取り下げる")] == [row.cells for row in rows[:1]]
    keyboard.press("F12")
    _press(stand, keyboard, "Return", until=lambda: ["papers"] == stand.left)
    assert [] == stand.asked
    keyboard.press("Down", "Down")
    _press(stand, keyboard, "Return", until=lambda: stand.manager.state.section is Section.CASH)


def test_the_day_closes_with_two_persons_and_says_what_it_is_measured_by(stand: Stand, keyboard: Keyboard) -> None:
    """F12 asks for the second person; closed, the page shows the value that a receipt would carry."""
    begin_day(stand.desk)
    stand.manager.show(Section.CASH)
    for denomination in (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1):
        stand.manager.count(denomination, 3 if denomination == 10_000 else 0)
    stand.manager.record_count()
    _press(stand, keyboard, "F5", until=lambda: stand.manager.state.section is Section.CLOSE)
    _press(stand, keyboard, "F12", until=lambda: [Vouched.CLOSE] == stand.asked)
    assert not stand.desk.journal.refresh().day.open
    head = stand.desk.journal.ledger.head()
    assert f"✓\N{NO-BREAK SPACE}締めました。　照合値 {Anchor(head.size, head.root).text}" in _page(stand)


def test_a_clock_that_is_wrong_is_accepted_by_two_persons(stand: Stand, clock: SetClock) -> None:
    """While it is right there is nothing to accept; afterwards it is right again."""
    begin_day(stand.desk)
    stand.manager.show(Section.CLOSE)
    accept = stand.screen._pages[Section.CLOSE]._accept
    assert not accept.enabled
    clock.wall += timedelta(hours=1)
    stand.manager.refresh()
    assert "⚠ 60分進んでいます" in _page(stand)
    accept.act()
    assert [Vouched.CLOCK] == stand.asked
    assert "✓ 時計 よし" in _page(stand)


def test_nothing_typed_is_left_for_the_next_person(stand: Stand) -> None:
    """Float, numbers and counted pieces are gone when somebody gets up."""
    opening = stand.screen._pages[Section.OPENING]
    opening._float.put("30000")
    opening._paper.first.put("1001")
    begin_day(stand.desk)
    stand.manager.show(Section.CASH)
    stand.manager.count(10_000, 3)
    stand.manager.forget()
    stand.manager.show(Section.CASH)
    assert {""} == {field.value for field in stand.screen._pages[Section.CASH]._fields.values()}
    assert ("", "") == (opening._float.value, opening._paper._count.value)


def test_the_line_says_what_is_pending_and_what_went_wrong(stand: Stand, keyboard: Keyboard) -> None:
    """F6 tries now; a line that is down is said in words, and so is what waits."""
    stand.office.there = False
    before = stand.office.asked
    _press(stand, keyboard, "F6", until=lambda: stand.office.asked == before + 1)
    said = "\n".join(_words(stand.screen._line))
    assert "オフライン（交付は続けられます）" in said
    assert f"未送信 {stand.desk.journal.state.size}件" in said
    assert "センターにつながりません" in said
    stand.office.there = True
    _press(stand, keyboard, "F7", until=lambda: stand.office.renewed == 1)
    assert "センターに接続中" in "\n".join(_words(stand.screen._line))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("size", "palette"), [(TextSize.STANDARD, LIGHT), (TextSize.LARGE, DARK), (TextSize.LARGE, CONTRAST)]
)
def test_nothing_is_cut_off(stand: Stand, look: Look, size: TextSize, palette: Palette, language: Language) -> None:
    """Every page with its longest content: open items, a difference, a line that is down, a refusal."""
    begin_day(stand.desk)
    order(stand.desk, "7", TARO, copies=2)
    stand.office.there = False
    stand.status.synchronise()
    stand.status.look()
    top, bottom = (child for child in stand.screen.master.winfo_children() if type(child) is tk.Frame)
    top.configure(height=_ABOVE[size])
    bottom.configure(height=_BELOW[size])
    look.change(palette, size, language)
    _stopped(stand)
    cut = {}
    for section in Section:
        stand.manager.show(section)
        if section is Section.CASH:
            for denomination in (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1):
                stand.manager.count(denomination, 99)
        if section is Section.SHEETS:
            stand.manager.confirm_sheet(1)
        if section is Section.STOPS:
            stand.stops.type(KEN)
        settle(stand.screen)
        settle(stand.screen)
        cut[section] = clipped(stand.screen)
    assert {section: [] for section in Section} == cut


def _stopped(stand: Stand) -> None:
    """Two persons held, one of them known to head office; extensions of every state."""
    second = Colleague(stand.desk).beside("clerk-2", "", Vouched.HOLD)
    for reason in HoldReason:
        enter_hold(stand.desk, TARO, reason, second)
    stand.desk.restrictions.known(stand.desk.restrictions.holds()[0].hold.id, 99)
    office = Signing()
    made = [
        extension(OPENED, 1),
        extension(OPENED + timedelta(days=9), 2, registers=("restrictions", "resident", "seal")),
        extension(OPENED - timedelta(days=40), 3, registers=("tax",), days=31),
    ]
    file = stand.desk.enrolments
    known = file.enrolment()
    file.enrol(replace(known, central_key=office.verifier, extensions=tuple(map(office.sign, made))))


def test_a_hold_is_entered_by_keys_alone(stand: Stand, keyboard: Keyboard) -> None:
    """The number, who that is, why, two persons; it stands in the list, and the field is empty for the next."""
    begin_day(stand.desk)
    _press(stand, keyboard, "F8", until=lambda: stand.manager.state.section is Section.STOPS)
    keyboard.type(TARO[:9])
    pump_until(stand.screen, lambda: TARO[:9] == stand.stops.state.number)
    assert "あと1桁" in _page(stand)
    keyboard.press("F12")
    keyboard.type(TARO[9:])
    pump_until(stand.screen, lambda: stand.stops.state.whole)
    assert stand.stops.state.person is not None
    assert stand.stops.state.person.name in _page(stand)
    assert [] == stand.asked
    keyboard.press("Return")
    pump_until(stand.screen, lambda: stand.screen.focus_get() is not None)
    keyboard.press("Tab", "space")
    pump_until(stand.screen, lambda: stand.stops.state.reason is HoldReason.SUPPORT)
    _press(stand, keyboard, "F12", until=lambda: [Vouched.HOLD] == stand.asked)
    pump_until(stand.screen, lambda: 1 == len(stand.stops.state.holds))
    rows = [row.cells for row in stand.screen._pages[Section.STOPS]._holds.rows]
    assert [(TARO, "区民課の指示", "11月24日 09:00", "未送信")] == rows
    assert "✓\N{NO-BREAK SPACE}停止しました。" in "\n".join(_words(stand.screen))
    assert "" == stand.stops.state.number
    with pytest.raises(Restricted):
        order(stand.desk, "1", TARO)


def test_somebody_the_replica_does_not_have_is_stopped_all_the_same(stand: Stand) -> None:
    """Who moved in this morning; the page says so before two persons agree."""
    stand.manager.show(Section.STOPS)
    stand.stops.type("0123456789")
    assert "この端末の台帳にいません" in _page(stand)
    stand.stops.hold()
    assert ["0123456789"] == [kept.hold.resident for kept in stand.stops.state.holds]


def test_a_hold_is_lifted_from_its_row(stand: Stand, keyboard: Keyboard) -> None:
    """Enter on it, two persons."""
    begin_day(stand.desk)
    stand.manager.show(Section.STOPS)
    stand.stops.type(TARO)
    stand.stops.hold()
    stand.screen._pages[Section.STOPS]._holds.focus_set()
    settle(stand.screen)
    _press(stand, keyboard, "Return", until=lambda: [Vouched.HOLD, Vouched.LIFT] == stand.asked)
    pump_until(stand.screen, lambda: () == stand.stops.state.holds)
    assert "センターの一覧は変わりません" in "\n".join(_words(stand.screen))
    order(stand.desk, "1", TARO)


def test_an_extension_that_is_ready_is_opened_from_its_row(stand: Stand, keyboard: Keyboard) -> None:
    """The others cannot be picked; the state turns."""
    _stopped(stand)
    stand.manager.show(Section.STOPS)
    table = stand.screen._pages[Section.STOPS]._extensions
    assert ["終わりました", "期間の前", "使えます"] == [row.cells[1] for row in table.rows]
    for place in (0, 1):
        table.select(place)
        table.focus_set()
        settle(stand.screen)
        keyboard.press("Return")
        settle(stand.screen)
    assert [] == stand.asked
    table.select(2)
    _press(stand, keyboard, "Return", until=lambda: [Vouched.EXTEND] == stand.asked)
    pump_until(stand.screen, lambda: "✓ 延長中" == table.rows[2].cells[1])
    assert "証明書にデータの日付が載ります" in "\n".join(_words(stand.screen))
    stand.stops.extend(1)
    assert [Vouched.EXTEND] == stand.asked


def test_no_number_is_left_for_the_next_person(stand: Stand) -> None:
    """Nor for the next call."""
    stand.manager.show(Section.STOPS)
    stand.stops.type(TARO)
    stand.stops.forget()
    field = stand.screen._pages[Section.STOPS]._number
    assert ("", None) == (field.value, stand.stops.state.person)
    stand.stops.type(TARO)
    stand.manager.show(Section.OPENING)
    stand.manager.show(Section.STOPS)
    assert "" == field.value


def _entries(desk: Desk):  # noqa: ANN202 - entries
    with desk.journal.ledger.exclusive() as writer:
        return writer.entries(0)


def test_whose_number_was_typed_is_an_opening_of_the_log(stand: Stand) -> None:
    """Name and address are shown so that they can be read back: that is written down, once, as anywhere else."""
    stand.stops.come_up()
    stand.stops.type(KEN)
    pump_until(stand.screen, lambda: stand.stops.state.whole)
    stand.stops.type("0123456789")
    pump_until(stand.screen, lambda: stand.stops.state.whole)
    assert 1 == _openings(stand)


def _openings(stand: Stand) -> int:
    ledger = stand.desk.journal.ledger
    leaves = ledger.leaves(0, ledger.head().size)
    return sum(isinstance(Entry.from_bytes(leaf).event, PersonOpened) for leaf in leaves)
