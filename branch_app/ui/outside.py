"""What the window shows while nobody is at work: the door, or that head office ended this device."""

from collections.abc import Callable
from typing import Any

from branch_app.domain.errors import DeviceLocked
from branch_app.ui.look import Look
from branch_app.ui.presenters.sign_in import Lock, SignIn, SignInPresenter
from branch_app.ui.views.sign_in import SignInView
from branch_app.ui.views.stopped import StoppedView
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area


class Outside:
    """Over the counter; ``clear`` takes away what anybody may have opened there."""

    def __init__(
        self, stack: Area, look: Look, router: KeyRouter, door: SignInPresenter[Any], clear: Callable[[], None]
    ) -> None:
        self._door = door
        self._clear = clear
        self._here = False
        self._sign_in = SignInView(stack, look, door, router)
        self._sign_in.place(relwidth=1, relheight=1)
        self._stopped = StoppedView(stack, look, router, lambda: door.device, lambda: door.arrive(None))
        door.listen(self._heed)

    def arrive(self, lock: Lock | None) -> None:
        """Nobody is at work: at the start, or after ``lock``."""
        self._sign_in.lift()
        self._door.arrive(lock)
        self._sign_in.enter()
        self._here = True
        self._heed(self._door.state)

    def leave(self) -> None:
        """Somebody came in."""
        self._here = False
        self._sign_in.leave()

    def wake(self) -> None:
        """The keys are back here."""
        if self._stopped.shown:
            self._stopped.wake()
        else:
            self._sign_in.wake()

    def hear(self, ended: DeviceLocked) -> None:
        """Some program of this device heard that head office ended it."""
        if self._here and not self._stopped.shown:
            self._door.complain(ended)

    def _heed(self, door: SignIn) -> None:
        """Head office ended this device, and the door is shut; or it was enrolled anew, and stands open again."""
        if not self._here:
            return
        if door.stopped is not None:
            self._clear()
            self._stopped.show(door.stopped)
        elif self._stopped.shown:
            self._stopped.hide()
            self._sign_in.wake()
