"""The manager's screen under real keys: from the float to the close, on a real desk, in every language and size."""

import tkinter as tk
from datetime import timedelta

import pytest

from branch_app.domain.log.events import DrawerCounted
from branch_app.domain.records.receipt import Anchor
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.domain.values.reasons import CashReason
from branch_app.domain.values.vouching import Vouched
from branch_app.strings import Language
from branch_app.ui.look import Look
from branch_app.ui.measures import TextSize
from branch_app.ui.presenters.manager import Section
from branch_app.ui.theme import CONTRAST, DARK, LIGHT, Palette
from branch_app.ui.views.manager_report import ReportPage
from branch_app.ui.views.manager_sheets import SheetsPage
from branch_app.usecases.print_copy import follow, send
from tests.fakes.branch import SetClock
from tests.fakes.clerk import FIRST_SHEET, FLOAT, SHEETS, begin_day, deliver, order
from tests.fakes.clipping import clipped
from tests.fakes.display import Display, Keyboard, pump_until, settle
from tests.fakes.logged import logged
from tests.fakes.manager_stand import ABOVE, BELOW, ManagerStand, unreadable, words

TARO, KEN = "9000010100", "9000050100"


def test_a_fresh_morning_begins_with_the_float_and_goes_on_to_the_paper(
    stand: ManagerStand, keyboard: Keyboard
) -> None:
    """The float has the focus; Enter opens the day and leads to the paper; no mouse, no Tab."""
    assert "今日はまだ開始していません" in stand.page()
    keyboard.type(str(FLOAT))
    stand.press(
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
    assert "用紙を記録しました。次は1001番です。" in stand.said()


def test_an_open_day_cannot_be_opened_again(stand: ManagerStand, keyboard: Keyboard) -> None:
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
    assert "令和8年11月24日を開始しています。" in stand.page()


def test_a_day_left_open_over_night_is_closed_first(stand: ManagerStand, clock: SetClock) -> None:
    """The next morning says which day is still open."""
    begin_day(stand.desk)
    clock.advance(timedelta(days=1))
    stand.screen.arrive()
    settle(stand.screen)
    assert "令和8年11月24日がまだ締められていません" in stand.page()


def test_pages_turn_by_keys(stand: ManagerStand, keyboard: Keyboard) -> None:
    """F-keys anywhere, ↓ in the list; F6 and F7 are the line's; Esc goes back to the counter."""
    begin_day(stand.desk)
    keys = ("F2", "F3", "F4", "F5", "F8", "F9", "F1")
    for key, section in zip(keys, (*list(Section)[1:], Section.OPENING), strict=True):
        stand.press(keyboard, key, until=lambda section=section: stand.manager.state.section is section)
    stand.screen._tabs[Section.OPENING].focus_force()
    stand.press(keyboard, "Down", until=lambda: stand.manager.state.section is Section.REPORT)
    stand.press(keyboard, "Down", until=lambda: stand.manager.state.section is Section.CASH)
    stand.press(keyboard, "5", until=lambda: stand.manager.state.section is Section.CLOSE)
    stand.press(keyboard, "Escape", until=lambda: ["counter"] == stand.left)


def test_the_drawer_is_counted_on_the_number_pad_alone(stand: ManagerStand, keyboard: Keyboard) -> None:
    """Three notes, then nothing: Enter says none; the sum stands live, the difference at the end."""
    begin_day(stand.desk)
    stand.press(keyboard, "F3", until=lambda: stand.manager.state.section is Section.CASH)
    keyboard.press("KP_2", "KP_Enter")
    pump_until(stand.screen, lambda: {10_000: 2} == stand.manager.state.pieces)
    assert "20,000円" in stand.page()
    keyboard.press(*(["KP_Enter"] * 2), "KP_9", "KP_Enter")
    pump_until(stand.screen, lambda: 4 == len(stand.manager.state.pieces))
    assert f"{FLOAT:,}円" not in stand.page()
    assert "あと6種類" in stand.page()
    for _ in range(5):
        keyboard.press("KP_Enter")
    keyboard.press("Down")
    pump_until(stand.screen, lambda: 9 == len(stand.manager.state.pieces))
    assert not stand.manager.state.whole
    keyboard.press("KP_Enter")
    pump_until(stand.screen, lambda: stand.manager.state.whole)
    assert f"{FLOAT:,}円" in stand.page()
    assert "⚠ 1,000円少ない" in stand.page()


def test_a_difference_is_recorded_with_its_reason_only(stand: ManagerStand, keyboard: Keyboard) -> None:
    """The last Enter leads to the reasons, the reason to recording; afterwards the table is empty again."""
    begin_day(stand.desk)
    stand.press(keyboard, "F3", until=lambda: stand.manager.state.section is Section.CASH)
    keyboard.press("2", *(["Return"] * 10))
    pump_until(stand.screen, lambda: stand.manager.state.whole)
    keyboard.press("F12")
    settle(stand.screen)
    assert stand.desk.journal.refresh().drawer.counted_yen is None
    keyboard.press("space")
    pump_until(stand.screen, lambda: stand.manager.state.reason is CashReason.WRONG_CHANGE)
    keyboard.press("Return")
    pump_until(stand.screen, lambda: stand.desk.journal.refresh().drawer.counted_yen is not None)
    (counted,) = logged(stand.desk.journal.ledger, DrawerCounted)
    assert (20_000, FLOAT, CashReason.WRONG_CHANGE) == (counted.counted_yen, counted.expected_yen, counted.reason)
    assert {} == stand.manager.state.pieces
    assert "前に記録した額 20,000円（10,000円少ない）" in stand.page()


def test_the_expected_sum_hides_again_when_a_figure_is_taken_back(stand: ManagerStand) -> None:
    """Blind until whole: not once revealed, for ever."""
    begin_day(stand.desk)
    stand.manager.show(Section.CASH)
    for denomination in DENOMINATIONS:
        stand.manager.count(denomination, 0)
    assert f"{FLOAT:,}円" in stand.page()
    stand.manager.count(1, None)
    assert f"{FLOAT:,}円" not in stand.page()


def test_the_report_shows_money_under_money(stand: ManagerStand, display: Display) -> None:
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
    page = stand.screen._pages[Section.REPORT]
    assert isinstance(page, ReportPage)
    figures = ("1", "1", "0", "0", "600円")
    assert [("計", *figures), ("住民票の写し", *figures)] == [row.cells for row in page.table.rows]
    assert {"30,000円", "600円", "0円", "30,600円"} <= set(words(page))
    assert size == stand.desk.journal.refresh().size


def test_a_number_that_was_misread_is_read_again(stand: ManagerStand, keyboard: Keyboard) -> None:
    """It stops the tray and says by how many sheets; the right one lets it go on, and nobody else is asked."""
    begin_day(stand.desk)
    stand.press(keyboard, "F4", until=lambda: stand.manager.state.section is Section.SHEETS)
    assert "✓ 合っています" in stand.page()
    keyboard.type(str(FIRST_SHEET + 2))
    stand.press(keyboard, "Return", until=lambda: stand.manager.state.trouble is not None)
    assert "⚠ 2枚合いません" in stand.page()
    keyboard.press(*["BackSpace"] * len(str(FIRST_SHEET + 2)))
    keyboard.type(str(FIRST_SHEET))
    keyboard.press("Return")
    pump_until(stand.screen, lambda: stand.desk.journal.refresh().sheets.stock(stand.desk.stock).seen is None)
    assert [] == stand.asked


def test_sheets_balance_and_are_put_right(stand: ManagerStand, keyboard: Keyboard) -> None:
    """A number that differs is told in words; torn sheets explain it by two persons; then it is right."""
    begin_day(stand.desk)
    stand.press(keyboard, "F4", until=lambda: stand.manager.state.section is Section.SHEETS)
    keyboard.type(str(FIRST_SHEET + 2))
    stand.press(keyboard, "Return", until=lambda: stand.manager.state.trouble is not None)
    assert any(word.startswith("⚠") for word in words(stand.screen))
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
    assert [Vouched.GAP] == stand.asked
    assert stand.desk.journal.state.sheets.stock(stand.desk.stock).seen is None
    assert "✓ 合っています" in stand.page()
    assert str(FIRST_SHEET + 2) in stand.page()


def test_what_stands_open_leads_to_where_it_is_dealt_with(stand: ManagerStand, keyboard: Keyboard) -> None:
    """A form leads to the counter's list, the drawer to the count; the close itself waits."""
    begin_day(stand.desk)
    order(stand.desk, "7", TARO)
    stand.press(keyboard, "F5", until=lambda: stand.manager.state.section is Section.CLOSE)
    rows = stand.screen._pages[Section.CLOSE]._list.rows
    assert [("交付請求書 7", "終わらせるか、取り下げる")] == [row.cells for row in rows[:1]]
    keyboard.press("F12")
    stand.press(keyboard, "Return", until=lambda: ["papers"] == stand.left)
    assert [] == stand.asked
    keyboard.press("Down", "Down")
    stand.press(keyboard, "Return", until=lambda: stand.manager.state.section is Section.CASH)


def test_the_day_closes_with_two_persons_and_says_what_it_is_measured_by(
    stand: ManagerStand, keyboard: Keyboard
) -> None:
    """F12 asks for the second person; closed, the page shows the value that a receipt would carry."""
    begin_day(stand.desk)
    stand.manager.show(Section.CASH)
    for denomination in DENOMINATIONS:
        stand.manager.count(denomination, 3 if denomination == 10_000 else 0)
    stand.manager.record_count()
    stand.press(keyboard, "F5", until=lambda: stand.manager.state.section is Section.CLOSE)
    stand.press(keyboard, "F12", until=lambda: [Vouched.CLOSE] == stand.asked)
    assert not stand.desk.journal.refresh().day.open
    head = stand.desk.journal.ledger.head()
    assert f"✓\N{NO-BREAK SPACE}締めました。　照合値 {Anchor(head.size, head.root).text}" in stand.page()


def test_a_clock_that_is_wrong_is_accepted_by_two_persons(stand: ManagerStand, clock: SetClock) -> None:
    """While it is right there is nothing to accept; afterwards it is right again."""
    begin_day(stand.desk)
    stand.manager.show(Section.CLOSE)
    accept = stand.screen._pages[Section.CLOSE]._accept
    assert not accept.enabled
    clock.wall += timedelta(hours=1)
    stand.manager.refresh()
    assert "⚠ 60分進んでいます" in stand.page()
    accept.act()
    assert [Vouched.CLOCK] == stand.asked
    assert "✓ 時計 よし" in stand.page()


def test_nothing_typed_is_left_for_the_next_person(stand: ManagerStand) -> None:
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


def test_the_line_says_what_is_pending_and_what_went_wrong(stand: ManagerStand, keyboard: Keyboard) -> None:
    """F6 tries now; a line that is down is said in words, and so is what waits."""
    stand.office.there = False
    before = stand.office.asked
    stand.press(keyboard, "F6", until=lambda: stand.office.asked == before + 1)
    said = "\n".join(words(stand.screen._line))
    assert "オフライン（交付は続けられます）" in said
    assert f"未送信 {stand.desk.journal.state.size}件" in said
    assert "センターにつながりません" in said
    stand.office.there = True
    stand.press(keyboard, "F7", until=lambda: stand.office.renewed == 1)
    assert "センターに接続中" in "\n".join(words(stand.screen._line))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("size", "palette"), [(TextSize.STANDARD, LIGHT), (TextSize.LARGE, DARK), (TextSize.LARGE, CONTRAST)]
)
def test_nothing_is_cut_off(
    stand: ManagerStand, look: Look, size: TextSize, palette: Palette, language: Language
) -> None:
    """Every page with its longest content: open items, a difference, a line that is down, a refusal."""
    begin_day(stand.desk)
    order(stand.desk, "7", TARO, copies=2)
    stand.office.there = False
    stand.status.synchronise()
    stand.status.look()
    top, bottom = (child for child in stand.screen.master.winfo_children() if type(child) is tk.Frame)
    top.configure(height=ABOVE[size])
    bottom.configure(height=BELOW[size])
    look.change(palette, size, language)
    stand.stop(TARO)
    cut = {}
    for section in Section:
        stand.manager.show(section)
        if section is Section.CASH:
            for denomination in DENOMINATIONS:
                stand.manager.count(denomination, 99)
        if section is Section.SHEETS:
            stand.manager.confirm_sheet(1)
        if section is Section.STOPS:
            stand.stops.type(KEN)
        settle(stand.screen)
        settle(stand.screen)
        cut[section] = clipped(stand.screen)
    assert {section: [] for section in Section} == cut


def test_a_missing_sheet_is_lost_or_found_where_it_is_read(stand: ManagerStand, keyboard: Keyboard) -> None:
    """Both buttons come with the difference and go with it; each asks a second person."""
    begin_day(stand.desk)
    stand.press(keyboard, "F4", until=lambda: stand.manager.state.section is Section.SHEETS)
    page = stand.screen._pages[Section.SHEETS]
    assert isinstance(page, SheetsPage)
    assert not page._lost.winfo_ismapped()
    stand.manager.confirm_sheet(FIRST_SHEET + 2)
    settle(stand.screen)
    assert page._lost.winfo_ismapped()
    assert "改ざん防止用紙が2枚合いません" in stand.page()
    page._count.put("1")
    page._allow()
    page._lost.act()
    page._found.act()
    settle(stand.screen)
    assert ([Vouched.GAP] * 2, False) == (stand.asked, page._lost.winfo_ismapped())
    assert 1 == stand.desk.journal.refresh().sheets.stock(stand.desk.stock).lost


def test_cash_that_is_no_fee_has_a_dialog_of_its_own(stand: ManagerStand, keyboard: Keyboard) -> None:
    """F10, the amount, F1 and F3, Enter; what leaves the drawer asks a second person."""
    begin_day(stand.desk)
    stand.press(keyboard, "F3", until=lambda: stand.manager.state.section is Section.CASH)
    stand.press(keyboard, "F10", until=lambda: stand.moves.state.shown)
    keyboard.type("5000")
    stand.press(keyboard, "F1", "F3", "Return", until=lambda: not stand.moves.state.shown)
    assert FLOAT + 5_000 == stand.desk.journal.refresh().drawer.expected_yen
    stand.press(keyboard, "F10", until=lambda: stand.moves.state.shown)
    keyboard.type("2000")
    stand.press(keyboard, "F2", "F5", "Return", until=lambda: bool(stand.asked))
    assert FLOAT + 3_000 == stand.desk.journal.refresh().drawer.expected_yen
    assert "出金を記録しました。" in stand.said()


def test_after_the_close_plus_and_f10_are_of_the_closed_day(stand: ManagerStand, keyboard: Keyboard) -> None:
    """The file is written; a digit says why the day is opened once more, and a second person agrees."""
    begin_day(stand.desk)
    for denomination in DENOMINATIONS:
        stand.manager.count(denomination, 3 if denomination == DENOMINATIONS[0] else 0)
    stand.manager.record_count()
    stand.press(keyboard, "F5", until=lambda: stand.manager.state.section is Section.CLOSE)
    stand.press(
        keyboard, "F12", until=lambda: bool(stand.manager.state.report and stand.manager.state.report.claimed)
    )
    stand.press(keyboard, "F10", until=lambda: "書き出しました。closes" in stand.said())
    stand.press(keyboard, "plus", "4", until=lambda: Vouched.SUPPLEMENT in stand.asked)
    assert stand.desk.journal.refresh().day.open


def test_a_month_lies_over_the_report(stand: ManagerStand, keyboard: Keyboard, look: Look) -> None:
    """F10; PgUp turns it, F10 asks a second person, Esc goes back; nothing is cut off in any language."""
    stand.press(keyboard, "F2", until=lambda: stand.manager.state.section is Section.REPORT)
    month = stand.month
    stand.press(keyboard, "F10", until=lambda: month.state.seen is not None)
    for language in Language:
        look.change(LIGHT, TextSize.LARGE, language)
        month.give_up()
        settle(stand.screen)
        month.open()
        settle(stand.screen)
        assert [] == clipped(stand.screen.winfo_toplevel())
    first = month.state.first
    stand.press(keyboard, "Prior", until=lambda: month.state.first != first and month.state.seen is not None)
    stand.press(keyboard, "F10", until=lambda: Vouched.EXPORT in stand.asked)
    stand.press(keyboard, "Escape", until=lambda: not month.state.shown)


def test_who_stands_behind_a_paper_lies_over_the_report(
    stand: ManagerStand, keyboard: Keyboard, look: Look
) -> None:
    """F11; number, F1, F5, Enter asks a second person, Esc goes back; nothing is cut off in any language.

    A name that no font of the screen has is a picture, as everywhere.
    """
    begin_day(stand.desk)
    _, (job,) = order(stand.desk, "1", "9000010100")
    stand.press(keyboard, "F2", until=lambda: stand.manager.state.section is Section.REPORT)
    for language in Language:
        look.change(LIGHT, TextSize.LARGE, language)
        settle(stand.screen)
        stand.press(keyboard, "F11", until=lambda: stand.revealing.state.shown)
        stand.press(keyboard, "1", "F1", "F5", "Return", until=lambda: stand.revealing.state.revealed is not None)
        settle(stand.screen)
        assert [] == clipped(stand.screen.winfo_toplevel())
        assert [] == unreadable(stand.screen.winfo_toplevel())
        stand.press(keyboard, "Escape", until=lambda: not stand.revealing.state.shown)
    assert [Vouched.REVEAL] * len(Language) == stand.asked
    assert stand.desk.journal.state.issuance.job(job).number.endswith("-000001")
