"""A clerk at the real window: real keys through the X server, eyes on the presenters, pictures of the screen."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from branch_app.demo.bench import TrainingBench
from branch_app.demo.window import DemoBranch
from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.values.identifiers import ResidentId
from branch_app.ui.app import App
from branch_app.ui.counter_session import CounterSession
from branch_app.ui.presenters.card import CardStage
from branch_app.ui.presenters.counter import Stage
from branch_app.ui.presenters.counter_room import CounterRoom
from branch_app.ui.work import Lane
from tests.fakes.clipping import clipped
from tests.fakes.display import Display, Keyboard, pump_until, settle

_PATIENCE_S = 40.0


@dataclass(slots=True)
class Clerk:
    """Presses, types, waits for what a clerk would wait for, and keeps pictures."""

    app: App
    branch: DemoBranch
    display: Display
    keyboard: Keyboard
    pictures: Path
    clipped: dict[str, list[str]] = field(default_factory=dict)

    @property
    def counter(self) -> CounterSession:
        """Once somebody is at work."""
        if self.app.counter is None:
            raise AssertionError("nobody is at work")
        return self.app.counter

    @property
    def room(self) -> CounterRoom:
        """The counter's presenters."""
        return self.counter.room

    @property
    def bench(self) -> TrainingBench:
        """Cards and printer."""
        bench = self.branch.equipment.bench
        if not isinstance(bench, TrainingBench):
            raise TypeError("no training table")
        return bench

    def press(self, *chords: str) -> None:
        """Keys as xdotool names them, each seen before the next."""
        for chord in chords:
            self.keyboard.press(chord)
            settle(self.app.root)

    def type(self, text: str) -> None:
        """Letters and digits into whatever has the focus."""
        self.keyboard.type(text)
        settle(self.app.root)

    def paste(self, text: str) -> None:
        """What a kana-kanji converter would hand over to the field with the focus."""
        field = self.app.root.focus_get()
        if not isinstance(field, tk.Entry):
            raise TypeError("no field has the focus")
        field.insert("insert", text)
        settle(self.app.root)

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait as long as a patient person would."""
        try:
            pump_until(self.app.root, condition, _PATIENCE_S)
        except TimeoutError:
            self.picture("stuck")
            raise TimeoutError(f"focus {self.app.root.focus_get()}, faults {self.app.faults}") from None

    def until_focus(self, part: str) -> None:
        """A field whose path names that part has the focus."""
        self.until(lambda: part in str(self.app.root.focus_get()))

    def picture(self, name: str) -> None:
        """What the screen shows once all that was asked for is drawn: names and papers come from the lanes."""
        for _ in range(2):  # what one answer asks for is waited for, too
            answered: list[None] = []
            for lane in (Lane.DESK, Lane.LOOKUP):
                self.app.pump.run(lane, lambda: None, answered.append, lambda _error: None)
            self.until(lambda: len(answered) == 2)  # noqa: B023 - waited for here
            settle(self.app.root)
        settle(self.app.root)
        self.display.screenshot(self.pictures / f"{name}.png")
        faults = clipped(self.app.root)
        if faults:
            self.clipped[name] = faults

    def until_step(self, step: Step) -> None:
        """The log asks for that, and nothing is under way."""
        issue = self.room.counter.issue
        self.until(lambda: issue.state.step is step and issue.state.busy is None)

    def until_stage(self, stage: Stage) -> None:
        """The counter stands there."""
        self.until(lambda: self.room.counter.state.stage is stage)

    def sign_in(self, digit: str, password: str) -> None:
        """Choose a name, type the password."""
        self.press(digit)
        self.until(lambda: self.app.door.state.chosen is not None)
        self.press("Return")
        self.until_focus("secretentry")
        self.type(password)
        self.press("Return")

    def find(self, words: str) -> None:
        """Type, wait for the rows, take the first."""
        self.until_stage(Stage.FIND)
        self.until_focus("hitsview")
        self.type(words)
        hits = self.room.counter.hits
        self.until(lambda: hits.state.typed == words and hits.state.hit is not None)
        self.press("Return")
        self.until_stage(Stage.FORM)

    def lay_card(self, resident: ResidentId) -> str:
        """The citizen lays their card on; their PIN."""
        holders = [card.resident for card in self.bench.people.city.my_number_cards]
        self.bench.lay(holders.index(resident))
        self.until(lambda: self.room.card.state.stage is CardStage.PIN)
        return self.bench.people.my_number_card(resident).authentication_pin

    def make(self) -> None:
        """F12: the papers are made and quoted."""
        self.press("F12")
        self.until_step(Step.PAY)

    def pay(self, deposit: str = "") -> None:
        """Deposit on the pad, F12."""
        self.type(deposit) if deposit else None
        self.press("F12")

    def count_and_hand_over(self) -> None:
        """Type the pages of every paper, Enter."""
        issue = self.room.counter.issue
        self.until_step(Step.CHECK)
        while issue.state.step is Step.CHECK:
            work = issue.state.work
            pages = str(work.at.pages) if work and work.at else ""
            before = issue.state.work
            self.type(pages)
            self.until(lambda before=before: issue.state.work is not before and issue.state.busy is None)
        self.press("Return")
        self.until_stage(Stage.DONE)

    def second(self, password: str) -> None:
        """Somebody beside types a password of their own."""
        self.until_focus("secondpersondialog")
        self.type(password)
        self.press("Return")

    def next_citizen(self) -> None:
        """Enter after the hand-over."""
        self.press("Return")
        self.until_stage(Stage.FIND)

    def focused(self) -> tk.Misc | None:
        """What has the focus."""
        return self.app.root.focus_get()
