"""Locks and cards at the worst moments, at the real window with real keys: a process of its own.

::

    python tests/e2e/window/play_locks.py --out pictures
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from branch_app.demo import people  # noqa: E402 - the tree is not installed
from branch_app.domain.records.enrolment import Role  # noqa: E402
from branch_app.ui.presenters.card import CardStage  # noqa: E402
from branch_app.ui.presenters.counter import Stage  # noqa: E402
from tests.e2e.window.clerk import Clerk  # noqa: E402
from tests.e2e.window.day_scenes import CLERK, SUPERVISOR, at_the_door, open_the_day  # noqa: E402
from tests.e2e.window.theatre import opened_theatre, pictures_asked_for, play  # noqa: E402


def _lock(clerk: Clerk) -> None:
    clerk.press("ctrl+l")
    clerk.until(lambda: not clerk.counter.at_work and not clerk.app.door.state.freshening)


def _come_in(clerk: Clerk, password: str) -> None:
    door = clerk.app.door
    role = Role.CLERK if password is CLERK else Role.SUPERVISOR
    door.choose(next(each.id for each in door.state.people if each.has_slot and role in each.roles))
    clerk.until_focus("secretentry")
    clerk.type(password)
    clerk.press("Return")
    clerk.until(lambda: clerk.counter.at_work and clerk.counter.greeted)


def a_draft_is_its_owners_alone(clerk: Clerk) -> None:
    """Locked while its question is open: gone from the screen, kept in the file, not shown to anybody else."""
    clerk.find("reidai ken")
    clerk.press("1", "F1")
    _lock(clerk)
    _come_in(clerk, CLERK)
    clerk.until_focus("draftdialog")
    _lock(clerk)
    assert "draftdialog" not in str(clerk.focused())
    clerk.picture("lock-over-draft")
    _come_in(clerk, SUPERVISOR)
    clerk.press("Return")
    assert (Stage.FIND, None) == (clerk.room.counter.state.stage, clerk.room.counter.state.person)
    _lock(clerk)
    _come_in(clerk, CLERK)
    clerk.until_focus("draftdialog")
    clerk.press("Return")
    clerk.until_stage(Stage.FORM)
    assert people.KEN == clerk.room.counter.state.form.applicant
    assert clerk.room.counter.state.form.lines


def nobody_stays_behind_the_lock(clerk: Clerk) -> None:
    """Help and the newcomer's dialog close with the lock; whoever locked lends no key any more."""
    clerk.press("ctrl+h", "F3")
    clerk.until(lambda: clerk.app.admission.state.shown)
    _lock(clerk)
    assert not clerk.app.admission.state.shown
    _come_in(clerk, CLERK)
    clerk.until_focus("draftdialog")
    clerk.press("Return")
    clerk.until_stage(Stage.FORM)
    clerk.press("Escape")
    clerk.until_stage(Stage.FIND)


def a_card_waits_for_whoever_is_at_something_else(clerk: Clerk) -> None:
    """Laid on while the manager's screen is up: no PIN is asked for; afterwards it is, and Ctrl+M waits for it."""
    card = clerk.room.card
    clerk.press("ctrl+m")
    holders = [each.resident for each in clerk.bench.people.city.my_number_cards]
    clerk.bench.lay(holders.index(people.TARO))
    clerk.until(lambda: card.state.lies_there)
    assert CardStage.NONE is card.state.stage
    clerk.press("Escape")
    clerk.until(lambda: card.state.stage is CardStage.PIN)
    clerk.press("ctrl+m")
    clerk.type("12")
    assert "12" == card.state.pin
    clerk.press("Escape")
    clerk.bench.take()
    clerk.until(lambda: not card.state.lies_there)


def a_card_left_after_esc_rings(clerk: Clerk) -> None:
    """The citizen changed their mind and went: the card is not forgotten with them."""
    pin = clerk.lay_card(people.TARO)
    clerk.type(pin)
    clerk.press("Return")
    clerk.until_stage(Stage.FORM)
    clerk.press("Escape")
    clerk.until_stage(Stage.FIND)
    clerk.until(lambda: clerk.room.card.state.alarm)
    clerk.bench.take()
    clerk.until(lambda: not clerk.room.card.state.lies_there)
    clerk.press("Return")
    clerk.until(lambda: not clerk.room.card.state.alarm)


def closed_in_the_middle_of_a_form(clerk: Clerk) -> None:
    """What is half filled in lies in its owner's draft when the window has gone."""
    clerk.find("reidai ken")
    clerk.press("1", "F1")
    drafts = clerk.counter.place.drafts
    clerk.app.close()
    assert drafts.take() is not None


def main() -> None:
    """Play it all; whatever is not so ends the process with its line."""
    with opened_theatre("locks", pictures_asked_for()) as theatre:
        clerk = theatre.clerk()
        play(clerk, (at_the_door, open_the_day, *SCENES))
        assert [] == clerk.app.faults


SCENES = (
    a_draft_is_its_owners_alone,
    nobody_stays_behind_the_lock,
    a_card_waits_for_whoever_is_at_something_else,
    a_card_left_after_esc_rings,
    closed_in_the_middle_of_a_form,
)


if __name__ == "__main__":
    main()
