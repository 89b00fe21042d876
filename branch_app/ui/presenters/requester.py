"""請求者: as what somebody asks, and who it is when no register here knows them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType

from branch_app.domain.errors import MadoguchiError
from branch_app.domain.records.requester import Claim, Standing, Visitor
from branch_app.domain.values.birth import parse_birth
from branch_app.ui.presenters.asking import Asking
from branch_app.ui.presenters.counter import CounterPresenter, Stage
from branch_app.ui.presenters.form import Form
from branch_app.ui.presenters.presenter import Presenter
from branch_app.usecases.desk import Desk

STANDINGS = (None, Standing.AGENT, Standing.THIRD_PARTY, Standing.OFFICIAL, Standing.FAMILY)
"""By the keys 1 to 5; the first: as the registers show it."""


class Stated(Enum):
    """What is typed of a requester."""

    NAME = "name"
    ADDRESS = "address"
    BIRTH = "birth"
    TOLD = "told"
    BODY = "body"
    NUMBER = "number"


_WHO = (Stated.NAME, Stated.ADDRESS, Stated.BIRTH)
_ASKED: Mapping[Standing | None, tuple[Stated, ...]] = {
    None: (),
    Standing.AGENT: _WHO,
    Standing.THIRD_PARTY: (*_WHO, Stated.TOLD),
    Standing.OFFICIAL: (Stated.BODY, Stated.NUMBER, Stated.NAME, Stated.ADDRESS),
    Standing.FAMILY: (*_WHO, Stated.TOLD),
}

Typed = Mapping[Stated, str]


@dataclass(frozen=True, slots=True)
class Requester:
    """``standing`` is the one chosen, None as the registers show it; ``typed`` what its fields begin with.

    ``known`` is whether who asks may be the person on the screen, so that no name need be typed; ``proved`` whether
    a card has said so. ``wrong`` is the field that ``trouble``, or its being empty, is about.
    """

    shown: bool = False
    standing: Standing | None = None
    typed: Typed = field(default_factory=lambda: MappingProxyType({}))
    known: bool = False
    proved: bool = False
    wrong: Stated | None = None
    trouble: MadoguchiError | None = None

    @property
    def asked(self) -> tuple[Stated, ...]:
        """The fields of that standing, in the order of typing."""
        return tuple(each for each in _ASKED[self.standing] if not (self.proved and each in _WHO))

    @property
    def place(self) -> int:
        """Of the standing among ``STANDINGS``."""
        return STANDINGS.index(self.standing)


class RequesterPresenter(Presenter[Requester]):
    """Over the form that is being filled in; whatever happens to it meanwhile ends the dialog."""

    def __init__(self, desk: Callable[[], Desk], counter: CounterPresenter, asking: Asking) -> None:
        super().__init__(Requester())
        self._desk = desk
        self._counter = counter
        self._asking = asking
        counter.listen(lambda _state: self.give_up())

    def open(self) -> None:
        """As the form has it now."""
        form = self._counter.state.form
        if self._counter.state.stage is Stage.FORM and not self._counter.issue.state.busy:
            standing = form.claim.standing if form.claim is not None else None
            known = form.subject != form.applicant
            proved = form.evidence is not None
            self._become(Requester(shown=True, standing=standing, typed=_typed(form), known=known, proved=proved))

    def choose(self, place: int) -> None:
        """The standing of that key, from 0."""
        if self.state.shown and 0 <= place < len(STANDINGS):
            self._change(standing=STANDINGS[place], wrong=None, trouble=None)

    def move(self, by: int) -> None:
        """Another one."""
        self.choose(max(0, min(self.state.place + by, len(STANDINGS) - 1)))

    def take(self, typed: Typed) -> None:
        """As typed; what is missing is said beside its field."""
        if not self.state.shown:
            return
        said = {each: typed.get(each, "").strip() for each in self.state.asked}
        wrong = next((each for each, text in said.items() if not text and self._needed(each, said)), None)
        self._change(wrong=wrong, trouble=None)
        if wrong is not None:
            return
        try:
            birth = parse_birth(said[Stated.BIRTH], self._desk().today()) if said.get(Stated.BIRTH) else None
        except MadoguchiError as error:
            self._change(wrong=Stated.BIRTH, trouble=error)
            return
        form = self._counter.state.form
        self._asking.by_another(form.requested_by(_visitor(said, birth), _claim(self.state.standing, said, form)))
        self.give_up()

    def give_up(self) -> None:
        """Away with the dialog; the form stays as it was."""
        self._become(Requester())

    def _needed(self, each: Stated, said: Typed) -> bool:
        """Who may be the person on the screen need not be named; half a name is none."""
        if each not in _WHO:
            return True
        return not self.state.known or any(said.get(part) for part in _WHO)


def _visitor(said: Typed, birth: date | None) -> Visitor | None:
    named = said.get(Stated.NAME, "")
    return Visitor(named, said[Stated.ADDRESS], birth) if named else None


def _claim(standing: Standing | None, said: Typed, form: Form) -> Claim | None:
    match standing:
        case None:
            return None
        case Standing.AGENT:
            return Claim(standing, giver=form.subject)
        case Standing.OFFICIAL:
            return Claim(standing, body=said[Stated.BODY], number=said[Stated.NUMBER])
        case _:
            return Claim(standing, told=said[Stated.TOLD])


def _typed(form: Form) -> Typed:
    """What was stated before."""
    visitor, claim = form.visitor, form.claim
    stated = {
        Stated.NAME: visitor.name if visitor else "",
        Stated.ADDRESS: visitor.address if visitor else "",
        Stated.BIRTH: visitor.birth.isoformat() if visitor and visitor.birth else "",
        Stated.TOLD: claim.told if claim else "",
        Stated.BODY: claim.body if claim else "",
        Stated.NUMBER: claim.number if claim else "",
    }
    return MappingProxyType({each: text for each, text in stated.items() if text})
