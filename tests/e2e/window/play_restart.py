"""The window closes over a sheet in the printer, and the printer loses its power: what a fresh start makes of it.

::

    python tests/e2e/window/play_restart.py --out pictures
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from branch_app.domain.deciders.issuance.next_step import Step  # noqa: E402 - the tree is not installed
from branch_app.printing.training import Scene  # noqa: E402
from tests.e2e.window.clerk import Clerk  # noqa: E402
from tests.e2e.window.day_scenes import (  # noqa: E402
    CLERK,
    at_the_door,
    branch_state,
    open_the_day,
)
from tests.e2e.window.printer_scenes import to_print  # noqa: E402
from tests.e2e.window.theatre import opened_theatre, pictures_asked_for, play  # noqa: E402


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
    with opened_theatre("restart", pictures_asked_for()) as theatre:
        for scenes in ((at_the_door, open_the_day, closed_while_printing), (opened_again, power_gone)):
            clerk = theatre.clerk()
            play(clerk, scenes)
            assert [] == clerk.app.faults
        clerk.app.close()


if __name__ == "__main__":
    main()
