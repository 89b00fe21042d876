"""The page of telephone stops and extensions under real keys: who is held, who is released, what is opened."""

import pytest

from branch_app.domain.errors import Restricted
from branch_app.domain.log.events import PersonOpened
from branch_app.domain.records.hold import HoldReason
from branch_app.domain.values.vouching import Vouched
from branch_app.ui.presenters.manager import Section
from branch_app.ui.views.manager_stops import StopsPage
from tests.fakes.clerk import begin_day, order
from tests.fakes.display import Keyboard, pump_until, settle
from tests.fakes.logged import logged
from tests.fakes.manager_stand import ManagerStand, unreadable

TARO, KEN = "9000010100", "9000050100"


def test_a_hold_is_entered_by_keys_alone(stand: ManagerStand, keyboard: Keyboard) -> None:
    """The number, who that is, why, two persons; it stands in the list, and the field is empty for the next."""
    begin_day(stand.desk)
    stand.press(keyboard, "F8", until=lambda: stand.manager.state.section is Section.STOPS)
    keyboard.type(TARO[:9])
    pump_until(stand.screen, lambda: TARO[:9] == stand.stops.state.number)
    assert "あと1桁" in stand.page()
    keyboard.press("F12")
    keyboard.type(TARO[9:])
    pump_until(stand.screen, lambda: stand.stops.state.whole)
    assert stand.stops.state.person is not None
    page = stand.screen._pages[Section.STOPS]
    assert isinstance(page, StopsPage)
    assert (stand.stops.state.person.name, []) == (page._whose.name, unreadable(stand.screen))
    assert [] == stand.asked
    keyboard.press("Return")
    pump_until(stand.screen, lambda: stand.screen.focus_get() is not None)
    keyboard.press("Tab", "space")
    pump_until(stand.screen, lambda: stand.stops.state.reason is HoldReason.SUPPORT)
    stand.press(keyboard, "F12", until=lambda: [Vouched.HOLD] == stand.asked)
    pump_until(stand.screen, lambda: 1 == len(stand.stops.state.holds))
    rows = [row.cells for row in stand.screen._pages[Section.STOPS]._holds.rows]
    assert [(TARO, "区民課の指示", "11月24日 09:00", "未送信")] == rows
    assert "✓\N{NO-BREAK SPACE}停止しました。" in stand.said()
    assert "" == stand.stops.state.number
    with pytest.raises(Restricted):
        order(stand.desk, "1", TARO)


def test_somebody_the_replica_does_not_have_is_stopped_all_the_same(stand: ManagerStand) -> None:
    """Who moved in this morning; the page says so before two persons agree."""
    stand.manager.show(Section.STOPS)
    stand.stops.type("0123456789")
    assert "この端末の台帳にいません" in stand.page()
    stand.stops.hold()
    assert ["0123456789"] == [kept.hold.resident for kept in stand.stops.state.holds]


def test_a_hold_is_lifted_from_its_row(stand: ManagerStand, keyboard: Keyboard) -> None:
    """Enter on it, two persons."""
    begin_day(stand.desk)
    stand.manager.show(Section.STOPS)
    stand.stops.type(TARO)
    stand.stops.hold()
    stand.screen._pages[Section.STOPS]._holds.focus_set()
    settle(stand.screen)
    stand.press(keyboard, "Return", until=lambda: [Vouched.HOLD, Vouched.LIFT] == stand.asked)
    pump_until(stand.screen, lambda: () == stand.stops.state.holds)
    assert "センターの一覧は変わりません" in stand.said()
    order(stand.desk, "1", TARO)


def test_an_extension_that_is_ready_is_opened_from_its_row(stand: ManagerStand, keyboard: Keyboard) -> None:
    """The others cannot be picked; the state turns."""
    stand.stop(TARO)
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
    stand.press(keyboard, "Return", until=lambda: [Vouched.EXTEND] == stand.asked)
    pump_until(stand.screen, lambda: "✓ 延長中" == table.rows[2].cells[1])
    assert "証明書にデータの日付が載ります" in stand.said()
    stand.stops.extend(1)
    assert [Vouched.EXTEND] == stand.asked


def test_no_number_is_left_for_the_next_person(stand: ManagerStand) -> None:
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


def test_whose_number_was_typed_is_an_opening_of_the_log(stand: ManagerStand) -> None:
    """Name and address are shown so that they can be read back: that is written down, once, as anywhere else."""
    stand.stops.come_up()
    stand.stops.type(KEN)
    pump_until(stand.screen, lambda: stand.stops.state.whole)
    stand.stops.type("0123456789")
    pump_until(stand.screen, lambda: stand.stops.state.whole)
    assert 1 == len(logged(stand.desk.journal.ledger, PersonOpened))
