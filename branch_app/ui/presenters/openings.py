"""閲覧の記録 behind the header: written in the lane of the log while the header stands, and before any paper."""

from collections.abc import Callable

from branch_app.domain.errors import MadoguchiError
from branch_app.domain.values.found_by import FoundBy
from branch_app.ui.work import Lane, Work
from branch_app.usecases.desk import Desk
from branch_app.usecases.look_up import Person
from branch_app.usecases.open_person import open_person


class Openings:
    """Of one counter: who was shown, and what waits for the entry."""

    def __init__(self, desk: Callable[[], Desk], work: Work) -> None:
        self._desk = desk
        self._work = work
        self._writing = 0
        self._waiting: Callable[[], None] | None = None

    def note(self, person: Person, way: FoundBy, lost: Callable[[MadoguchiError], None]) -> None:
        """They are shown now; ``lost`` hears when that could not be written."""
        desk = self._desk()
        self._writing += 1
        self._waiting = None

        def written(_none: None) -> None:
            self._writing -= 1
            act, self._waiting = self._waiting, None
            if act is not None:
                act()

        def failed(error: MadoguchiError) -> None:
            self._writing -= 1
            self._waiting = None
            lost(error)

        self._work.run(Lane.DESK, lambda: open_person(desk, person, way), written, failed)

    def hold_up(self, act: Callable[[], None]) -> bool:
        """Whether an entry is being written: then ``act`` comes after it, unless somebody else is shown first."""
        if self._writing:
            self._waiting = act
        return self._writing > 0
