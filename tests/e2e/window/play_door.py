"""Somebody who cannot come in: check-up, keys and display at the door, with real keys: a process of its own.

::

    python tests/e2e/window/play_door.py --out pictures
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from branch_app.strings import Language  # noqa: E402 - the tree is not installed
from branch_app.ui.appearance import Appearance  # noqa: E402
from branch_app.ui.measures import TextSize  # noqa: E402
from branch_app.ui.theme import DARK, LIGHT  # noqa: E402
from branch_app.ui.views.doctor import DoctorView  # noqa: E402
from branch_app.ui.widgets.reading import Reading  # noqa: E402
from branch_app.usecases.doctor import Check  # noqa: E402
from branch_app.usecases.level import Level  # noqa: E402
from tests.e2e.window.clerk import Clerk  # noqa: E402
from tests.e2e.window.day_scenes import CLERK  # noqa: E402
from tests.e2e.window.theatre import play_in_turn  # noqa: E402


def check_up_without_a_password(clerk: Clerk) -> None:
    """Ctrl+D looks at what opens without a person, names nobody, and the second one leads back to the password."""
    app = clerk.app
    clerk.until(lambda: not app.door.state.freshening)
    clerk.press("1", "Return")
    clerk.until_focus("secretentry")
    clerk.press("ctrl+d")
    clerk.until(lambda: app.asides.doctor.state.report is not None and not app.asides.doctor.state.running)
    clerk.picture("door-doctor")
    report = app.asides.doctor.state.report
    levels = {each.check: each.level for each in report.findings} if report else {}
    assert set(Check) == set(levels)
    assert {Level.UNKNOWN} == {levels[each] for each in (Check.KEYS, Check.DATABASE, Check.DATA)}
    (view,) = [each for each in app.stack.winfo_children() if isinstance(each, DoctorView)]
    told = " ".join(line.text for line in _reading_of(view).lines)
    assert [] == [each.name for each in app.door.state.people if each.name in told]
    clerk.press("ctrl+d")
    clerk.until_focus("secretentry")


def nothing_typed_over_the_door_lands_in_it(clerk: Clerk) -> None:
    """A password is being tried when the check-up comes up: digits pressed there stay out of the password."""
    clerk.type("not the password")
    clerk.press("Return", "ctrl+d")
    clerk.until(lambda: clerk.app.door.state.trouble is not None and not clerk.app.door.state.busy)
    assert "doctorview" in str(clerk.focused())
    clerk.press("Escape")
    clerk.until_focus("secretentry")


def help_leads_on(clerk: Clerk) -> None:
    """Ctrl+H, F4: the check-up; Ctrl+H, F2: the display; Esc leads back to the password."""
    clerk.press("ctrl+h")
    clerk.until_focus("helpdialog")
    clerk.picture("door-help")
    clerk.press("F4")
    clerk.until_focus("doctorview")
    clerk.press("Escape", "ctrl+h", "F2")
    clerk.until_focus("settingsdialog")
    clerk.picture("door-settings")
    clerk.press("5")
    assert clerk.app.look.palette is DARK
    clerk.picture("door-settings-dark")
    clerk.press("4", "Escape")
    assert clerk.app.look.palette is LIGHT
    clerk.until_focus("secretentry")


def whoever_comes_in_finds_the_counter(clerk: Clerk) -> None:
    """The check-up that was opened while the password was being tried does not lie over the counter."""
    clerk.type(CLERK)
    clerk.press("Return", "ctrl+d")
    clerk.until(lambda: clerk.app.counter is not None and clerk.app.counter.at_work)
    clerk.until_focus("openingpage")
    assert not clerk.app.asides.examining


def the_next_start_looks_the_same(clerk: Clerk) -> None:
    """Palette, text size and language lie in the home when the window has gone; the next one begins with them."""
    clerk.press("ctrl+h", "F2", "5", "8", "Escape", "ctrl+plus")
    clerk.app.close()
    kept = Appearance.parse(clerk.branch.kept_look.read())
    assert Appearance(DARK, TextSize.LARGE, Language.EN) == kept


def opened_again(clerk: Clerk) -> None:
    """Dark, English, larger, from the first picture on."""
    look = clerk.app.look
    clerk.until(lambda: not clerk.app.door.state.freshening)
    assert (DARK, TextSize.LARGE, Language.EN) == (look.palette, look.size, look.language)
    clerk.picture("door-again")


def _reading_of(view: DoctorView) -> Reading:
    (found,) = [each for each in _below(view) if isinstance(each, Reading)]
    return found


def _below(widget: object) -> list[object]:
    children = widget.winfo_children()
    return [*children, *(below for child in children for below in _below(child))]


FIRST = (
    check_up_without_a_password,
    nothing_typed_over_the_door_lands_in_it,
    help_leads_on,
    whoever_comes_in_finds_the_counter,
    the_next_start_looks_the_same,
)
SECOND = (opened_again,)


def main() -> None:
    """Play it all; whatever is not so ends the process with its line."""
    play_in_turn("door", FIRST, SECOND)


if __name__ == "__main__":
    main()
