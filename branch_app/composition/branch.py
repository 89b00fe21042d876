"""A device as the window sees it: the door at once, everything behind it when somebody has come in.

What draws papers, prints and speaks with head office takes longer to load than the window may take to appear, so it
is loaded on a worker's lane while the first person types a password.
"""

import importlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from branch_app.composition.door import FrontDoor
from branch_app.composition.look_file import LookFile
from branch_app.machine import SystemClock, SystemRandom
from branch_app.ports import Clock
from branch_app.settings import DeviceFolders, load_settings
from branch_app.ui.workplace import Workplace
from branch_app.usecases.front_door import Freshened

if TYPE_CHECKING:
    from branch_app.composition.device import Device
    from branch_app.usecases.doctor import Report

_BEHIND = "branch_app.composition.behind_the_door"


class HomeBranch:
    """``Branch`` of the device at home in a folder with its ``settings.toml``.

    Raises:
        SettingsWrong: the settings are missing or mean nothing.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._settings = load_settings(home)
        self._folders = DeviceFolders.below(home, self._settings.mirror)
        self.clock: Clock = SystemClock()
        self.door = FrontDoor(self._folders, self.clock, SystemRandom())
        self.kept_look = LookFile(home)

    @property
    def training(self) -> bool:
        """Whether every paper says 見本."""
        return self._settings.training

    def freshen(self) -> Freshened:
        """Restrictions, roster and tables, before anyone signs in."""
        freshened: Freshened = self._behind.freshen(self._settings.central, self.door)
        return freshened

    def examine(self) -> "Report":
        """The doctor's look before anyone signs in."""
        report: Report = self._behind.examine_without_a_person(self._home, self.clock)
        return report

    def workplace(self, session: "Device") -> Workplace:
        """The counter of somebody who came in."""
        place: Workplace = self._behind.workplace(self._equipment, session)
        return place

    @cached_property
    def _equipment(self) -> Any:  # noqa: ANN401 - typed where it stands, behind the door
        return self._behind.equipment_of(self._home, self._settings)

    @cached_property
    def _behind(self) -> Any:  # noqa: ANN401 - a module; its functions are typed where they stand
        return importlib.import_module(_BEHIND)
