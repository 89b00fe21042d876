"""The demo day and every trouble, played at the real window with real keys: a process of its own, one window.

::

    python tests/e2e/window/play_day.py --scale 100 --palette light --scenes all --out pictures

Writes one picture a screen and ``scenes.json``: what was true at the end of each scene.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from branch_app.cards.training_cards import CardPins, Holder  # noqa: E402 - the tree is not installed
from branch_app.demo import people  # noqa: E402
from branch_app.demo.set_up import Place  # noqa: E402
from branch_app.demo.window import demo_branch  # noqa: E402
from branch_app.demo.world import Day, World  # noqa: E402
from branch_app.domain.deciders.issuance.next_step import Step  # noqa: E402
from branch_app.domain.values.money import DENOMINATIONS  # noqa: E402
from branch_app.printing.training import Scene  # noqa: E402
from branch_app.strings import Language  # noqa: E402
from branch_app.ui import theme  # noqa: E402
from branch_app.ui.app import App  # noqa: E402
from branch_app.ui.measures import TextSize  # noqa: E402
from branch_app.ui.presenters.card import CardStage  # noqa: E402
from branch_app.ui.presenters.counter import Stage  # noqa: E402
from branch_app.ui.presenters.manager import Section  # noqa: E402
from branch_app.ui.presenters.sign_in import Way  # noqa: E402
from branch_app.usecases.line_status import LineState  # noqa: E402
from tests.e2e.window.clerk import Clerk  # noqa: E402
from tests.fakes.display import Display, Keyboard, settle  # noqa: E402

BUSINESS_DAY = date(2026, 11, 26)
CLERK, SUPERVISOR = "demo password", "another demo password"
FIRST_SHEET = 1001


def at_the_door(clerk: Clerk) -> None:
    """A wrong password costs nothing yet; the right one opens the counter, which asks for the day to be opened."""
    clerk.until(lambda: not clerk.app.door.state.freshening)
    clerk.picture("door")
    clerk.sign_in("1", "not the password")
    clerk.until(lambda: clerk.app.door.state.trouble is not None)
    clerk.picture("door-wrong")
    clerk.type(CLERK)
    clerk.press("Return")
    clerk.until(lambda: clerk.app.counter is not None and clerk.app.counter.at_work)


def open_the_day(clerk: Clerk) -> None:
    """Float, paper, the top sheet's number; then back to the counter."""
    manager = clerk.counter.manager
    clerk.until_focus("openingpage")
    clerk.picture("manager-opening")
    clerk.type("30000")
    clerk.press("F12")
    clerk.until(lambda: manager.state.report is not None and manager.state.report.open)
    for figure in (str(FIRST_SHEET), "200", str(FIRST_SHEET)):
        clerk.type(figure)
        clerk.press("Return")
    clerk.until(lambda: manager.state.report is not None and manager.state.report.stock is not None)
    clerk.press("Escape")
    clerk.until_focus("hitsview")


def record_by_card(clerk: Clerk) -> None:
    """A card is noticed, one wrong PIN, the right one; four people on one paper; the card is forgotten."""
    pin = clerk.lay_card(people.TARO)
    clerk.type("0000")
    clerk.press("Return")
    clerk.until(lambda: clerk.room.card.state.trouble is not None)
    clerk.picture("card-wrong-pin")
    clerk.type(pin)
    clerk.press("Return")
    clerk.until_stage(Stage.FORM)
    clerk.press("F1")
    clerk.picture("form-card")
    clerk.make()
    clerk.until(lambda: clerk.room.preview.state.picture is not None)
    clerk.picture("pay")
    clerk.press("ctrl+p")
    clerk.until(lambda: clerk.room.preview.state.large and clerk.room.preview.state.picture is not None)
    clerk.picture("preview")
    clerk.press("Escape")
    clerk.pay("1000")
    clerk.until_step(Step.CHECK)
    clerk.picture("check")
    clerk.count_and_hand_over()
    clerk.picture("done")
    clerk.until(lambda: clerk.room.card.state.alarm)
    clerk.picture("forgotten-card")
    clerk.bench.take()
    clerk.until(lambda: not clerk.room.card.state.lies_there)
    clerk.press("F1", "Escape")
    assert clerk.room.card.state.alarm
    clerk.press("Return")
    clerk.until(lambda: not clerk.room.card.state.alarm)
    clerk.next_citizen()


def seal_by_number(clerk: Clerk) -> None:
    """印鑑登録証: its number and what its holder states."""
    clerk.find("hina masao")
    clerk.press("0")
    clerk.until_focus("sealcarddialog")
    clerk.type(clerk.bench.people.city_card(people.MASAO).number)
    clerk.press("Return")
    clerk.type("S21.6.6")
    clerk.picture("seal-card")
    clerk.press("Return")
    clerk.until(lambda: bool(clerk.room.counter.state.form.seal_card))
    clerk.press("F3")
    clerk.make()
    clerk.pay()
    clerk.count_and_hand_over()
    clerk.next_citizen()


def free_by_purpose(clerk: Clerk) -> None:
    """The purpose proposes the exemption; nothing is charged."""
    charged = clerk.counter.place.desk.journal.state.drawer.charged_yen
    clerk.find("mihon yone")
    clerk.press("1", "F2", "ctrl+5")
    clerk.picture("form-free")
    clerk.make()
    clerk.pay()
    clerk.count_and_hand_over()
    assert charged == clerk.counter.place.desk.journal.state.drawer.charged_yen
    clerk.next_citizen()


def copies_and_receipt(clerk: Clerk) -> None:
    """Two certificates, three copies, one charge; a receipt and its reissue."""
    clerk.find("reidai ken")
    clerk.press("1", "F1", "F1", "F2", "F12")
    clerk.until(lambda: clerk.room.counter.state.trouble is not None)
    clerk.picture("purpose-wanted")
    clerk.press("ctrl+5", "ctrl+5")
    clerk.make()
    clerk.pay("1000")
    clerk.count_and_hand_over()
    for copy in (1, 2):
        clerk.press("F11")
        clerk.until(
            lambda copy=copy: (issued := clerk.room.receipts.state.issued) is not None and issued.copy == copy
        )
    clerk.picture("receipt")
    clerk.next_citizen()


def same_again(clerk: Clerk) -> None:
    """F12 F12 after a hand-over: the same once more, on a form of its own."""
    clerk.find("sisaku")
    clerk.press("1", "F1")
    clerk.make()
    clerk.pay()
    clerk.count_and_hand_over()
    clerk.make()
    clerk.pay()
    clerk.count_and_hand_over()
    clerk.next_citizen()


def refused(clerk: Clerk) -> None:
    """The paper would show somebody on the list: nothing is made, nothing is charged, no reason is said."""
    clerk.find("kamei yui")
    clerk.picture("form-restricted")
    clerk.press("1", "F1", "F12")
    clerk.until(lambda: bool(clerk.room.counter.issue.state.not_made))
    clerk.picture("refused")
    clerk.press("Return")
    clerk.until_stage(Stage.FIND)


def jam(clerk: Clerk) -> None:
    """Stalled, cancelled, looked at, the next sheet read, printed again free of charge."""
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
    clerk.type(SUPERVISOR)
    clerk.press("Return")
    clerk.until_step(Step.NOTHING)
    assert 300 == clerk.counter.place.desk.journal.state.drawer.refunded_yen
    clerk.press("Return")
    clerk.until_stage(Stage.FIND)


def unknown_card(clerk: Clerk) -> None:
    """A batch no driver knows: what a report needs is on the screen."""
    clerk.bench.slot.insert(clerk.bench.people.authority.unknown_card(_holder(), "JPKIAPICCTOKEN9"))
    clerk.until(lambda: clerk.room.card.state.stage is CardStage.REFUSED)
    clerk.picture("unknown-card")
    clerk.press("Escape")
    clerk.bench.take()
    clerk.until(lambda: not clerk.room.card.state.lies_there)


def hold_recall_and_lock(clerk: Clerk) -> None:
    """A form is put aside, found again after a lock by its owner, and gone on with."""
    clerk.find("mogi")
    clerk.press("1", "F1")
    clerk.press("ctrl+l")
    clerk.until(lambda: clerk.app.door.state.lock is not None)
    clerk.picture("locked")
    clerk.until_focus("secretentry")
    clerk.type(CLERK)
    clerk.press("Return")
    clerk.until_focus("draftdialog")
    clerk.picture("kept-form")
    clerk.press("Return")
    clerk.until_stage(Stage.FORM)
    clerk.press("F10")
    clerk.until_stage(Stage.FIND)
    clerk.press("F10")
    clerk.until_focus("openpapersview")
    clerk.picture("held")
    clerk.press("1")
    clerk.until_stage(Stage.FORM)
    clerk.press("Escape")
    clerk.until_stage(Stage.FIND)


def recent_list(clerk: Clerk) -> None:
    """Ctrl+O: today's forms, newest first."""
    clerk.press("ctrl+o")
    clerk.until_focus("openpapersview")
    clerk.picture("recent")
    clerk.press("Escape")
    clerk.until(lambda: not clerk.room.recent.state.shown)


def doctor_and_help(clerk: Clerk) -> None:
    """Ctrl+D looks at everything; Ctrl+H shows the keys."""
    clerk.press("ctrl+d")
    clerk.until(lambda: clerk.counter.doctor.state.report is not None and not clerk.counter.doctor.state.running)
    clerk.picture("doctor")
    clerk.press("Escape")
    clerk.press("ctrl+h")
    clerk.until_focus("helpdialog")
    clerk.picture("help")
    clerk.press("Escape")
    clerk.until_focus("hitsview")


def line_down(clerk: Clerk) -> None:
    """Head office does not answer: issuing goes on, and the bar says so."""
    clerk.branch.central.stop()
    clerk.counter.status.synchronise()
    clerk.until(lambda: clerk.counter.status.state.line.state is LineState.DOWN)
    counter = clerk.counter.status
    clerk.until(lambda: counter.state.counter is not None and counter.state.counter.line.state is LineState.DOWN)
    clerk.picture("offline")


def wrong_clock(clerk: Clerk) -> None:
    """Behind the log: nothing is issued until two persons have looked at a clock they trust."""
    clerk.branch.clock.advance(timedelta(minutes=-30))
    clerk.find("zirei naoki")
    clerk.press("1", "F1", "F12")
    clerk.until(lambda: clerk.room.counter.state.trouble is not None)
    clerk.picture("clock-behind")
    clerk.branch.clock.advance(timedelta(minutes=30))
    clerk.press("F12")
    clerk.until_step(Step.PAY)
    clerk.press("Escape")
    clerk.until_stage(Stage.FORM)
    clerk.press("Escape")
    clerk.until_stage(Stage.FIND)


def close_the_day(clerk: Clerk) -> None:
    """Counted blind, closed by two persons, offline."""
    manager = clerk.counter.manager
    clerk.press("ctrl+m")
    clerk.press("F2")
    clerk.until(lambda: manager.state.section is Section.REPORT and not manager.state.busy)
    clerk.picture("manager-report")
    clerk.press("F4")
    clerk.until(lambda: manager.state.section is Section.SHEETS and not manager.state.busy)
    clerk.picture("manager-sheets")
    clerk.press("F3")
    clerk.until_focus("cashpage")
    expected = manager.state.report.expected_yen if manager.state.report else 0
    for denomination in DENOMINATIONS:
        pieces, expected = divmod(expected, denomination)
        clerk.type(str(pieces))
        clerk.press("Return")
    clerk.picture("manager-cash")
    clerk.press("F12")
    clerk.until(lambda: manager.state.report is not None and manager.state.report.counted_yen is not None)
    clerk.press("F5")
    clerk.until(lambda: manager.state.section is Section.CLOSE and not manager.state.busy)
    clerk.picture("manager-close")
    clerk.press("F12")
    clerk.until_focus("secondpersondialog")
    clerk.type(SUPERVISOR)
    clerk.press("Return")
    clerk.until(lambda: manager.state.report is not None and not manager.state.report.open)
    clerk.picture("closed")
    clerk.press("Escape")
    clerk.until_focus("hitsview")


def stale_in_the_morning(clerk: Clerk) -> None:
    """A day later without a line: the door says that data are too old; the telephone way is there."""
    clerk.press("ctrl+l")
    clerk.until(lambda: clerk.app.door.state.lock is not None)
    clerk.branch.clock.advance(timedelta(days=1, hours=1))
    clerk.app.door.renew()
    clerk.until(lambda: not clerk.app.door.state.freshening)
    clerk.app.door.arrive()
    clerk.until(lambda: not clerk.app.door.state.freshening)
    clerk.picture("door-stale")
    clerk.press("1")
    clerk.press("F3")
    clerk.until(lambda: clerk.app.door.state.way is Way.TELEPHONE)
    clerk.picture("door-telephone")


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


def _holder() -> Holder:
    pins = CardPins("1234", "1234", "ABC123", "1234")
    valid = date(BUSINESS_DAY.year, 1, 1), date(BUSINESS_DAY.year + 3, 1, 1)
    return Holder("見本　太郎", "見本", date(1970, 1, 1), "男", "01", *valid, pins)


SHORT: tuple[Callable[[Clerk], None], ...] = (at_the_door, open_the_day, record_by_card, refused, jam)
ALL: tuple[Callable[[Clerk], None], ...] = (
    *SHORT[:3],
    seal_by_number,
    free_by_purpose,
    copies_and_receipt,
    same_again,
    refused,
    jam,
    runs_empty,
    unknown_end,
    voided,
    unknown_card,
    hold_recall_and_lock,
    recent_list,
    doctor_and_help,
    line_down,
    wrong_clock,
    close_the_day,
    stale_in_the_morning,
)


def main() -> None:
    """Play, and write down what was true."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=int, choices=[100, 125], default=100)
    parser.add_argument("--palette", choices=["light", "dark", "contrast"], default="light")
    parser.add_argument("--language", type=Language, default=Language.JA)
    parser.add_argument("--scenes", choices=["short", "all"], default="all")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    with Display() as display, tempfile.TemporaryDirectory(prefix="madoguchi-window-") as workspace:
        os.environ["DISPLAY"] = display.name
        with demo_branch(Day(World.TODAY, BUSINESS_DAY), Place.fresh(Path(workspace) / "demo")) as branch:
            app = App(branch)
            palette = {"light": theme.LIGHT, "dark": theme.DARK, "contrast": theme.CONTRAST}[chosen.palette]
            app.look.change(palette=palette, size=TextSize(chosen.scale), language=chosen.language)
            app.root.focus_force()
            settle(app.root)
            clerk = Clerk(app, branch, display, Keyboard(display), chosen.out)
            played = []
            for scene in SHORT if chosen.scenes == "short" else ALL:
                scene(clerk)
                played.append(scene.__name__)
                print(scene.__name__, flush=True)  # noqa: T201 - a long play says where it is
            state = branch_state(clerk)
            app.close()
    result = {"played": played, "faults": app.faults, "clipped": clerk.clipped, **state}
    (chosen.out / "scenes.json").write_text(json.dumps(result, indent=1), encoding="utf-8")


def branch_state(clerk: Clerk) -> dict[str, int]:
    """What the log says of the day."""
    state = clerk.counter.place.desk.journal.state
    stock = state.sheets.stocks[clerk.counter.place.desk.stock]
    return {
        "charged_yen": state.drawer.charged_yen,
        "refunded_yen": state.drawer.refunded_yen,
        "issued": stock.issued,
        "spoilt": stock.spoilt,
        "rest": stock.rest,
        "entries": state.size,
    }


if __name__ == "__main__":
    main()
