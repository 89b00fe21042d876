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
    """What the presenter works with.

    ``free`` says whether the counter has the keys and no dialog lies over it, ``still`` whether nobody is typing: a
    card that comes meanwhile waits, because keys meant for something else would cost the citizen a try.
    """

    reader: CardReader
    presence: CardPresence
    sounder: Sounder
    clock: Clock
    free: Callable[[], bool] = lambda: True
    still: Callable[[], bool] = lambda: True


@dataclass(frozen=True, slots=True)
class _Tried:
    """What one PIN led to: whose form it is, or why it is nobody's yet."""

    application: ApplicationId
    applicant: Applicant | None = None
    error: MadoguchiError | None = None


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
        self._unlooked = False
        self._turn = 0

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
        pin, desk, number, turn = self.state.pin, self._desk(), self._number, self._turn
        opened, self._application = self._application, None
        self._change(stage=CardStage.PROVING, pin="", trouble=None)

        def identify(application: ApplicationId) -> Applicant:
            if number:
                return identify_by_city_card(desk, application, number, pin)
            return identify_by_card(desk, self._tools.reader, application, CardPins(pin))

        def job() -> _Tried:
            application = opened or accept(desk, self._form_number(), desk.new_request())
            try:
                return _Tried(application, identify(application))
            except MadoguchiError as error:
                return _Tried(application, error=error)

        self._work.run(
            Lane.DESK,
            job,
            lambda tried: self._tried(tried, turn),
            lambda error: self._not_identified(error) if turn == self._turn else None,
        )

    def scan(self, number: str) -> None:
        """A wedge read かわさき市民カード; its PIN is checked here and its tries are counted in the log."""
        free = self.state.stage is CardStage.REFUSED or (self.state.stage is CardStage.NONE and self._tools.free())
        if not free:
            return
        desk = self._desk()
        self._number = number
        self._ask(Lane.DESK, lambda: look_at_city_card(desk, number))

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

    def forget(self) -> None:
        """Somebody gets up: whatever lies there is looked at anew by the next one. An alarm rings on."""
        self._number, self._idle_since_ms = "", None
        self._polling = self._unlooked = False
        self._turn += 1
        self._become(CardState(alarm=self.state.alarm, absent=self.state.absent))
        self._withdraw()

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
        self._unlooked = (self._unlooked or came) and present
        if went:
            self._gone()
        elif self._unlooked and self._may_ask() and self._tools.still():
            self._look()
        elif present:
            self._remind()

    def _unseen(self, error: MadoguchiError) -> None:
        self._polling = False
        self._change(absent=error)
        if self.state.lies_there:
            self._change(lies_there=False)
            self._gone()

    def _look(self) -> None:
        self._idle_since_ms, self._number, self._unlooked = None, "", False
        self._ask(Lane.CARD, lambda: look_at_card(self._tools.reader))

    def _ask(self, lane: Lane, look: Callable[[], CardFacts]) -> None:
        self._turn += 1
        turn = self._turn
        self._change(stage=CardStage.LOOKING, facts=None, trouble=None, pin="")

        def looked(facts: CardFacts) -> None:
            if turn == self._turn and self._still_free():
                self._tools.sounder.play(Sound.ATTENTION)
                self._change(stage=CardStage.PIN, facts=facts)

        def refused(error: MadoguchiError) -> None:
            if turn == self._turn and self._still_free():
                self._refused(error)

        self._work.run(lane, look, looked, refused)

    def _may_ask(self) -> bool:
        return self._tools.free() and not self.state.alarm

    def _still_free(self) -> bool:
        """Something was opened over the counter while the card was looked at: it is looked at again later."""
        if self._may_ask():
            return True
        self._unlooked, self._number = self.state.lies_there and not self._number, ""
        self._change(stage=CardStage.NONE)
        return False

    def _refused(self, error: MadoguchiError) -> None:
        if isinstance(error, (CardAbsent, CardPulled)):
            self._change(stage=CardStage.NONE)
            return
        self._idle_since_ms = self._tools.clock.monotonic_ms()
        self._change(stage=CardStage.REFUSED, trouble=error)

    def _tried(self, tried: _Tried, turn: int) -> None:
        """Nobody else's card, and no card that was taken meanwhile, gets what this PIN led to."""
        if turn != self._turn:
            self._cancel(tried.application)
        elif tried.applicant is not None:
            self._change(stage=CardStage.PROVEN if self.state.lies_there else CardStage.NONE, facts=None)
            self._proved(tried.application, tried.applicant)
        elif tried.error is not None:
            self._application = tried.application
            self._not_identified(tried.error)

    def _not_identified(self, error: MadoguchiError) -> None:
        facts = self.state.facts
        if isinstance(error, PinWrong) and facts is not None:
            left = CardFacts(facts.kind, int(error.facts["left"]))
            self._change(stage=CardStage.PIN, facts=left, trouble=error)
            return
        self._refused(error)

    def _gone(self) -> None:
        """The card was taken; an alarm that rings goes on until somebody acknowledges it."""
        self._idle_since_ms = None
        self._turn += 1
        self._become(CardState(alarm=self.state.alarm, absent=self.state.absent))
        self._withdraw()

    def _withdraw(self) -> None:
        """A form on which nobody was identified is withdrawn, so that its number is accounted for."""
        application, self._application = self._application, None
        if application is not None:
            self._cancel(application)

    def _cancel(self, application: ApplicationId) -> None:
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
