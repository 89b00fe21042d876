"""The first screen under real keys, over a real front door: nobody needs a mouse, nothing is cut off."""

import tkinter as tk
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from branch_app.composition.device import Device
from branch_app.composition.door import FrontDoor
from branch_app.domain.errors import CentralUnreachable
from branch_app.domain.values.digit_groups import check_group
from branch_app.strings import Language
from branch_app.ui.look import Look
from branch_app.ui.measures import TextSize
from branch_app.ui.presenters.new_password import NewPassword
from branch_app.ui.presenters.sign_in import Lock, LockCause, SignInPresenter, Way
from branch_app.ui.theme import CONTRAST, DARK, LIGHT, Palette, Role
from branch_app.ui.views.groups_field import GroupsField
from branch_app.ui.views.sign_in import SignInView
from branch_app.ui.widgets.entry import TextEntry
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.router import KeyRouter
from branch_app.usecases.front_door import Freshened
from db.recovery_code import new_code
from db.vault import Credentials
from tests.fakes.branch import CLERK, OPENED, OTHER_CLERK, SetClock, front_door, make_branch
from tests.fakes.clipping import clipped
from tests.fakes.direct_work import DirectWork
from tests.fakes.display import Display, Keyboard, pump_until, settle

SUPERVISOR = Credentials("supervisor-1", "a supervisor's own")
OWN = "my very own 9"


@dataclass(slots=True)
class Street:
    """The screen between the window's bars, and who came in by it."""

    view: SignInView
    presenter: SignInPresenter[Device]
    clock: SetClock
    entered: list[Device] = field(default_factory=list)

    def shown(self) -> list[str]:
        """Every text that can be read on labels now."""
        labels = (each for each in _below(self.view) if isinstance(each, Label))
        return [str(each.cget("text")) for each in labels if each.winfo_viewable() and each.cget("text")]

    def fields(self) -> list[TextEntry]:
        """Those that can be typed into now, in reading order."""
        return [each for each in _below(self.view) if isinstance(each, TextEntry) and each.winfo_viewable()]

    def wait(self, condition: Callable[[], bool]) -> None:
        """Until it holds."""
        pump_until(self.view, condition)
        settle(self.view)


def _below(widget: tk.Misc) -> Iterator[tk.Misc]:
    for child in widget.winfo_children():
        yield child
        yield from _below(child)


@pytest.fixture
def street(window: tk.Toplevel, look: Look, tmp_path: Path) -> Iterator[Street]:
    """No line; two clerks and a supervisor have a password here."""
    clock, work, entered = SetClock(), DirectWork(), []
    door = front_door(make_branch(tmp_path / "branch"), clock)
    _give_password(door, SUPERVISOR)

    def freshen() -> Freshened:
        return Freshened(door.data_ages(), (), CentralUnreachable(reason="ConnectError"))

    presenter: SignInPresenter[Device] = SignInPresenter(door, work, freshen, entered.append, clock.now)
    router = KeyRouter(window, lambda _: False)
    tk.Frame(window, height=80).pack(side="top")
    tk.Frame(window, height=60).pack(side="bottom")
    stack = tk.Frame(window)
    stack.pack(fill="both", expand=True)
    view = SignInView(stack, look, presenter, router)
    view.place(relwidth=1, relheight=1)
    view.enter()
    presenter.arrive()
    settle(window)
    yield Street(view, presenter, clock, entered)
    for device in entered:
        device.close()
    door.close()


def _give_password(door: FrontDoor, who: Credentials) -> None:
    device = door.sign_in(CLERK.operator, CLERK.password)
    device.vault.add_operator(device.ring, who)
    device.close()


def test_a_digit_a_password_and_enter(street: Street, keyboard: Keyboard) -> None:
    """The shortest way in: the names have the focus, the digit leads to the password."""
    assert street.view.focus_get() is street.view._table.tree
    keyboard.press("2")
    street.wait(lambda: street.view.focus_get() is street.fields()[0].field)
    keyboard.type(OTHER_CLERK.password)
    street.wait(lambda: street.fields()[0].value == OTHER_CLERK.password)
    keyboard.press("Return")
    street.wait(lambda: bool(street.entered))
    assert [OTHER_CLERK.operator] == [device.operator.id for device in street.entered]


def test_arrows_choose_and_enter_leads_to_the_password(street: Street, keyboard: Keyboard) -> None:
    """↓ shows the next name beside its password field without leaving the list."""
    keyboard.press("Down")
    street.wait(lambda: street.presenter.state.chosen is not None)
    assert (OTHER_CLERK.operator, street.view._table.tree) == (
        street.presenter.state.chosen and street.presenter.state.chosen.id,
        street.view.focus_get(),
    )
    keyboard.press("Return")
    street.wait(lambda: street.view.focus_get() is street.fields()[0].field)


def test_arrows_work_from_the_password_field_too(street: Street, keyboard: Keyboard) -> None:
    """A wrong name is noticed while typing: ↑ and ↓ change it, and what was typed goes."""
    keyboard.press("1")
    street.wait(lambda: street.presenter.state.chosen is not None)
    keyboard.type("half a pass")
    street.wait(lambda: street.fields()[0].value == "half a pass")
    keyboard.press("Down")
    street.wait(
        lambda: OTHER_CLERK.operator == (street.presenter.state.chosen and street.presenter.state.chosen.id)
    )
    assert "" == street.fields()[0].value


def test_a_wrong_password_is_told_beside_the_field(street: Street, keyboard: Keyboard) -> None:
    """No box to close: the field is empty and has the focus; the third wrong try counts down."""
    keyboard.press("1")
    for attempt in range(3):
        keyboard.type("wrong")
        street.wait(lambda: street.fields()[0].value == "wrong")
        keyboard.press("Return")
        street.wait(lambda: street.fields()[0].value == "")
        assert street.view.focus_get() is street.fields()[0].field
        assert (attempt == 2) is any("お待ちください" in text for text in street.shown())
    assert any(text.startswith("⚠") and "パスワード" in text for text in street.shown())
    assert any("あと5秒" in text for text in street.shown())
    street.clock.advance(timedelta(seconds=5))
    street.presenter.tick()
    settle(street.view)
    assert not any("お待ちください" in text or text.startswith("⚠") for text in street.shown())


def test_a_code_is_typed_in_one_go(street: Street, keyboard: Keyboard) -> None:
    """48 digits: the cursor goes on by itself, and after the last group to the new password."""
    keyboard.press("1", "F3")
    street.wait(lambda: Way.TELEPHONE is street.presenter.state.way)
    code = new_code()
    keyboard.type(code.replace("-", ""))
    street.wait(lambda: "" != street.presenter.state.code.code)
    assert tuple(code.split("-")) == street.presenter.state.code.groups
    street.wait(lambda: street.view.focus_get() is street.fields()[8].field)


def _red(display: Display, look: Look, field: TextEntry) -> int:
    """Pixels of its edge in the colour of what is wrong, once the focus is elsewhere."""
    left, top = field.winfo_rootx(), field.winfo_rooty()
    shot = display.screenshot().crop((left, top, left + field.winfo_width(), top + field.winfo_height()))
    counted = {"#{:02x}{:02x}{:02x}".format(*colour): count for count, colour in shot.getcolors(1 << 16) or ()}
    return counted.get(look.colour(Role.BAD_TEXT), 0)


def test_a_misheard_group_stops_the_cursor(
    street: Street, look: Look, display: Display, keyboard: Keyboard
) -> None:
    """Red at once with its number; further digits go nowhere; put right, the cursor goes on."""
    keyboard.press("1", "F3")
    street.wait(lambda: Way.TELEPHONE is street.presenter.state.way)
    groups = new_code().split("-")
    wrong = f"{groups[1][:-1]}{(int(groups[1][-1]) + 1) % 10}"
    assert not check_group(2, wrong)
    keyboard.type(f"{groups[0]}{wrong}999")
    street.wait(lambda: (1,) == street.presenter.state.code.wrong)
    assert ("", street.fields()[1].field) == (street.presenter.state.code.groups[2], street.view.focus_get())
    assert "⚠\N{NO-BREAK SPACE}2組目" in street.shown()
    assert "⚠\N{NO-BREAK SPACE}2組目が合いません。その6桁を聞き直してください。" in street.shown()
    keyboard.press("Tab")
    street.wait(lambda: street.view.focus_get() is street.fields()[2].field)
    assert [True, False] == [_red(display, look, street.fields()[at]) > 100 for at in (1, 0)]
    keyboard.press("shift+Tab")
    street.wait(lambda: street.view.focus_get() is street.fields()[1].field)
    keyboard.press("End", "BackSpace")
    keyboard.type(groups[1][-1])
    street.wait(lambda: street.view.focus_get() is street.fields()[2].field)
    assert not any(text.startswith("⚠") for text in street.shown())


def test_a_newcomer_and_a_supervisor_beside(street: Street, keyboard: Keyboard) -> None:
    """First sign-in by keys alone; afterwards it says so, and the new password is asked for."""
    keyboard.press("4")
    street.wait(lambda: Way.BESIDE is street.presenter.state.way)
    for at, text in enumerate((SUPERVISOR.password, OWN, OWN)):
        street.wait(lambda at=at: street.view.focus_get() is street.fields()[at].field)
        keyboard.type(text)
        street.wait(lambda at=at, text=text: street.fields()[at].value == text)
        keyboard.press("Return")
    street.wait(lambda: Way.BESIDE is street.presenter.state.done)
    assert any("登録しました" in text for text in street.shown())
    assert street.view.focus_get() is street.fields()[0].field
    keyboard.type(OWN)
    street.wait(lambda: street.fields()[0].value == OWN)
    keyboard.press("Return")
    street.wait(lambda: bool(street.entered))


def test_two_new_passwords_that_differ(street: Street, keyboard: Keyboard) -> None:
    """Told under the second field, which is empty and has the focus; Esc leads back."""
    keyboard.press("1", "F2")
    street.wait(lambda: Way.NEW_PASSWORD is street.presenter.state.way)
    for at, text in enumerate((CLERK.password, OWN, "something else")):
        street.wait(lambda at=at: street.view.focus_get() is street.fields()[at].field)
        keyboard.type(text)
        street.wait(lambda at=at, text=text: street.fields()[at].value == text)
        keyboard.press("Return")
    street.wait(lambda: street.presenter.state.password_fault is not None)
    assert (OWN, "") == (street.fields()[1].value, street.fields()[2].value)
    assert street.view.focus_get() is street.fields()[2].field
    keyboard.press("Escape")
    street.wait(lambda: Way.PASSWORD is street.presenter.state.way)


def test_tab_stops_in_reading_order(street: Street, keyboard: Keyboard) -> None:
    """List, retry, field, the three ways, and round again."""
    keyboard.press("1")
    street.wait(lambda: street.view.focus_get() is street.fields()[0].field)
    street.view._table.focus_set()
    settle(street.view)
    reached: list[tk.Misc | None] = []
    for _ in range(8):
        here = street.view.focus_get()
        reached.append(here)
        keyboard.press("Tab")
        street.wait(lambda here=here: street.view.focus_get() is not here)
    places = [(each.winfo_rootx() > 400, each.winfo_rooty(), each.winfo_rootx()) for each in reached[:7] if each]
    assert sorted(places) == places
    assert (7, reached[0]) == (len(set(reached)), reached[7])


def test_the_lock_asks_its_owner_at_once(street: Street, keyboard: Keyboard) -> None:
    """The password has the focus; who, since when, why, and what was kept stand above."""
    street.presenter.arrive(Lock(CLERK.operator, OPENED, LockCause.IDLE, kept=True))
    settle(street.view)
    assert street.view.focus_get() is street.fields()[0].field
    told = " ".join(street.shown())
    for words in ("ロックしています", "11月24日 09:00", "しばらく操作がなかった", "入力の途中の内容"):
        assert words in told
    keyboard.type(CLERK.password)
    keyboard.press("Return")
    street.wait(lambda: bool(street.entered))


def test_nothing_typed_stays_behind_the_door(street: Street, keyboard: Keyboard) -> None:
    """Whoever comes next finds empty fields."""
    street.presenter.choose(CLERK.operator)
    for way in (Way.PASSWORD, Way.NEW_PASSWORD, Way.TELEPHONE):
        street.presenter.go(way)
        settle(street.view)
        for each in street.fields():
            each.put("123456")
    street.view.leave()
    entries = [each for each in _below(street.view) if isinstance(each, TextEntry)]
    assert {""} == {each.value for each in entries}


def test_data_tell_their_age_and_their_end(street: Street) -> None:
    """Offline: until when they may be used; afterwards that they are too old, each with a sign."""
    told = " ".join(street.shown())
    assert "11月24日\N{NO-BREAK SPACE}09:00" in told
    assert "データは11月25日\N{NO-BREAK SPACE}09:00まで使えます。" in told
    street.clock.advance(timedelta(hours=25))
    street.presenter.renew()
    settle(street.view)
    assert any(text.startswith("✕") and "交付できません" in text for text in street.shown())


def test_no_widget_is_built_twice(street: Street) -> None:
    """Ways, waits and names change what is there; nothing is made anew."""
    before = [str(each) for each in _below(street.view)]
    street.presenter.choose(CLERK.operator)
    for way in Way:
        street.presenter.go(way)
    street.presenter.arrive(Lock(CLERK.operator, OPENED, LockCause.KEY, kept=False))
    assert before == [str(each) for each in _below(street.view)]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("size", "palette"),
    [(TextSize.STANDARD, LIGHT), (TextSize.STANDARD, CONTRAST), (TextSize.LARGE, DARK), (TextSize.LARGE, LIGHT)],
)
def test_nothing_is_cut_off(
    street: Street, look: Look, size: TextSize, palette: Palette, language: Language
) -> None:
    """Every way in, locked and in trouble, in every language."""
    look.change(palette, size, language)
    presenter, faults = street.presenter, []

    def look_at(what: str) -> None:
        for _ in range(3):
            settle(street.view)
        faults.extend(f"{what}: {fault}" for fault in clipped(street.view))

    look_at("names")
    presenter.arrive(Lock(CLERK.operator, OPENED, LockCause.IDLE, kept=True))
    for _ in range(3):
        presenter.sign_in("wrong")
    look_at("wrong")
    presenter.go(Way.NEW_PASSWORD)
    presenter.change_password("x", NewPassword(OWN, ""))
    look_at("new password")
    presenter.go(Way.TELEPHONE)
    for place in range(8):
        presenter.type_group(place, "000000")
    look_at("telephone")
    presenter.choose("auditor-1")
    presenter.admit_beside("wrong", NewPassword("short", ""))
    look_at("beside")
    assert [] == faults


def test_group_fields_are_all_on_one_screen(street: Street) -> None:
    """Eight of them, four in a row."""
    street.presenter.choose(CLERK.operator)
    street.presenter.go(Way.TELEPHONE)
    settle(street.view)
    (groups,) = [each for each in _below(street.view) if isinstance(each, GroupsField)]
    assert 2 == len({entry.winfo_rooty() for entry in groups.entries})
