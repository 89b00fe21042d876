"""The card on the reader: noticed by itself, its PIN asked for once, and never left behind.

A try that a citizen has is used by nobody but the citizen: one PIN is sent once, and whatever comes back is shown
with the tries that are left.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from branch_app.domain.errors import CardAbsent, CardPulled, MadoguchiError, PinWrong
from branch_app.domain.values.identifiers import ApplicationId
from branch_app.ports import CardPresence, CardReader, Clock, Sound, Sounder
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.accept import accept
from branch_app.usecases.cancel import cancel
from branch_app.usecases.card_look import CardFacts, look_at_card, look_at_city_card
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import Applicant, CardPins, identify_by_card, identify_by_city_card

PIN_DIGITS = 4
GRACE_MS = 5_000
"""A card may lie so long after the work is done before the alarm begins."""


class CardStage(Enum):
    """What the card asks for."""

    NONE = "none"
    LOOKING = "looking"
    PIN = "pin"
    PROVING = "proving"
    PROVEN = "proven"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CardState:
    """``pin`` is kept out of every picture of this state; ``absent`` is why no reader can be asked."""

    stage: CardStage = CardStage.NONE
    lies_there: bool = False
    facts: CardFacts | None = None
    pin: str = field(default="", repr=False)
    trouble: MadoguchiError | None = None
    alarm: bool = False
    absent: MadoguchiError | None = None


@dataclass(frozen=True, slots=True)
class CardTools:
    """What the presenter works with."""

    reader: CardReader
    presence: CardPresence
    sounder: Sounder
    clock: Clock


Proved = Callable[[ApplicationId, Applicant], None]


class CardPresenter(Presenter[CardState]):
    """One reader. ``form_number`` gives the number of the form that a card opens; ``proved`` hears who it is."""

    def __init__(
        self, desk: Callable[[], Desk], work: Work, tools: CardTools, form_number: Callable[[], str], proved: Proved
    ) -> None:
        super().__init__(CardState())
        self._desk = desk
        self._work = work
        self._tools = tools
        self._form_number = form_number
        self._proved = proved
        self._application: ApplicationId | None = None
        self._number = ""
        self._idle_since_ms: int | None = None
        self._polling = False

    def poll(self) -> None:
        """Look at the reader; to be called every now and then."""
        if self._polling:
            return
        self._polling = True
        self._work.run(Lane.CARD, self._tools.presence.card_present, self._seen, self._unseen)

    def type_digit(self, digit: str) -> None:
        """One digit of the PIN."""
        if self.state.stage is CardStage.PIN and len(self.state.pin) < PIN_DIGITS:
            self._change(pin=self.state.pin + digit, trouble=None)

    def rub_out(self) -> None:
        """Take the last digit back."""
        self._change(pin=self.state.pin[:-1])

    def submit(self) -> None:
        """The citizen is done typing: the PIN is sent once."""
        if self.state.stage is not CardStage.PIN or len(self.state.pin) != PIN_DIGITS:
            return
        pin, desk, number = self.state.pin, self._desk(), self._number
        self._change(stage=CardStage.PROVING, pin="", trouble=None)

        def job() -> tuple[ApplicationId, Applicant]:
            if self._application is None:
                self._application = accept(desk, self._form_number(), desk.new_request())
            if number:
                return self._application, identify_by_city_card(desk, self._application, number, pin)
            return self._application, identify_by_card(desk, self._tools.reader, self._application, CardPins(pin))

        self._work.run(Lane.DESK, job, self._identified, self._not_identified)

    def scan(self, number: str) -> None:
        """A wedge read かわさき市民カード; its PIN is checked here and its tries are counted in the log."""
        if self.state.stage not in {CardStage.NONE, CardStage.REFUSED}:
            return
        desk = self._desk()
        self._number = number
        self._change(stage=CardStage.LOOKING, facts=None, trouble=None, pin="")
        self._work.run(Lane.DESK, lambda: look_at_city_card(desk, number), self._looked, self._refused)

    def leave(self) -> None:
        """Esc: nobody types a PIN. A form that was opened for it is withdrawn."""
        if self.state.stage in {CardStage.PIN, CardStage.REFUSED}:
            self._number = ""
            self._idle_since_ms = self._tools.clock.monotonic_ms() if self.state.lies_there else None
            self._change(stage=CardStage.NONE, pin="", facts=None, trouble=None)
            self._withdraw()

    def read_again(self) -> None:
        """The clerk asks for the card to be looked at once more."""
        if self.state.stage in {CardStage.NONE, CardStage.REFUSED} and self.state.lies_there:
            self._look()

    def work_done(self) -> None:
        """The papers are handed over: from now on the card has no business here."""
        self._idle_since_ms = self._tools.clock.monotonic_ms()

    def acknowledge(self) -> None:
        """The one way to end the alarm."""
        if self.state.alarm:
            self._tools.sounder.stop()
            self._idle_since_ms = self._tools.clock.monotonic_ms() if self.state.lies_there else None
            self._change(alarm=False)

    def _seen(self, present: bool) -> None:  # noqa: FBT001 - what the reader says
        self._polling = False
        came, went = present and not self.state.lies_there, self.state.lies_there and not present
        self._change(lies_there=present, absent=None)
        if came:
            self._look()
        elif went:
            self._gone()
        elif present:
            self._remind()

    def _unseen(self, error: MadoguchiError) -> None:
        self._polling = False
        self._change(absent=error)
        if self.state.lies_there:
            self._change(lies_there=False)
            self._gone()

    def _look(self) -> None:
        self._idle_since_ms, self._number = None, ""
        self._change(stage=CardStage.LOOKING, facts=None, trouble=None, pin="")
        self._work.run(Lane.CARD, lambda: look_at_card(self._tools.reader), self._looked, self._refused)

    def _looked(self, facts: CardFacts) -> None:
        if self.state.stage is CardStage.LOOKING:
            self._tools.sounder.play(Sound.ATTENTION)
            self._change(stage=CardStage.PIN, facts=facts)

    def _refused(self, error: MadoguchiError) -> None:
        if isinstance(error, (CardAbsent, CardPulled)):
            self._change(stage=CardStage.NONE)
            return
        self._idle_since_ms = self._tools.clock.monotonic_ms()
        self._change(stage=CardStage.REFUSED, trouble=error)

    def _identified(self, result: tuple[ApplicationId, Applicant]) -> None:
        self._application = None
        self._change(stage=CardStage.PROVEN if self.state.lies_there else CardStage.NONE, facts=None)
        self._proved(*result)

    def _not_identified(self, error: MadoguchiError) -> None:
        facts = self.state.facts
        if self.state.stage is not CardStage.PROVING:
            return
        if isinstance(error, PinWrong) and facts is not None:
            left = CardFacts(facts.kind, int(error.facts["left"]))
            self._change(stage=CardStage.PIN, facts=left, trouble=error)
            return
        self._refused(error)

    def _gone(self) -> None:
        """The card was taken; an alarm that rings goes on until somebody acknowledges it."""
        self._idle_since_ms = None
        self._become(CardState(alarm=self.state.alarm, absent=self.state.absent))
        self._withdraw()

    def _withdraw(self) -> None:
        """A form on which nobody was identified is withdrawn, so that its number is accounted for."""
        application, self._application = self._application, None
        if application is None:
            return
        desk = self._desk()
        self._work.run(Lane.DESK, lambda: cancel(desk, application), lambda _none: None, self._not_withdrawn)

    def _not_withdrawn(self, error: MadoguchiError) -> None:
        """It stays among the open ones, where it can be withdrawn by hand."""
        self._change(trouble=error)

    def _remind(self) -> None:
        since = self._idle_since_ms
        if since is None or self.state.alarm or self._tools.clock.monotonic_ms() - since < GRACE_MS:
            return
        self._tools.sounder.repeat(Sound.FORGOTTEN_CARD)
        self._change(alarm=True)
