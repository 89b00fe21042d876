"""閲覧の記録 behind the header: written in the lane of the log while the header stands, and before any paper."""

from collections.abc import Callable

from branch_app.domain.errors import MadoguchiError
from branch_app.domain.values.found_by import FoundBy
from branch_app.ui.work import Lane, Work
from branch_app.usecases.desk import Desk
from branch_app.usecases.look_up import Person, RemovedPerson
from branch_app.usecases.open_person import open_person


class Openings:
    """Of one counter: who was shown, and what waits for the entry."""

    def __init__(self, desk: Callable[[], Desk], work: Work) -> None:
        self._desk = desk
        self._work = work
        self._writing: object = None
        self._waiting: Callable[[], None] | None = None

    def note(self, person: Person | RemovedPerson, way: FoundBy, lost: Callable[[MadoguchiError], None]) -> None:
        """They are shown now; ``lost`` hears when that could not be written."""
        desk = self._desk()
        # Not a number of entries: the end of one that is written after somebody locked is heard by nobody.
        entry = self._writing = object()
        self._waiting = None

        def end() -> Callable[[], None] | None:
            if self._writing is not entry:
                return None
            act, self._writing, self._waiting = self._waiting, None, None
            return act

        def written(_none: None) -> None:
            act = end()
            if act is not None:
                act()

        def failed(error: MadoguchiError) -> None:
            end()
            lost(error)

        self._work.run_after_drawing(Lane.DESK, lambda: open_person(desk, person, way), written, failed)

    def hold_up(self, act: Callable[[], None]) -> bool:
        """Whether an entry is being written: then ``act`` comes after it, unless somebody else is shown first."""
        if self._writing is None:
            return False
        self._waiting = act
        return True
