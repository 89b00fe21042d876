"""本人確認 at the counter: documents by digit keys, a 印鑑登録証 by its number, a card by itself."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from branch_app.domain.errors import BadInput, DataStale, MadoguchiError
from branch_app.domain.rules.identity import IdentityDocument, shortcoming
from branch_app.domain.values.birth import parse_birth
from branch_app.domain.values.codes import parse_city_card_number
from branch_app.ui.presenters.counter import CounterPresenter, Stage
from branch_app.ui.presenters.form import Form
from branch_app.ui.presenters.presenter import Presenter
from branch_app.usecases.desk import Desk

ON_KEYS = 4
"""Documents with a key of their own, 1 to 4; 9 opens the list of all, 0 asks for a 印鑑登録証."""
_LIST, _SEAL_CARD = 9, 0


class Asking(Enum):
    """What is being asked for in a dialog."""

    NOTHING = "nothing"
    LIST = "list"
    SEAL_CARD = "seal_card"


@dataclass(frozen=True, slots=True)
class Proof:
    """``accepted`` are the documents of today; ``at`` the row of the list."""

    accepted: tuple[IdentityDocument, ...] = ()
    dialog: Asking = Asking.NOTHING
    at: int = 0
    trouble: MadoguchiError | None = None

    @property
    def asking(self) -> bool:
        """Whether a dialog has the keys."""
        return self.dialog is not Asking.NOTHING


class ProofPresenter(Presenter[Proof]):
    """Over the form that is being filled in."""

    def __init__(self, desk: Callable[[], Desk], counter: CounterPresenter) -> None:
        super().__init__(Proof())
        self._desk = desk
        self._counter = counter
        self._day: date | None = None
        counter.listen(lambda _state: self._follow_day())

    def begin(self, day: date) -> None:
        """What proves who somebody is on that day; nothing does while no tables are in force."""
        self._day = day
        try:
            self._change(accepted=self._desk().tables_on(day).documents_on(day))
        except DataStale:
            self._change(accepted=())

    def _follow_day(self) -> None:
        """The counter stays open over midnight."""
        if self._day is not None and self._day != self._desk().today():
            self.begin(self._desk().today())

    def lacking(self, form: Form) -> str:
        """Why it is not known yet who asks, as a code of words.toml; "" when it is."""
        if form.evidence is not None or (form.seal_card and form.stated_birth is not None):
            return ""
        shown = [document for document in self.state.accepted if document.code in form.documents]
        return shortcoming(shown)

    def press(self, digit: int) -> None:
        """A digit on the form: a document while somebody is unknown, a member of the household afterwards."""
        form = self._counter.state.form
        if not self.lacking(form):
            self._about(digit)
        elif digit == _LIST:
            self._change(dialog=Asking.LIST, at=0)
        elif digit == _SEAL_CARD:
            self.ask_for_seal_card()
        elif digit <= min(ON_KEYS, len(self.state.accepted)):
            self.show(self.state.accepted[digit - 1].code)

    def show(self, code: str) -> None:
        """A document was seen, and is in date; shown once more it is taken back."""
        form = self._counter.state.form
        others = tuple(seen for seen in form.documents if seen != code)
        documents = others if code in form.documents else (*form.documents, code)
        self._counter.fill(replace(form, documents=documents))
        self._change(dialog=Asking.NOTHING)

    def move(self, by: int) -> None:
        """Another row of the list."""
        self._change(at=max(0, min(self.state.at + by, len(self.state.accepted) - 1)))

    def choose(self) -> None:
        """The row of the list."""
        self.show(self.state.accepted[self.state.at].code)

    def ask_for_seal_card(self) -> None:
        """Number and, unless documents were shown, the birth date that the holder states."""
        if self._counter.state.stage is Stage.FORM:
            self._change(dialog=Asking.SEAL_CARD, trouble=None)

    def take_seal_card(self, number: str, stated_birth: str) -> None:
        """As typed; whether both belong to this person is compared when the papers are made."""
        form = self._counter.state.form
        try:
            card = parse_city_card_number(number)
            birth = parse_birth(stated_birth, self._desk().today()) if stated_birth else None
            if birth is None and not form.documents:
                raise BadInput(at="birth", why="empty")
        except MadoguchiError as error:
            self._change(trouble=error)
            return
        self._counter.fill(replace(form, seal_card=card, stated_birth=birth))
        self._change(dialog=Asking.NOTHING, trouble=None)

    def give_up(self) -> None:
        """Away with the dialog."""
        self._change(dialog=Asking.NOTHING, trouble=None)

    def _about(self, digit: int) -> None:
        person = self._counter.state.person
        if person is not None and 1 <= digit <= len(person.members):
            subject = person.members[digit - 1].resident.id
            self._counter.fill(self._counter.state.form.about(subject))
