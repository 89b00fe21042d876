"""The second person's dialog under real keys, over a real desk."""

import tkinter as tk
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from branch_app.composition.device import Device
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.vouching import Vouched, Vouching
from branch_app.strings import Language
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import TextSize
from branch_app.ui.presenters.second_person import Circle, Manner, SecondPersonPresenter
from branch_app.ui.theme import CONTRAST, DARK, LIGHT, Palette
from branch_app.ui.views.second_person import SecondPersonDialog, SecondPersonView
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from tests.fakes.branch import CLERK, OTHER_CLERK, SetClock, front_door, make_branch
from tests.fakes.clipping import clipped
from tests.fakes.direct_work import DirectWork
from tests.fakes.display import Keyboard, pump_until, settle

SUPERVISOR = "supervisor-1"


@dataclass(slots=True)
class Table:
    """A window with a screen below, and the presenter that asks."""

    window: tk.Toplevel
    device: Device
    presenter: SecondPersonPresenter
    below: list[Key]
    named: list[Pseudonym] = field(default_factory=list)

    def ask(self, action: Vouched = Vouched.VOID) -> None:
        """Somebody else is needed."""
        self.presenter.ask(action, self.named.append)
        settle(self.window)

    def dialogs(self) -> list[SecondPersonDialog]:
        """Open now."""
        return [each for each in self.window.winfo_children() if isinstance(each, SecondPersonDialog)]

    def texts(self) -> list[str]:
        """On the dialog."""
        labels = [each for each in _below(self.dialogs()[0]) if isinstance(each, Label) and each.winfo_viewable()]
        return [str(label.cget("text")) for label in labels]

    def wait(self, condition: Callable[[], bool]) -> None:
        """Until it holds."""
        pump_until(self.window, condition)
        settle(self.window)

    def answer(self) -> str:
        """What head office would read out."""
        challenge, enrolment = self.presenter.state.challenge, self.device.file.enrolment()
        assert challenge is not None
        bound = Vouching(enrolment.device, enrolment.epoch, challenge.action, challenge.digits, SUPERVISOR)
        return bound.answer(enrolment.vouching_key)


def _below(widget: tk.Misc) -> Iterator[tk.Misc]:
    for child in widget.winfo_children():
        yield child
        yield from _below(child)


@pytest.fixture
def table(window: tk.Toplevel, look: Look, tmp_path: Path) -> Iterator[Table]:
    """Two clerks have a password; one is at work."""
    door = front_door(make_branch(tmp_path / "branch"), SetClock())
    device = door.sign_in(CLERK.operator, CLERK.password)
    circle = Circle(door.people, CLERK.operator, device.second_persons)
    presenter, below = SecondPersonPresenter(lambda: circle, DirectWork()), []
    router = KeyRouter(window, lambda _: False)
    router.push(KeyLayer(lambda key: below.append(key) is None, window))
    SecondPersonView(window, look, router, presenter)
    yield Table(window, device, presenter, below)
    device.close()
    door.close()


def test_a_password_and_enter(table: Table, keyboard: Keyboard) -> None:
    """The field has the focus; the dialog goes, and the act gets its second person."""
    table.ask()
    keyboard.type(OTHER_CLERK.password)
    keyboard.press("Return")
    table.wait(lambda: bool(table.named))
    assert ([], []) == (table.dialogs(), table.below)


def test_a_wrong_password_is_told_in_the_dialog(table: Table, keyboard: Keyboard) -> None:
    """No second box: the field is empty again, with the focus."""
    table.ask()
    keyboard.type("wrong")
    keyboard.press("Return")
    table.wait(lambda: table.presenter.state.trouble is not None)
    (dialog,) = table.dialogs()
    assert ("", dialog.field_of(Manner.BESIDE).field) == (
        dialog.field_of(Manner.BESIDE).value,
        table.window.focus_get(),
    )
    assert any(text.startswith("⚠") and "パスワード" in text for text in table.texts())


def test_the_telephone_by_one_key(table: Table, keyboard: Keyboard) -> None:
    """F3: the challenge in two groups of four, tries left, eight digits, Enter."""
    table.ask(Vouched.CLOSE)
    keyboard.press("F3")
    table.wait(lambda: table.presenter.state.challenge is not None)
    challenge = table.presenter.state.challenge
    assert challenge is not None
    assert f"{challenge.digits[:4]} {challenge.digits[4:]}" in table.texts()
    assert "あと5回" in table.texts()
    keyboard.type(table.answer())
    keyboard.press("Return")
    table.wait(lambda: bool(table.named))
    assert [] == table.dialogs()


def test_a_misheard_answer_counts_down(table: Table, keyboard: Keyboard) -> None:
    """The same challenge, one try less, an empty field."""
    table.ask()
    keyboard.press("F3")
    table.wait(lambda: table.presenter.state.challenge is not None)
    keyboard.type(f"{(int(table.answer()) + 1) % 10**8:08d}")
    keyboard.press("Return")
    table.wait(lambda: table.presenter.state.trouble is not None)
    assert "あと4回" in table.texts()
    assert "" == table.dialogs()[0].field_of(Manner.TELEPHONE).value


def test_escape_gives_up(table: Table, keyboard: Keyboard) -> None:
    """Nobody is named, and the screen below hears keys again."""
    table.ask()
    keyboard.press("Escape")
    table.wait(lambda: not table.dialogs())
    keyboard.press("F9")
    table.wait(lambda: [Key.F9] == table.below)
    assert [] == table.named


def test_arrows_choose_the_name(table: Table, keyboard: Keyboard) -> None:
    """While the password field keeps the focus."""
    supervisor = table.device.vault
    supervisor.add_operator(table.device.ring, type(CLERK)(SUPERVISOR, "a supervisor's own"))
    table.ask()
    assert OTHER_CLERK.operator == table.presenter.state.chosen
    keyboard.press("Down")
    table.wait(lambda: SUPERVISOR == table.presenter.state.chosen)
    keyboard.type("a supervisor's own")
    keyboard.press("Return")
    table.wait(lambda: bool(table.named))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("size", "palette"), [(TextSize.STANDARD, LIGHT), (TextSize.LARGE, DARK), (TextSize.LARGE, CONTRAST)]
)
def test_nothing_is_cut_off(table: Table, look: Look, size: TextSize, palette: Palette, language: Language) -> None:
    """Both manners, with trouble, for every act."""
    look.change(palette, size, language)
    faults: list[str] = []
    for action in Vouched:
        table.ask(action)
        for manner, typed in ((Manner.BESIDE, "wrong"), (Manner.TELEPHONE, "00000000")):
            table.presenter.go(manner)
            table.presenter.answer(typed)
            for _ in range(3):
                settle(table.window)
            faults.extend(clipped(table.window))
        table.presenter.give_up()
    assert [] == faults
