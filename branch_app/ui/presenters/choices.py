"""選択肢 of the line in hand: a dialog of all of them, the usual ones by keys of their own, and why not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from branch_app.domain.errors import ItemWithheld, MadoguchiError, MyNumberElsewhere, Refused
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.registers import RegisterName
from branch_app.domain.rules.entitlement import Admission
from branch_app.domain.rules.items import Item
from branch_app.domain.values.identifiers import ResidentId
from branch_app.ui.presenters.choice import MY_NUMBER, Choice, Circumstances, Kind, Relative
from branch_app.ui.presenters.choice_rows import choices_of
from branch_app.ui.presenters.counter import CounterPresenter, CounterState, Stage
from branch_app.ui.presenters.form import Form
from branch_app.ui.presenters.on_record import OnRecord, on_record
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.presenters.requester_standing import allowed_items, standings
from branch_app.ui.work import Lane, Work
from branch_app.usecases.desk import Desk
from branch_app.usecases.snapshot import Wish, registers_for

QUICK: tuple[tuple[Kind, ...], ...] = (
    (Kind.PART,),
    (Kind.HEAD, Kind.RELATIONSHIP),
    (Kind.HONSEKI,),
    (Kind.CODE,),
)
"""Ctrl+1 to Ctrl+4, whatever the certificate."""


@dataclass(frozen=True, slots=True)
class Choices:
    """``rows`` of the line in hand; ``at`` the marked one while the dialog is ``shown``.

    ``given`` is whether that certificate is given to such a requester at all, as far as the form says; ``trouble``
    why the row chosen last cannot be had.
    """

    rows: tuple[Choice, ...] = ()
    shown: bool = False
    at: int = 0
    given: bool = True
    relatives: tuple[Relative, ...] = ()
    trouble: MadoguchiError | None = None

    def quick(self, place: int) -> Choice | None:
        """The choice of Ctrl+1 to Ctrl+4, from 0; None where the certificate has none."""
        return next((row for row in self.rows if row.kind in QUICK[place]), None)


class ChoicesPresenter(Presenter[Choices]):
    """Over the form that is being filled in; what the registers hold of its subject is fetched once."""

    def __init__(self, desk: Callable[[], Desk], counter: CounterPresenter, work: Work) -> None:
        super().__init__(Choices())
        self._desk = desk
        self._counter = counter
        self._work = work
        self._known: dict[ResidentId, OnRecord] = {}
        self._asked: set[ResidentId] = set()
        self._turn = 0
        counter.listen(lambda _state: self._follow())

    def open(self) -> None:
        """Every choice of the line in hand, with reasons."""
        if self._free() and self._counter.state.form.line is not None:
            self._change(shown=True, at=0)

    def move(self, by: int) -> None:
        """Another row."""
        self._change(trouble=None, at=max(0, min(self.state.at + by, len(self.state.rows) - 1)))

    def choose(self) -> None:
        """The marked row: on, off, or instead of its neighbour."""
        self.take(self.state.at)

    def take(self, row: int) -> None:
        """The row at that place, from 0; what cannot be had says why, here and over the form."""
        if row < len(self.state.rows):
            self._change(at=row)
            self._take(self.state.rows[row])

    def quick(self, place: int) -> None:
        """Ctrl+1 to Ctrl+4: once more is back."""
        choice = self.state.quick(place) if self._free() else None
        if choice is None:
            return
        if choice.kind is Kind.PART and choice.on:
            choice = next(row for row in self.state.rows if row.kind is Kind.WHOLE)
        self._take(choice)

    def give_up(self) -> None:
        """Away with the dialog; what was chosen stays."""
        self._change(shown=False, at=0, trouble=None)

    def name_of(self, subject: ResidentId) -> str:
        """Of somebody of the household, or a relative in a 戸籍; "" of anybody else."""
        state = self._counter.state
        members = state.person.household.members if state.person else ()
        found = [member.name for member in members if member.id == subject]
        found += [state.removed.name] if state.removed and state.removed.resident.id == subject else []
        found += [relative.name for relative in self.state.relatives if relative.id == subject]
        return found[0] if found else ""

    def _take(self, choice: Choice) -> None:
        if choice.barred:
            trouble = self._why(choice)
            self._change(trouble=trouble if self.state.shown else None)
            self._counter.complain(trouble)
        else:
            self._change(trouble=None)
            self._counter.fill(self._counter.state.form.wished(choice.wish))

    def _why(self, choice: Choice) -> MadoguchiError:
        if choice.barred == MY_NUMBER:
            today = self._desk().today().isoformat()
            return MyNumberElsewhere(what=choice.wish.certificate.value, day=today)
        return ItemWithheld(why=choice.barred)

    def _free(self) -> bool:
        return self._counter.state.stage is Stage.FORM and not self._counter.issue.state.busy

    def _follow(self) -> None:
        """The form has changed, or somebody else is shown: nothing of the one before stays."""
        state = self._counter.state
        if state.stage is not Stage.FORM or state.shown is None:
            self._forget()
            return
        line = state.form.line
        if line is None:
            self._change(rows=(), shown=False, at=0, given=True, trouble=None)
            return
        self._fetch(state.form, line.wish)
        self._render(state, line.wish)

    def _forget(self) -> None:
        if self._asked:
            self._turn += 1
            self._known, self._asked = {}, set()
        self._become(Choices())

    def _render(self, state: CounterState, wish: Wish) -> None:
        allowed = self._allowed(state, wish)
        rows = choices_of(wish, self._around(state, wish, allowed or frozenset()))
        at = min(self.state.at, max(0, len(rows) - 1))
        relatives = self._relatives(state.form)
        self._become(Choices(rows, self.state.shown, at, allowed is not None, relatives, self.state.trouble))

    def _allowed(self, state: CounterState, wish: Wish) -> frozenset[Item] | None:
        admissions = self._admissions(wish.certificate, self._desk().today())
        return allowed_items(standings(state.form, wish, state.person), admissions)

    def _around(self, state: CounterState, wish: Wish, allowed: frozenset[Item]) -> Circumstances:
        person, known = state.person, self._known.get(wish.subject, OnRecord())
        here = person is not None and person.household.member(wish.subject) is not None
        return Circumstances(
            person.household.members if person is not None and here else (),
            known.families,
            known.removed,
            self._relatives(state.form),
            allowed,
            frozenset(offer.certificate for offer in state.offers),
        )

    def _relatives(self, form: Form) -> tuple[Relative, ...]:
        """Of the applicant alone: nobody else is entitled by being one."""
        if form.applicant is None or form.visitor is not None or form.claim is not None:
            return ()
        return self._known.get(form.applicant, OnRecord()).relatives

    def _fetch(self, form: Form, wish: Wish) -> None:
        """Once for everybody concerned, when the line is of a kind that asks for it."""
        family = RegisterName.KOSEKI in registers_for(wish.certificate)
        if not family and wish.certificate is not Certificate.JOHYO:
            return
        wanted = {wish.subject, *({form.applicant} if form.applicant is not None else set())}
        for resident in sorted(wanted - self._asked):
            self._asked.add(resident)
            self._read(resident)

    def _read(self, resident: ResidentId) -> None:
        """A row that breaks a rule offers no choice; the papers say why when they are made."""
        desk, turn = self._desk(), self._turn

        def found(record: OnRecord) -> None:
            if turn == self._turn:
                self._known[resident] = record
                self._follow()

        self._work.run(Lane.LOOKUP, lambda: on_record(desk, resident), found, lambda _error: None)

    def _admissions(self, certificate: Certificate, day: date) -> tuple[Admission, ...]:
        try:
            return self._desk().tables_on(day).admissions_on(certificate, day)
        except Refused:
            return ()
