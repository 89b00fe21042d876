"""Leaving while something runs: a lock over a print, a close over a silent line; the real window, real keys.

::

    python tests/e2e/window/play_waits.py --out pictures
"""

import os
import re
import signal
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from branch_app.domain.deciders.issuance.next_step import Step  # noqa: E402 - the tree is not installed
from branch_app.printing.training import Scene  # noqa: E402
from branch_app.ui.pump import CLOSE_SECONDS  # noqa: E402
from tests.e2e.window.clerk import Clerk  # noqa: E402
from tests.e2e.window.day_scenes import CLERK, at_the_door, open_the_day  # noqa: E402
from tests.e2e.window.printer_scenes import to_print  # noqa: E402
from tests.e2e.window.theatre import opened_theatre, pictures_asked_for, play  # noqa: E402
from tests.fakes.display import settle  # noqa: E402

SECRET = re.compile(r"(ledger|register)-\d+\.db")


def locked_over_a_print(clerk: Clerk) -> None:
    """Ctrl+L over a jam: the wish is told, no key takes it back, and the lock comes with the print's outcome."""
    issue = clerk.room.counter.issue
    to_print(clerk, "watanabe ichi", Scene.JAMS)
    clerk.until(lambda: issue.state.stalled)
    clerk.press("ctrl+l")
    assert clerk.counter.at_work
    assert "終わりしだいロックします" in _told(clerk)
    clerk.picture("lock-promised")
    clerk.bench.clear()
    clerk.until(lambda: not clerk.counter.at_work)
    clerk.until(lambda: not clerk.app.door.state.freshening)
    assert "終わりしだいロックします" not in _told(clerk)
    clerk.picture("locked-after-print")


def nothing_stays_open_behind_the_lock(clerk: Clerk) -> None:
    """Log and registers of whoever left are closed on every thread."""
    clerk.until(lambda: _open_secrets() == [])


def the_outcome_waits(clerk: Clerk) -> None:
    """What came out is counted by whoever comes in; it was printed once."""
    _come_in(clerk)
    clerk.until_focus("openpapersview")
    assert [] != _open_secrets()
    clerk.press("Return")
    clerk.count_and_hand_over()
    clerk.next_citizen()
    stock = clerk.counter.place.desk.journal.state.sheets.stocks[clerk.counter.place.desk.stock]
    assert (1, 0) == (stock.issued, stock.spoilt)


def locked_at_the_count(clerk: Clerk) -> None:
    """Nothing comes out any more: the lock waits for nobody, and the count stands in the log."""
    to_print(clerk, "kasou taku", Scene.PRINTS)
    clerk.until_step(Step.CHECK)
    clerk.press("ctrl+l")
    assert not clerk.counter.at_work
    clerk.until(lambda: not clerk.app.door.state.freshening)
    _come_in(clerk)
    clerk.until_focus("openpapersview")
    clerk.press("Return")
    clerk.until_step(Step.CHECK)
    clerk.count_and_hand_over()
    clerk.next_citizen()


def closed_over_a_silent_line(clerk: Clerk) -> None:
    """Head office takes the call and says nothing: the window says that it closes, keeps the form, and is gone."""
    clerk.find("reidai ken")
    clerk.press("1", "F1")
    head_office = clerk.branch.central._process.pid
    os.kill(head_office, signal.SIGSTOP)
    try:
        status = clerk.counter.status
        clerk.until(lambda: not status.state.moving)
        status.synchronise()
        settle(clerk.app.root)
        assert status.state.moving
        drafts = clerk.counter.place.drafts
        seen: list[str] = []
        clerk.app.root.after(200, lambda: seen.append(str(clerk.focused())))
        clerk.app.root.after(250, lambda: clerk.display.screenshot(clerk.pictures / "closing.png"))
        begun = time.monotonic()
        clerk.app.close()
        assert time.monotonic() - begun < CLOSE_SECONDS + 1.5
        assert "closingview" in seen[0]
        assert drafts.take() is not None
    finally:
        os.kill(head_office, signal.SIGCONT)


def _come_in(clerk: Clerk) -> None:
    clerk.until_focus("secretentry")
    clerk.type(CLERK)
    clerk.press("Return")
    clerk.until(lambda: clerk.counter.at_work and clerk.counter.greeted)


def _told(clerk: Clerk) -> list[str]:
    """On the buttons of the top bar."""
    children = clerk.app.top.winfo_children()
    return [str(each.cget("text")) for each in children if each.winfo_ismapped() and "button" in str(each)]


def _open_secrets() -> list[str]:
    """Files of this process that only an operator's key opens."""
    links = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    return sorted(
        link.readlink().name for link in links if link.is_symlink() and SECRET.match(link.readlink().name)
    )


SCENES = (
    locked_over_a_print,
    nothing_stays_open_behind_the_lock,
    the_outcome_waits,
    locked_at_the_count,
    closed_over_a_silent_line,
)


def main() -> None:
    """Play it all; whatever is not so ends the process with its line."""
    with opened_theatre("waits", pictures_asked_for()) as theatre:
        clerk = theatre.clerk()
        play(clerk, (at_the_door, open_the_day, *SCENES))
        assert ([], {}) == (clerk.app.faults, clerk.clipped)


if __name__ == "__main__":
    main()
