"""What every play stands on: an X server, a training branch with everything in its place, and scenes in order."""

import argparse
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from branch_app.demo.set_up import Place
from branch_app.demo.window import DemoBranch, demo_branch
from branch_app.demo.world import Day, World
from branch_app.ui.app import App
from tests.e2e.window.clerk import Clerk
from tests.e2e.window.day_scenes import BUSINESS_DAY
from tests.fakes.display import Display, Keyboard, settle

PlayScene = Callable[[Clerk], None]


@dataclass(frozen=True, slots=True)
class Theatre:
    """A branch, and where pictures go."""

    display: Display
    branch: DemoBranch
    pictures: Path

    def clerk(self) -> Clerk:
        """Before a window that has just come up."""
        app = App(self.branch)
        app.root.focus_force()
        settle(app.root)
        return Clerk(app, self.branch, self.display, Keyboard(self.display), self.pictures)


@contextmanager
def opened_theatre(name: str, pictures: Path) -> Iterator[Theatre]:
    """On the day of the play; nothing of it is left but the pictures."""
    pictures.mkdir(parents=True, exist_ok=True)
    with Display() as display, tempfile.TemporaryDirectory(prefix=f"madoguchi-{name}-") as workspace:
        os.environ["DISPLAY"] = display.name
        with demo_branch(Day(World.TODAY, BUSINESS_DAY), Place.fresh(Path(workspace) / "demo")) as branch:
            yield Theatre(display, branch, pictures)


def play(clerk: Clerk, scenes: Iterable[PlayScene]) -> None:
    """One after the other; whatever is not so ends the process with its line."""
    for scene in scenes:
        print(scene.__name__, flush=True)  # noqa: T201 - a long play says where it is
        scene(clerk)


def play_in_turn(name: str, *starts: Iterable[PlayScene]) -> None:
    """A window of its own for each start of the program on one branch; nothing is cut off in any."""
    with opened_theatre(name, pictures_asked_for()) as theatre:
        for scenes in starts:
            clerk = theatre.clerk()
            play(clerk, scenes)
            assert ([], {}) == (clerk.app.faults, clerk.clipped)
            clerk.app.close()


def pictures_asked_for() -> Path:
    """``--out`` of the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    given: Path = parser.parse_args().out
    return given
