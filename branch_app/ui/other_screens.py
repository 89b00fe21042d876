"""The manager's desk and the doctor: what may lie over the counter, one at a time, and gives it back."""

from dataclasses import dataclass

from branch_app.ui.views.counter_screen import CounterScreen
from branch_app.ui.views.doctor import DoctorView
from branch_app.ui.views.manager import ManagerScreen
from branch_app.ui.widgets.router import KeyLayer, KeyRouter


@dataclass(frozen=True, slots=True)
class Screens:
    """All that were built for a window."""

    counter: CounterScreen
    manager: ManagerScreen
    doctor: DoctorView


class OtherScreens:
    """Which of them is there now; whoever opens one sees to it that no dialog has the keys."""

    def __init__(self, screens: Screens, router: KeyRouter) -> None:
        self._screens = screens
        self._router = router
        self._manager_layer = KeyLayer(screens.manager.press, screens.manager)
        self._managing = self._examining = False

    @property
    def shown(self) -> bool:
        """Whether the counter lies under one."""
        return self._managing or self._examining

    def show_manager(self) -> None:
        """Over the counter."""
        self._managing = True
        self._screens.counter.rest()
        self._screens.manager.lift()
        self._router.push(self._manager_layer)
        self._screens.manager.arrive()

    def leave_manager(self) -> None:
        """Back to the counter; nothing if somewhere else."""
        if self._managing:
            self._managing = False
            self._router.remove(self._manager_layer)
            self._screens.counter.wake()

    def show_doctor(self) -> None:
        """Over the counter."""
        self._examining = True
        self._screens.counter.rest()
        self._screens.doctor.lift()
        self._screens.doctor.enter()

    def leave_doctor(self) -> None:
        """Back to the counter; nothing if somewhere else."""
        if self._examining:
            self._examining = False
            self._screens.doctor.leave()
            self._screens.doctor.lower()
            self._screens.counter.wake()
