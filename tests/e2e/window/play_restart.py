"""The window closes over a sheet in the printer, and the printer loses its power: what a fresh start makes of it.

::

    python tests/e2e/window/play_restart.py --out pictures
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from branch_app.demo.set_up import Place  # noqa: E402 - the tree is not installed
from branch_app.demo.window import demo_branch  # noqa: E402
from branch_app.demo.world import Day, World  # noqa: E402
from branch_app.domain.deciders.issuance.next_step import Step  # noqa: E402
from branch_app.printing.training import Scene  # noqa: E402
from branch_app.ui.app import App  # noqa: E402
from tests.e2e.window.clerk import Clerk  # noqa: E402
from tests.e2e.window.day_scenes import (  # noqa: E402
    BUSINESS_DAY,
    CLERK,
    at_the_door,
    branch_state,
    open_the_day,
)
from tests.e2e.window.printer_scenes import to_print  # noqa: E402
from tests.fakes.display import Display, Keyboard, settle  # noqa: E402


def closed_while_printing(clerk: Clerk) -> None:
    """Somebody closes the window over a jam: what is in the printer stays in the log as it is."""
    to_print(clerk, "watanabe ichi", Scene.JAMS)
    clerk.until(lambda: clerk.room.counter.issue.state.stalled)
    clerk.app.close()


def opened_again(clerk: Clerk) -> None:
    """The paper under way stands before everything else; once the jam is cleared, it is counted and handed over."""
    clerk.until(lambda: not clerk.app.door.state.freshening)
    clerk.sign_in("1", CLERK)
    clerk.until(lambda: clerk.app.counter is not None and clerk.app.counter.at_work)
    clerk.until_focus("openpapersview")
    clerk.picture("open-papers")
    assert 0 == branch_state(clerk)["issued"]
    clerk.press("Return")
    clerk.until(lambda: clerk.room.counter.issue.state.stalled)
    clerk.bench.clear()
    clerk.count_and_hand_over()
    clerk.next_citizen()
    assert (1, 0) == (branch_state(clerk)["issued"], branch_state(clerk)["spoilt"])


def power_gone(clerk: Clerk) -> None:
    """The printer vanishes with a sheet in it: nothing is printed again until a person has looked."""
    to_print(clerk, "kasou taku", Scene.VANISHES)
    clerk.until(lambda: clerk.room.counter.issue.state.stalled)
    clerk.picture("printer-vanished")
    clerk.press("Escape")
    clerk.until_step(Step.ANSWER)
    before = branch_state(clerk)["issued"]
    clerk.press("3")
    clerk.until_step(Step.PRINT)
    assert before == branch_state(clerk)["issued"]
    clerk.picture("printer-gone")


def main() -> None:
    """Play it all; whatever is not so ends the process with its line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with Display() as display, tempfile.TemporaryDirectory(prefix="madoguchi-restart-") as workspace:
        os.environ["DISPLAY"] = display.name
        with demo_branch(Day(World.TODAY, BUSINESS_DAY), Place.fresh(Path(workspace) / "demo")) as branch:
            for scenes in ((at_the_door, open_the_day, closed_while_printing), (opened_again, power_gone)):
                app = App(branch)
                app.root.focus_force()
                settle(app.root)
                clerk = Clerk(app, branch, display, Keyboard(display), out)
                for scene in scenes:
                    print(scene.__name__, flush=True)  # noqa: T201 - a long play says where it is
                    scene(clerk)
                assert [] == app.faults
            app.close()


if __name__ == "__main__":
    main()
