"""The program as its window: the door, and behind it counter, manager and help; one person at a time.

::

    run_window(branch)            returns when the window is closed
"""

import importlib
import tkinter as tk
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from branch_app.domain.errors import DeviceLocked, MadoguchiError, StoreError
from branch_app.ui.appearance import Appearance
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.outside import Outside
from branch_app.ui.presenters.admit import AdmitPresenter
from branch_app.ui.presenters.sign_in import Lock, LockCause, SignInPresenter
from branch_app.ui.pump import Pump, keep_what_is_loaded, share_the_interpreter_often
from branch_app.ui.views.admit import AdmitView
from branch_app.ui.views.bench_bar import BenchBar
from branch_app.ui.views.closing import ClosingView
from branch_app.ui.views.fault import FaultView
from branch_app.ui.views.top_bar import TopActs, TopBar
from branch_app.ui.widgets.banner import TrainingBanner
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.wedge_keys import WedgeKeys
from branch_app.ui.window import display_scale, open_window
from branch_app.ui.wording import Wording
from branch_app.ui.work import Lane
from branch_app.ui.workplace import Branch, Workplace

if TYPE_CHECKING:
    from branch_app.ui.asides import Asides
    from branch_app.ui.counter_session import CounterSession

WIDTH, HEIGHT = 1366, 768
IDLE_MS = 10 * 60 * 1000
"""So long without a key or a click, then the counter locks itself."""
_SECOND_MS = 1_000
_PROMISE_MS = 100
_STILL_MS = 800
"""So long without a key or a click nobody is in the middle of typing something."""
_COUNTER = "branch_app.ui.counter_session"
_ASIDES = "branch_app.ui.asides"
"""The larger half of the window: loaded on a worker's lane while the first person types a password."""


def run_window(branch: Branch[Any]) -> int:
    """Show it and stay until it is closed; the exit status."""
    App(branch).root.mainloop()
    return 0


class App:
    """One window over one branch."""

    def __init__(self, branch: Branch[Any]) -> None:
        share_the_interpreter_often()
        self._branch = branch
        self.root = open_window("窓口 / Madoguchi")
        self.root.geometry(f"{WIDTH}x{HEIGHT}+0+0")
        self._kept = Appearance.parse(branch.kept_look.read())
        self.look = Look(
            self.root, self._kept.palette, self._kept.size, self._kept.language, display_scale(self.root)
        )
        self.words = Wording(self.look)
        self.pump = Pump(self.root, self._fault)
        # Before all who use keys up: a key that was used is a hand at work, too.
        for sequence in ("<KeyPress>", "<ButtonPress>"):
            self.root.bind(sequence, self._touch, add="+")
        WedgeKeys(self.root, self._scan, lambda: None)
        self.router = KeyRouter(self.root, self._always)
        self.counter: CounterSession | None = None
        self.faults: list[str] = []
        self._operator = ""
        self._promised = self._closing = False
        self._touched_ms = branch.clock.monotonic_ms()
        self._build()
        self.door = SignInPresenter(branch.door, self.pump, branch.freshen, self._entered, branch.clock.now)
        self._outside = Outside(
            self.stack,
            self.look,
            self.router,
            self.door,
            lambda: self.asides.leave(),  # noqa: PLW0108 - loaded when it is asked for
        )
        self._session: object = None
        self.admission = AdmitPresenter(branch.door, lambda: self._session, self.pump)
        AdmitView(self.root, self.look, self.router, self.admission)
        acts = TopActs(
            settings=lambda: self.asides.settings(),  # noqa: PLW0108 - loaded when it is asked for
            lock=lambda: self.lock(LockCause.KEY),
            help=lambda: self.asides.help_at_door(),  # noqa: PLW0108 - as above
            doctor=lambda: self.asides.check_up(),  # noqa: PLW0108 - as above
        )
        self.top = TopBar(self.root, self.look, branch.clock, acts)
        self.top.pack(fill="x", before=self.bar)
        self._fault_view = FaultView(self.root, self.look, self.router, self.close)
        self.root.protocol("WM_DELETE_WINDOW", self.close)
        self.root.deiconify()
        with self.pump.holding():
            self._outside.arrive(None)
            self.pump.run(Lane.DESK, _load_counter, lambda _loaded: None, self._not_at_work)
            self.root.update()
        self.pump.every(_SECOND_MS, self._second)
        self.pump.every(_PROMISE_MS, self._keep_promise)
        self.look.follow(self.root, self._keep_look)

    @cached_property
    def asides(self) -> "Asides":
        """What anybody may open; not needed for the window to appear."""
        parts, root = importlib.import_module(_ASIDES), self.root
        made: Asides = parts.Asides(
            parts.AsideGround(root, self.stack, self.look, self.router, self.pump),
            self._branch.examine,
            lambda: self.counter is not None and self.counter.lists_certificates,
            self.admission.ask,
            self._outside.wake,
        )
        return made

    def close(self) -> None:
        """End: what is half filled in is kept, what the desk has begun comes to its end; head office can wait."""
        if self._closing:
            return
        self._closing = True
        ClosingView(self.root, self.look, self.router).show()
        self.root.update()
        if self.counter is not None:
            self.counter.end()
            self.counter.let_go()
        self.pump.close(self.root.update)
        self.root.destroy()

    def lock(self, cause: LockCause) -> None:
        """The counter stays as it is in the log; the screen belongs to nobody."""
        if self.counter is None or not self.counter.at_work:
            return
        if not self.counter.may_lock():
            if cause is LockCause.KEY:
                self._promise(lock=True)
            return
        self._promise(lock=False)
        self._leave_asides()
        kept = self.counter.end()
        self._session = None
        self.top.tell(self._office(), "")
        with self.pump.holding():
            self.counter.let_go()
            self._outside.arrive(Lock(self._operator, self._now(), cause, kept))
            self.root.update_idletasks()

    def _promise(self, *, lock: bool) -> None:
        """Somebody wants to leave while a paper is coming out: not before it is known what became of it."""
        self._promised = lock
        self.top.promise(lock=lock)

    def _keep_promise(self) -> None:
        if self._promised:
            self.lock(LockCause.KEY)

    def _build(self) -> None:
        if self._branch.training:
            self._banner = TrainingBanner(self.root, self.look, "")
            self._banner.pack(fill="x")
            self.look.follow(self._banner, self._restyle_banner)
        self.bar = Area(self.root, self.look)
        self.bar.pack(side="bottom", fill="x")
        self.stack = Area(self.root, self.look)
        self.stack.pack(fill="both", expand=True)

    def _restyle_banner(self) -> None:
        self._banner.restyle()
        self._banner.show(self.words.say("training_banner"))

    def _keep_look(self) -> None:
        """Beside the window; a disk that is full keeps nobody from a larger text, and shows elsewhere."""
        look = self.look
        now = Appearance(look.palette, look.size, look.language)
        if now != self._kept:
            self._kept = now
            self.pump.run(
                Lane.DESK, lambda: self._branch.kept_look.keep(now.text()), lambda _none: None, lambda _error: None
            )

    def _heed_end(self) -> None:
        """Whichever program of this device heard it: the counter locks once nothing is under way there."""
        try:
            self._branch.door.refuse_ended()
        except DeviceLocked as error:
            if self.counter is not None and self.counter.at_work:
                self._promise(lock=True)
            else:
                self._outside.hear(error)
        except StoreError:
            pass  # whoever needs the file says so

    def _entered(self, session: object) -> None:
        """The door is open; the workplace is laid out beside the window's thread."""
        self._session = session

        def laid_out() -> Workplace:
            _load_counter()
            return self._branch.workplace(session)

        self.pump.run(Lane.DESK, laid_out, self._at_work, self._not_at_work)

    def _at_work(self, place: Workplace) -> None:
        self.asides.leave()
        self._outside.leave()
        self._operator = place.operator.id
        if self.counter is None:
            parts = _load_counter()
            stand = parts.Stand(self.root, self.stack, self.bar, self.look, self.router, self.pump, self._still)
            self.counter = parts.CounterSession(stand, place, self._branch.door.people)
            if place.bench is not None:
                BenchBar(self.bar, self.look, place.bench).pack(side="top", fill="x")
            keep_what_is_loaded()
        self.counter.begin(place)
        self.top.tell(place.desk.enrolment.issuer.office, place.operator.name)
        self._touch()

    def _not_at_work(self, error: MadoguchiError) -> None:
        self.door.complain(error)

    def _always(self, key: Key) -> bool:
        """What works everywhere: at the door whatever needs nobody's key."""
        match key:
            case Key.LARGER:
                self.look.change(size=self.look.size.larger())
            case Key.SMALLER:
                self.look.change(size=self.look.size.smaller())
            case _ if self.counter is not None and self.counter.at_work:
                return self._at_counter(key, self.counter)
            case _:
                return self._at_door(key)
        return True

    def _at_door(self, key: Key) -> bool:
        match key:
            case Key.DOCTOR:
                self.asides.check_up()
            case Key.HELP:
                self.asides.help_at_door()
            case _:
                return False
        return True

    def _at_counter(self, key: Key, counter: "CounterSession") -> bool:
        match key:
            case Key.LOCK | Key.OPERATOR:
                self.lock(LockCause.KEY)
            case Key.SEARCH:
                counter.search()
            case Key.MANAGER:
                counter.show_manager()
            case Key.DOCTOR:
                counter.show_doctor()
            case Key.HELP:
                self.asides.help_at_work()
            case _:
                return False
        return True

    def _scan(self, number: str) -> None:
        if self.counter is not None:
            self.counter.scan(number)

    def _leave_asides(self) -> None:
        """Nothing that was opened for one person lies over the door."""
        self.admission.leave()
        self.asides.leave()

    def _second(self) -> None:
        self.top.tick()
        self.door.tick()
        self._heed_end()
        if self._branch.clock.monotonic_ms() - self._touched_ms > IDLE_MS:
            self.lock(LockCause.IDLE)

    def _touch(self, _event: "tk.Event[tk.Misc] | None" = None) -> None:
        self._touched_ms = self._branch.clock.monotonic_ms()

    def _still(self) -> bool:
        return self._branch.clock.monotonic_ms() - self._touched_ms > _STILL_MS

    def _fault(self, code: str) -> None:
        """Something nobody foresaw: the log is as it was; the program ends and begins anew."""
        self.faults.append(code)
        self._fault_view.show(code)

    def _office(self) -> str:
        return self.counter.place.desk.enrolment.issuer.office if self.counter else ""

    def _now(self) -> datetime:
        return self._branch.clock.now()


def _load_counter() -> Any:  # noqa: ANN401 - a module; its classes are typed where they stand
    importlib.import_module(_ASIDES)
    return importlib.import_module(_COUNTER)
