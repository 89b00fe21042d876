"""The window closes over a day that nobody closed: what the first to sign in the next morning finds.

::

    python tests/e2e/window/play_morning.py --out pictures
"""

import sys
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from branch_app.domain.deciders.issuance.next_step import Step  # noqa: E402 - the tree is not installed
from branch_app.domain.log.commitment import Retention  # noqa: E402
from branch_app.domain.log.events import PeriodShredded  # noqa: E402
from branch_app.ui.presenters.manager import Section  # noqa: E402
from branch_app.usecases.run_day import forgotten_close  # noqa: E402
from db.retention import RetentionKeys  # noqa: E402
from tests.e2e.window.clerk import Clerk  # noqa: E402
from tests.e2e.window.day_scenes import BUSINESS_DAY, CLERK, at_the_door, open_the_day  # noqa: E402
from tests.e2e.window.theatre import Theatre, opened_theatre, pictures_asked_for, play  # noqa: E402
from tests.fakes.logged import logged  # noqa: E402

EXPIRED = (Retention.ISSUANCE, "FY2019")
"""Kept for years already when this office's log began."""


def left_open(clerk: Clerk) -> None:
    """Papers are made and not paid for, the day is not closed, and a key lies here that nobody may keep."""
    keys = clerk.counter.place.retention
    assert isinstance(keys, RetentionKeys)
    keys.opening_key(*EXPIRED)
    assert EXPIRED in keys.kept()
    clerk.find("zirei naoki")
    clerk.press("1", "F1")
    clerk.make()
    clerk.app.close()


def night_passes(theatre: Theatre) -> None:
    """Head office is there in the morning, too."""
    theatre.branch.central.stop()
    theatre.branch.clock.advance(timedelta(days=1))
    theatre.branch.central.start(theatre.branch.clock.now())


def the_day_of_yesterday_comes_first(clerk: Clerk) -> None:
    """The manager's close has the keys, before the form that stands open: no form is taken until it is closed."""
    clerk.until(lambda: not clerk.app.door.state.freshening)
    clerk.sign_in("1", CLERK)
    clerk.until(lambda: clerk.app.counter is not None and clerk.app.counter.greeted)
    clerk.until_focus("managerscreen")
    manager = clerk.counter.manager
    clerk.until(lambda: manager.state.section is Section.CLOSE and not manager.state.busy)
    clerk.picture("forgotten-day")
    assert BUSINESS_DAY == forgotten_close(clerk.counter.place.desk)
    assert not clerk.room.recent.state.shown
    clerk.press("Escape")
    clerk.until_focus("hitsview")
    assert Step.NOTHING is clerk.room.counter.issue.state.step


def what_expired_is_gone(clerk: Clerk) -> None:
    """Written down and shredded when somebody came, with nobody asked; what may be kept is kept."""
    place = clerk.counter.place
    shredded = [(event.retention, event.period) for event in logged(place.desk.journal.ledger, PeriodShredded)]
    assert [EXPIRED] == shredded
    assert EXPIRED not in place.retention.kept()
    assert place.retention.kept()


def main() -> None:
    """Play it all; whatever is not so ends the process with its line."""
    with opened_theatre("morning", pictures_asked_for()) as theatre:
        evening = theatre.clerk()
        play(evening, (at_the_door, open_the_day, left_open))
        night_passes(theatre)
        morning = theatre.clerk()
        play(morning, (the_day_of_yesterday_comes_first, what_expired_is_gone))
        assert [] == [*evening.app.faults, *morning.app.faults]
        morning.app.close()


if __name__ == "__main__":
    main()
