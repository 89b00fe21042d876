"""Sheets in the printer: jammed, out of paper, uncounted, printed in vain."""

from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.printing.training import Scene
from branch_app.ui.presenters.counter import Stage
from tests.e2e.window.clerk import Clerk
from tests.e2e.window.day_scenes import SUPERVISOR


def jam(clerk: Clerk) -> None:
    """Stalled, cancelled, looked at, the next sheet read, printed again by two persons and free of charge."""
    to_print(clerk, "watanabe ichi", Scene.JAMS)
    clerk.until(lambda: clerk.room.counter.issue.state.stalled)
    clerk.picture("jam")
    clerk.press("Escape")
    clerk.until_step(Step.ANSWER)
    clerk.picture("did-it-come-out")
    clerk.press("2")
    clerk.until_step(Step.PRINT)
    clerk.picture("next-sheet")
    _read_sheet(clerk)
    clerk.press("F12")
    clerk.second(SUPERVISOR)
    clerk.count_and_hand_over()
    clerk.next_citizen()


def runs_empty(clerk: Clerk) -> None:
    """Out of paper: it waits, and goes on by itself once somebody has loaded some."""
    to_print(clerk, "tehon", Scene.RUNS_EMPTY)
    clerk.until(lambda: clerk.room.counter.issue.state.stalled)
    clerk.picture("empty")
    clerk.bench.clear()
    clerk.count_and_hand_over()
    clerk.next_citizen()


def unknown_end(clerk: Clerk) -> None:
    """A printer that counts nothing proves nothing: a person answers."""
    to_print(clerk, "kasou taku", Scene.COUNTS_NOTHING)
    clerk.until_step(Step.ANSWER)
    clerk.press("1")
    clerk.count_and_hand_over()
    clerk.next_citizen()


def voided(clerk: Clerk) -> None:
    """取消 with a second person: the office's fault gives the fee back."""
    to_print(clerk, "yosino hana", Scene.PRINTS)
    clerk.until_step(Step.CHECK)
    clerk.press("F9")
    clerk.until(lambda: clerk.room.voiding.state.shown)
    clerk.press("1", "KP_Add")
    clerk.picture("void")
    clerk.press("Return")
    clerk.until_focus("secondpersondialog")
    clerk.picture("second-person")
    clerk.second(SUPERVISOR)
    clerk.until_step(Step.NOTHING)
    assert 300 == clerk.counter.place.desk.journal.state.drawer.refunded_yen
    clerk.press("Return")
    clerk.until_stage(Stage.FIND)


def to_print(clerk: Clerk, who: str, scene: Scene) -> None:
    """One 住民票 for that person, paid, on its way to a printer to which ``scene`` happens."""
    clerk.bench.stage(f"scene_{scene.value}")
    clerk.find(who)
    clerk.press("1", "F1")
    clerk.make()
    clerk.pay()


def _read_sheet(clerk: Clerk) -> None:
    work = clerk.room.counter.issue.state.work
    clerk.type(str(work.next_sheet if work else 0))
    clerk.press("Return")
    clerk.until(lambda: not clerk.room.counter.issue.state.sheet_wanted)
