"""その他の証明書: what an office offers beyond the keys F1 to F7, chosen from a list on F8."""

from dataclasses import dataclass

from branch_app.domain.rules.catalogue import Listed
from branch_app.ui.presenters.asking import Asking
from branch_app.ui.presenters.counter import CounterPresenter, CounterState, Stage
from branch_app.ui.presenters.form import Offered
from branch_app.ui.presenters.presenter import Presenter

CERTIFICATE_KEYS = 8
"""F1 to F8; where more is offered, F8 opens the list of those from the eighth on."""
_FIRST = CERTIFICATE_KEYS - 1


@dataclass(frozen=True, slots=True)
class CertificateList:
    """What stands on the screen; ``at`` is the row that Enter chooses, from 0.

    ``offers`` have no key of their own; after them ``unoffered`` stand with their reasons and cannot be chosen.
    """

    offers: tuple[Offered, ...] = ()
    unoffered: tuple[Listed, ...] = ()
    at: int = 0

    @property
    def shown(self) -> bool:
        """Whether the list has the keys."""
        return self.rows > 0

    @property
    def rows(self) -> int:
        """Of both kinds."""
        return len(self.offers) + len(self.unoffered)


def beyond_keys(state: CounterState) -> CertificateList:
    """What F8 opens: nothing while every certificate of the city has a key of its own."""
    if len(state.offers) <= CERTIFICATE_KEYS and not state.unoffered:
        return CertificateList()
    return CertificateList(state.offers[_FIRST:], state.unoffered)


class CertificateListPresenter(Presenter[CertificateList]):
    """Over the form that is being filled in; whatever happens to it meanwhile, a card or a lock, ends the list."""

    def __init__(self, counter: CounterPresenter, asking: Asking) -> None:
        super().__init__(CertificateList())
        self._counter = counter
        self._asking = asking
        counter.listen(lambda _state: self.give_up())

    def open(self) -> None:
        """F8: only over a form that may be filled in now, and only if something stands in the list."""
        if self._counter.state.stage is Stage.FORM and not self._counter.issue.state.busy:
            self._become(beyond_keys(self._counter.state))

    def move(self, by: int) -> None:
        """Another row."""
        self._change(at=max(0, min(self.state.at + by, self.state.rows - 1)))

    def choose(self) -> None:
        """The row that is marked."""
        self.take(self.state.at)

    def take(self, row: int) -> None:
        """The row at that place, from 0, as by a key of its own; one that is not offered changes nothing."""
        if row < len(self.state.offers):
            self.give_up()
            self._asking.by_key(_FIRST + row)

    def give_up(self) -> None:
        """Away with the list."""
        self._become(CertificateList())
