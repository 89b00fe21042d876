"""Head office ends this device while somebody is at work: the screen says so, whichever program heard it.

::

    python tests/e2e/window/play_stopped.py --out pictures
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from branch_app.domain.records.standing import Standing  # noqa: E402 - the tree is not installed
from branch_app.strings import Language  # noqa: E402
from branch_app.ui.measures import TextSize  # noqa: E402
from branch_app.ui.presenters.counter import Stage  # noqa: E402
from branch_app.ui.theme import CONTRAST, DARK, LIGHT  # noqa: E402
from branch_app.ui.views.stopped import StoppedView  # noqa: E402
from tests.e2e.window.clerk import Clerk  # noqa: E402
from tests.e2e.window.day_scenes import at_the_door, open_the_day  # noqa: E402
from tests.e2e.window.theatre import play_in_turn  # noqa: E402


def _view(clerk: Clerk) -> StoppedView:
    (view,) = [each for each in clerk.app.stack.winfo_children() if isinstance(each, StoppedView)]
    return view


def another_program_hears_it(clerk: Clerk) -> None:
    """A form is half filled in; what head office said to a program beside the window ends it within a second."""
    clerk.find("reidai ken")
    clerk.press("1", "F1")
    clerk.until_stage(Stage.FORM)
    clerk.branch.door.file.line.end(clerk.branch.door.file.enrolment().epoch, Standing.REVOKED)
    clerk.until(lambda: _view(clerk).shown)
    assert not clerk.counter.at_work
    clerk.until_focus("stoppedview")


def it_can_be_read(clerk: Clerk) -> None:
    """In every language, colour and size: what happened, what it means for the citizen, what to do next."""
    look = clerk.app.look
    for name, palette in (("light", LIGHT), ("dark", DARK), ("contrast", CONTRAST)):
        for size in (TextSize.STANDARD, TextSize.LARGE):
            for language in Language:
                look.change(palette=palette, size=size, language=language)
                clerk.picture(f"stopped-{name}-{size.value}-{language.value}")
    look.change(palette=LIGHT, size=TextSize.STANDARD, language=Language.JA)


def nobody_comes_past_it(clerk: Clerk) -> None:
    """Digits, Enter and Tab reach no name and no password; check-up and help still open, and lead back to it."""
    clerk.press("1", "Return", "Tab", "Tab")
    assert "stoppedview" in str(clerk.focused())
    clerk.press("F5")
    clerk.until(lambda: not clerk.app.door.state.freshening)
    assert _view(clerk).shown
    clerk.press("ctrl+d")
    clerk.until_focus("doctorview")
    clerk.press("Escape")
    clerk.until_focus("stoppedview")


def the_next_start_says_it_at_once(clerk: Clerk) -> None:
    """Without asking anybody: the line may be down. F5 looks again, and it is as it was."""
    assert _view(clerk).shown
    clerk.press("F5")
    clerk.until(lambda: not clerk.app.door.state.freshening)
    assert _view(clerk).shown


FIRST = (at_the_door, open_the_day, another_program_hears_it, it_can_be_read, nobody_comes_past_it)
SECOND = (the_next_start_says_it_at_once,)


def main() -> None:
    """Play it all; whatever is not so ends the process with its line."""
    play_in_turn("stopped", FIRST, SECOND)


if __name__ == "__main__":
    main()
