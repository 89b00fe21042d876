"""監査の書出し: what an auditor would take away, where to, a second person, and how far it is."""

from collections.abc import Callable
from dataclasses import dataclass

from branch_app.domain.errors import MadoguchiError
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.vouching import Vouched
from branch_app.ports import AuditFolder, AuditFolders, LogHead
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.presenters.second_person import SecondPersonPresenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.audit_scope import AuditScope, audit_scope
from branch_app.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Written:
    """A folder that lies there whole."""

    place: str
    head: LogHead


@dataclass(frozen=True, slots=True)
class Auditing:
    """``scope`` stays None where head office has signed nothing; ``place`` is the folder to put it into.

    ``entries`` were read of ``of`` while it is written.
    """

    shown: bool = False
    looking: bool = False
    scope: AuditScope | None = None
    places: tuple[str, ...] = ()
    place: str = ""
    busy: bool = False
    entries: int = 0
    of: int = 0
    written: Written | None = None
    trouble: MadoguchiError | None = None

    @property
    def ready(self) -> bool:
        """Whether a second person can be asked."""
        return bool(self.scope and self.place.strip()) and not self.busy and self.written is None


@dataclass(slots=True)
class _Count:
    """Counts on the thread that writes; looked at from the window's."""

    entries: int = 0

    def hear(self, entries: int) -> None:
        self.entries = entries


class AuditingPresenter(Presenter[Auditing]):
    """Over the manager's report; what is being written goes on while it is put aside."""

    def __init__(
        self,
        desk: Callable[[], Desk],
        folders: Callable[[], AuditFolders],
        work: Work,
        second: SecondPersonPresenter,
    ) -> None:
        super().__init__(Auditing())
        self._desk = desk
        self._folders = folders
        self._work = work
        self._second = second
        self._count = _Count()

    def open(self) -> None:
        """What there is now, and where it can go; or what is being written, or was written meanwhile."""
        state = self.state
        if state.busy or state.written or state.trouble:
            self._change(shown=True)
            return
        desk, folders = self._desk(), self._folders()
        self._become(Auditing(shown=True, looking=True))
        self._work.run(
            Lane.LOOKUP,
            lambda: (audit_scope(desk.journal.ledger), tuple(folders.places())),
            self._looked,
            lambda error: self._change(looking=False, trouble=error),
        )

    def type(self, place: str) -> None:
        """Another folder."""
        if not self.state.busy:
            self._change(place=place, trouble=None)

    def choose(self, at: int) -> None:
        """One of those that were found, from 0."""
        self.type(self.state.places[at])

    def write(self) -> None:
        """Enter: somebody else agrees, then it is written."""
        if not self.state.ready:
            return
        folders, place = self._folders(), self.state.place.strip()
        self._change(trouble=None)

        def agreed(second: Pseudonym) -> None:
            self._change(busy=True)
            self._work.run(Lane.DESK, lambda: folders.agree(place, second), self._begin, self._failed)

        self._second.ask(Vouched.EXPORT, agreed)

    def look(self) -> None:
        """How far it is now; to be called again and again."""
        if self.state.busy:
            self._change(entries=self._count.entries)

    def give_up(self) -> None:
        """Away with the dialog; what is being written goes on, and nothing else of it stays."""
        if self.state.busy:
            self._change(shown=False)
        else:
            self._become(Auditing())

    def forget(self) -> None:
        """Somebody gets up."""
        self._become(Auditing())

    def _looked(self, found: tuple[AuditScope | None, tuple[str, ...]]) -> None:
        scope, places = found
        self._change(looking=False, scope=scope, places=places, place=places[0] if places else "")

    def _begin(self, folder: AuditFolder) -> None:
        self._count = count = _Count()
        self._change(entries=0, of=folder.head.size)
        self._work.run(
            Lane.FILES,
            lambda: folder.write(count.hear),
            lambda _none: self._change(busy=False, written=Written(folder.place, folder.head)),
            self._failed,
        )

    def _failed(self, error: MadoguchiError) -> None:
        self._change(busy=False, trouble=error)
