"""What is asked for on the form in hand: certificates by their keys, and the purpose that may make a line free."""

from collections.abc import Callable
from dataclasses import replace

from branch_app.domain.records.certificate import Certificate
from branch_app.strings import purposes_known
from branch_app.ui.presenters.counter import CounterPresenter, Stage
from branch_app.ui.presenters.form import Form
from branch_app.usecases.desk import Desk
from branch_app.usecases.exemption import proposed
from branch_app.usecases.make_papers import Line


class Asking:
    """Over the form that is being filled in; what the table makes free is proposed, never taken as confirmed."""

    def __init__(self, desk: Callable[[], Desk], counter: CounterPresenter) -> None:
        self._desk = desk
        self._counter = counter

    def by_key(self, place: int) -> None:
        """The certificate key at that place, from 0."""
        state = self._counter.state
        if state.stage is Stage.FORM and place < len(state.offers):
            self.certificate(state.offers[place].certificate)

    def certificate(self, certificate: Certificate) -> None:
        """From the keys or the list; for an authority (公用) a new line is proposed as free."""
        before = self._counter.state.form
        form = before.asked(certificate)
        line = form.line
        if line is not None and len(form.lines) > len(before.lines) and self.may_be_free(line):
            form = form.for_purpose(line.wish.purpose, exempt=True)
        self._counter.fill(form)

    def by_another(self, form: Form) -> None:
        """Who asks, and as what, may make lines free: 公用."""
        self._counter.fill(form.proposed(self.may_be_free))

    def next_purpose(self) -> None:
        """Another purpose for the line; where the table makes it free, that is proposed."""
        form = self._counter.state.form
        line = form.line
        if line is None:
            return
        purposes = ("", *purposes_known())
        purpose = purposes[(purposes.index(line.wish.purpose) + 1) % len(purposes)]
        other = replace(line, wish=replace(line.wish, purpose=purpose))
        self._counter.fill(form.for_purpose(purpose, exempt=self.may_be_free(other)))

    def may_be_free(self, line: Line) -> bool:
        """Whether what it is for, or as what somebody asks, may make the line free today."""
        return bool(proposed(self._desk(), line.wish))
