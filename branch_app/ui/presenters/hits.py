"""検索: hits as the clerk types, the newest question only, and the row that Enter would pick."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from branch_app.domain.errors import BadInput, MadoguchiError
from branch_app.domain.records.registers import Found, Hit, RemovedHit
from branch_app.domain.values.found_by import FoundBy, found_by
from branch_app.domain.values.query import parse_query
from branch_app.ports import Register
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.work import Lane, Work

SHOWN = 50
"""Rows at most; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class Hits:
    """What was typed and what it found; ``at`` is the row that Enter picks, ``removed`` after residents.

    ``answered`` is what the rows answer: while the box says more, they are the rows of an older question.
    """

    typed: str = ""
    found: Found | None = None
    removed: tuple[RemovedHit, ...] = ()
    at: int = 0
    answered: str = ""
    trouble: MadoguchiError | None = None

    @property
    def current(self) -> bool:
        """Whether the rows answer what the box says now; nobody is picked off older ones."""
        return self.typed == self.answered

    @property
    def rows(self) -> tuple[Hit | RemovedHit, ...]:
        """Residents, and those who are residents no more."""
        return (*self.found.rows, *self.removed) if self.found else self.removed

    @property
    def hit(self) -> Hit | RemovedHit | None:
        """The row that Enter picks."""
        return self.rows[self.at] if self.at < len(self.rows) else None


class HitsPresenter(Presenter[Hits]):
    """One search box. An answer to an older question is dropped.

    ``removed`` says whether this office holds 除票: then they are searched, too, where residents leave room.
    """

    def __init__(
        self,
        register: Callable[[], Register],
        work: Work,
        today: Callable[[], date],
        removed: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(Hits())
        self._register = register
        self._work = work
        self._removed = removed
        self.today = today
        self.numbered: Callable[[int], bool] = lambda _row: True
        """Whether a row stands on the screen with its number; who paints the rows says so."""

    def type(self, typed: str) -> None:
        """The box now says this."""
        if typed == self.state.typed:
            return
        self._change(typed=typed, trouble=None)
        if not typed.strip():
            self._become(Hits(typed))
            return
        register, removed = self._register(), self._removed()

        def look() -> tuple[Found, tuple[RemovedHit, ...]]:
            query = parse_query(typed)
            rows = register.search(query, SHOWN)
            room = SHOWN - len(rows.rows) if removed else 0
            return rows, register.search_removed(query, room).rows if room else ()

        def found(answer: tuple[Found, tuple[RemovedHit, ...]]) -> None:
            if typed == self.state.typed:
                self._become(Hits(typed, *answer, answered=typed))

        def failed(error: MadoguchiError) -> None:
            if typed == self.state.typed:
                self._become(Hits(typed, answered=typed, trouble=error if _is_mistake(error) else None))

        self._work.run(Lane.LOOKUP, look, found, failed)

    def move(self, by: int) -> None:
        """Another row."""
        self._change(at=max(0, min(self.state.at + by, len(self.state.rows) - 1)))

    def point(self, row: int) -> bool:
        """The row with that number, from 0; False for one that nobody sees or that answers an older question."""
        meant = row < len(self.state.rows) and self.state.current and self.numbered(row)
        if meant:
            self._change(at=row)
        return meant

    def way(self) -> FoundBy:
        """How the rows were found."""
        return found_by(parse_query(self.state.answered))

    def clear(self) -> None:
        """Nothing typed."""
        self._become(Hits())


def _is_mistake(error: MadoguchiError) -> bool:
    """Half a name or number only waits for the rest; a day that no calendar has does not get better by waiting."""
    return not isinstance(error, BadInput) or error.facts.get("why") == "birth"
