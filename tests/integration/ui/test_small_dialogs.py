"""Keys, display, draft, newcomer, fault and doctor under real keys, and without a word cut off."""

import tkinter as tk
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest

from branch_app.composition.checkup import probes
from branch_app.composition.patient import Patient
from branch_app.domain.errors import DiskFull, PrinterBusy, WrongKey
from branch_app.domain.records.enrolment import Role as Duty
from branch_app.domain.values.digit_groups import grouped
from branch_app.machine import SystemClock, SystemRandom
from branch_app.strings import Language
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import TextSize
from branch_app.ui.presenters.admit import AdmitPresenter
from branch_app.ui.presenters.doctor import DoctorPresenter
from branch_app.ui.presenters.new_password import NewPassword
from branch_app.ui.theme import CONTRAST, DARK, LIGHT, Palette, Role
from branch_app.ui.views.admit import AdmitView
from branch_app.ui.views.doctor import DoctorView
from branch_app.ui.views.draft import DraftActs, DraftDialog
from branch_app.ui.views.fault import FaultView
from branch_app.ui.views.help import HELP_TEXTS, HelpDialog, HelpEntry, help_texts
from branch_app.ui.views.settings import SettingsDialog
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.reading import Reading
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from branch_app.usecases.doctor import Check, Finding, Report, examine
from branch_app.usecases.front_door import Door, Doorplate
from branch_app.usecases.level import Level
from tests.fakes.branch import make_branch
from tests.fakes.clipping import clipped
from tests.fakes.direct_work import DirectWork
from tests.fakes.display import Keyboard, pump_until, settle


@dataclass(slots=True)
class Desk:
    """A window, its keys, and what the screen below heard."""

    window: tk.Toplevel
    look: Look
    router: KeyRouter = field(init=False)
    below: list[Key] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.router = KeyRouter(self.window, lambda _: False)
        self.router.push(KeyLayer(lambda key: self.below.append(key) is None, self.window))

    def does(self, what: str) -> Callable[[], None]:
        """An act that is remembered."""
        return lambda: self.done.append(what)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Until it holds."""
        pump_until(self.window, condition)
        settle(self.window)

    def dialogs(self) -> list[Dialog]:
        """Open now."""
        return [each for each in self.window.winfo_children() if isinstance(each, Dialog)]

    def texts(self) -> list[str]:
        """Every label that can be read."""
        labels = [each for each in _below(self.window) if isinstance(each, Label) and each.winfo_viewable()]
        return [str(label.cget("text")) for label in labels]


def _below(widget: tk.Misc) -> Iterator[tk.Misc]:
    for child in widget.winfo_children():
        yield child
        yield from _below(child)


@pytest.fixture
def desk(window: tk.Toplevel, look: Look) -> Desk:
    """Nothing open."""
    return Desk(window, look)


def _help(desk: Desk) -> HelpDialog:
    entries = (
        HelpEntry(Key.F2, "settings_title", desk.does("settings")),
        HelpEntry(Key.F3, "admit_title", desk.does("admit")),
    )
    dialog = HelpDialog(desk.window, desk.look, desk.router, entries)
    dialog.start()
    settle(desk.window)
    return dialog


def test_the_key_list_names_every_hot_key(desk: Desk) -> None:
    """Whatever has a meaning of its own at the counter stands there; Ctrl+1 has two, one a stage."""
    _help(desk)
    named = [key for keys in HELP_TEXTS for key in keys]
    rows = {Key.F2, Key.F3, Key.F4, Key.F5, Key.F6}  # between F1 and F7
    moves = {Key.UP, Key.DOWN, Key.PAGE_UP, Key.PAGE_DOWN}
    inner = {key for key in Key if key.value[-1].isdigit() and not key.value.startswith("F")}
    assert set(Key) - rows - moves - inner == set(named) - inner


@pytest.mark.parametrize(("last", "listed"), [(Key.F8, False), (Key.F7, True)])
def test_f8_is_named_a_list_only_where_there_is_one(last: Key, listed: bool) -> None:
    """Without a list the eighth certificate has its key; every key stands there once."""
    named = help_texts(listed=listed)
    assert ("help_certificates", listed) == (named[Key.F1, last], (Key.F8,) in named)
    assert 1 == sum(keys[0] is Key.F1 for keys in named)


@pytest.mark.parametrize("key", ["Escape", "Return", "ctrl+h"])
def test_the_key_list_goes_by_one_key(desk: Desk, keyboard: Keyboard, key: str) -> None:
    """Nothing of it reaches the screen below."""
    _help(desk)
    keyboard.press(key)
    desk.wait(lambda: not desk.dialogs())
    assert ([], []) == (desk.below, desk.done)


def test_the_key_list_leads_on(desk: Desk, keyboard: Keyboard) -> None:
    """What has no key of its own is opened from here."""
    _help(desk)
    keyboard.press("F2")
    desk.wait(lambda: ["settings"] == desk.done)
    assert [] == desk.dialogs()


def test_the_display_changes_by_digits_at_once(desk: Desk, keyboard: Keyboard) -> None:
    """Size, colours, language; the dialog itself follows, title included."""
    dialog = SettingsDialog(desk.window, desk.look, desk.router)
    dialog.start()
    settle(desk.window)
    for key, seen in (
        ("2", lambda: desk.look.size is TextSize.LARGE),
        ("5", lambda: desk.look.palette is DARK),
        ("8", lambda: desk.look.language is Language.EN),
    ):
        keyboard.press(key)
        desk.wait(seen)
    assert "Display" in desk.texts()
    assert DARK[Role.CARD] == dialog.body.cget("background")
    keyboard.press("1", "6", "9")
    desk.wait(lambda: desk.look.language is Language.EASY)
    assert (TextSize.STANDARD, CONTRAST) == (desk.look.size, desk.look.palette)
    keyboard.press("Escape")
    desk.wait(lambda: not desk.dialogs())


@pytest.mark.parametrize(("key", "answer"), [("Return", "go on"), ("F9", "discard")])
def test_a_draft_has_two_answers(desk: Desk, keyboard: Keyboard, key: str, answer: str) -> None:
    """Esc is none of them."""
    acts = DraftActs(desk.does("go on"), desk.does("discard"))
    DraftDialog(desk.window, desk.look, desk.router, acts).start()
    settle(desk.window)
    keyboard.press("Escape")
    settle(desk.window)
    assert 1 == len(desk.dialogs())
    keyboard.press(key)
    desk.wait(lambda: [answer] == desk.done)
    assert [] == desk.dialogs()


def test_a_fault_covers_everything_until_its_button(desk: Desk, keyboard: Keyboard) -> None:
    """The first code stays; hot keys and digits do nothing; Enter ends it."""
    view = FaultView(desk.window, desk.look, desk.router, desk.does("closed"))
    view.show("KeyError")
    view.show("ValueError")
    settle(desk.window)
    assert (desk.window.winfo_width(), desk.window.winfo_height()) == (view.winfo_width(), view.winfo_height())
    assert "KeyError" in desk.texts()
    assert any("KeyError" in text and "控えて" in text for text in desk.texts())
    keyboard.press("F12", "Escape", "1", "ctrl+m")
    settle(desk.window)
    assert (True, [], []) == (view.shown, desk.below, desk.done)
    keyboard.press("Return")
    desk.wait(lambda: ["closed"] == desk.done)
    assert not view.shown


class _Registry:
    """A door with two newcomers; the code of one of them is taken."""

    def __init__(self) -> None:
        self.admitted: list[str] = []

    def people(self) -> tuple[Doorplate, ...]:
        """Two are new, until they are admitted."""
        named = (("clerk-8", "新人　八重", (Duty.CLERK,)), ("clerk-9", "新人　九子", (Duty.CLERK, Duty.SUPERVISOR)))
        return tuple(Doorplate(who, name, roles, who in self.admitted) for who, name, roles in named)

    def admit_by_code(self, _beside: None, operator: str, _code: str, _password: str) -> None:
        """Only the second one's is right."""
        if operator != "clerk-9":
            raise WrongKey(slot="code")
        self.admitted.append(operator)


def _admit(desk: Desk) -> AdmitPresenter[None]:
    presenter: AdmitPresenter[None] = AdmitPresenter(cast("Door[None]", _Registry()), lambda: None, DirectWork())
    AdmitView(desk.window, desk.look, desk.router, presenter)
    presenter.ask()
    settle(desk.window)
    return presenter


def test_a_newcomer_is_entered_by_keys_alone(desk: Desk, keyboard: Keyboard) -> None:
    """Name, code in one go, password twice, Enter; then the next one."""
    presenter = _admit(desk)
    keyboard.press("Down", "Return")
    desk.wait(lambda: "clerk-9" == presenter.state.chosen)
    keyboard.type(grouped([11, 22, 33, 44]).replace("-", ""))
    desk.wait(lambda: "" != presenter.state.code.code)
    for _ in range(2):
        keyboard.type("my very own 9")
        keyboard.press("Return")
        settle(desk.window)
    desk.wait(lambda: presenter.state.admitted is not None)
    assert any("新人　九子さんを登録しました" in text for text in desk.texts())
    assert ["clerk-8"] == [person.id for person in presenter.state.people]
    keyboard.press("Escape")
    desk.wait(lambda: not desk.dialogs())


def _report() -> Report:
    return Report(
        (
            Finding(Check.SETTINGS, Level.GOOD, "settings_good"),
            Finding(Check.DISK, Level.NOTICE, "disk_low", {"mb": 900}),
            Finding(Check.KEYS, Level.BAD, "keys_failed", error=PrinterBusy()),
            *(Finding(check, Level.BAD, f"{check.value}_failed", error=DiskFull()) for check in list(Check)[3:]),
        )
    )


def _doctor(desk: Desk, look: Callable[[], Report]) -> tuple[DoctorView, Reading]:
    presenter = DoctorPresenter(look, DirectWork())
    view = DoctorView(desk.window, desk.look, presenter, desk.router, desk.does("left"))
    view.pack(fill="both", expand=True)
    view.enter()
    settle(desk.window)
    (reading,) = [each for each in _below(view) if isinstance(each, Reading)]
    return view, reading


def test_the_doctor_says_the_worst_first(desk: Desk) -> None:
    """Sign, word and sentence each, with the remedy below; one line says what it comes to."""
    _, reading = _doctor(desk, _report)
    heads = [line.text[:1] for line in reading.lines if not line.deep]
    assert ["✕"] * 10 + ["▲", "✓"] == heads
    assert any(text.startswith("✕") and "交付できません" in text for text in desk.texts())
    assert all(line.text.startswith("→") for line in reading.lines if line.deep)


def test_the_doctor_looks_again_and_scrolls_by_keys(desk: Desk, keyboard: Keyboard) -> None:
    """F5 asks every probe once more; PgDn reaches the last line at the largest text; Esc leaves."""
    asked: list[int] = []

    def look() -> Report:
        asked.append(1)
        return _report()

    desk.look.change(size=TextSize.LARGEST)
    _, reading = _doctor(desk, look)
    keyboard.press("F5")
    desk.wait(lambda: 2 == len(asked))
    for _ in range(4):
        keyboard.press("Next")
    desk.wait(lambda: reading.yview()[1] == 1.0)
    keyboard.press("Escape")
    desk.wait(lambda: ["left"] == desk.done)


def test_the_doctor_of_a_real_device(desk: Desk, tmp_path: Path) -> None:
    """An enrolled device without a password: every check has a line, and what takes a password says so."""
    make_branch(tmp_path)
    with Patient(tmp_path, SystemClock(), SystemRandom(), None) as patient:
        _, reading = _doctor(desk, lambda: examine(probes(patient)))
    assert len(Check) == len([line for line in reading.lines if not line.deep])


LOOKS = [
    (TextSize.STANDARD, LIGHT),
    (TextSize.STANDARD, CONTRAST),
    (TextSize.LARGE, DARK),
    (TextSize.LARGE, LIGHT),
]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("size", "palette"), LOOKS)
def test_nothing_is_cut_off(desk: Desk, size: TextSize, palette: Palette, language: Language) -> None:
    """All of them, one after the other."""
    desk.look.change(palette, size, language)
    faults: list[str] = []

    def look_at(what: str) -> None:
        for _ in range(3):
            settle(desk.window)
        faults.extend(f"{what}: {fault}" for fault in clipped(desk.window))

    listed = _help(desk)
    look_at("help")
    listed.close()
    settings = SettingsDialog(desk.window, desk.look, desk.router)
    settings.start()
    look_at("settings")
    settings.close()
    draft = DraftDialog(desk.window, desk.look, desk.router, DraftActs(lambda: None, lambda: None))
    draft.start()
    look_at("draft")
    draft.close()
    presenter = _admit(desk)
    for place in range(4):
        presenter.type_group(place, grouped([11, 22, 33, 44]).split("-")[place])
    presenter.admit(NewPassword("my very own 9", "my very own 9"))
    presenter.admit(NewPassword("short", ""))
    look_at("admit")
    presenter.leave()
    view, _ = _doctor(desk, _report)
    look_at("doctor")
    view.destroy()
    FaultView(desk.window, desk.look, desk.router, lambda: None).show("ModuleNotFoundError")
    look_at("fault")
    assert [] == faults
