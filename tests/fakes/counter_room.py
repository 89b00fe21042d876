"""The whole counter screen without a display: real desk, real presenters, keys by name."""

from dataclasses import dataclass, field, replace

from branch_app.documents.pages import PdfPages
from branch_app.documents.receipt import ReceiptPapers
from branch_app.documents.slips import SlipPapers
from branch_app.domain.log.commitment import Retention
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.enrolment import Role
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.vouching import Challenge, Vouched
from branch_app.ports import CardPresence, CardReader, Sound
from branch_app.settings import RESOURCES
from branch_app.ui.keys import DIGITS, Key
from branch_app.ui.presenters.asking import Asking
from branch_app.ui.presenters.bringing_back import BringingBackPresenter
from branch_app.ui.presenters.card import CardPresenter, CardTools
from branch_app.ui.presenters.certificate_list import CertificateListPresenter
from branch_app.ui.presenters.choices import ChoicesPresenter
from branch_app.ui.presenters.counter import CounterPresenter
from branch_app.ui.presenters.counter_room import CounterRoom
from branch_app.ui.presenters.exempting import ExemptingPresenter
from branch_app.ui.presenters.form import Offered
from branch_app.ui.presenters.hits import HitsPresenter
from branch_app.ui.presenters.issue import IssuePresenter
from branch_app.ui.presenters.keyboard import CounterKeyboard
from branch_app.ui.presenters.preview import PreviewPresenter
from branch_app.ui.presenters.proof import ProofPresenter
from branch_app.ui.presenters.receipts import ReceiptsPresenter, ReceiptTools, SlipTools
from branch_app.ui.presenters.recent import RecentPresenter
from branch_app.ui.presenters.requester import RequesterPresenter
from branch_app.ui.presenters.second_person import Circle, SecondPersonPresenter
from branch_app.ui.presenters.terminal import TerminalPresenter
from branch_app.ui.presenters.voiding import VoidingPresenter
from branch_app.ui.work import Work
from branch_app.usecases.desk import Desk
from branch_app.usecases.front_door import Doorplate
from branch_app.usecases.look_up import holds_removed
from branch_app.usecases.next_form import next_form
from tests.fakes.direct_work import DirectWork


@dataclass(slots=True)
class Ears:
    """``Sounder`` that remembers."""

    playing: Sound | None = None
    played: list[Sound] = field(default_factory=list)

    def play(self, sound: Sound) -> None:
        """Once."""
        self.played.append(sound)

    def repeat(self, sound: Sound) -> None:
        """Until stopped."""
        self.playing = sound

    def stop(self) -> None:
        """Silence."""
        self.playing = None

    def available(self) -> bool:
        """Always."""
        return True


@dataclass(slots=True)
class Receipted:
    """``ReceiptPrinter`` that keeps what it printed."""

    printed: list[str] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)

    def print(self, pdf: bytes, name: str) -> None:
        """Keep its name and the file."""
        self.printed.append(name)
        self.files.append(pdf)


@dataclass(slots=True)
class Closes:
    """``CloseFolder`` that keeps what was put there."""

    place: str = "closes"
    files: dict[str, bytes] = field(default_factory=dict)

    def save(self, name: str, data: bytes) -> None:
        """Keep it."""
        self.files[name] = data


@dataclass(frozen=True, slots=True)
class Colleague:
    """``SecondPersons``: somebody who always says yes, by whatever is typed."""

    desk: Desk

    def beside(self, operator: str, _password: str, _action: Vouched) -> Pseudonym:
        """Yes."""
        return self.desk.veil.person(operator, Retention.STAFF)[0]

    def challenge(self, action: Vouched) -> Challenge:
        """Read this out."""
        return Challenge("12345678", action, 5)

    def by_telephone(self, supervisor: str, action: Vouched, _code: str) -> Pseudonym:
        """Yes."""
        return self.beside(supervisor, "", action)


def room_of(
    desk: Desk,
    reader: CardReader,
    presence: CardPresence,
    printer: Receipted | None = None,
    work: Work | None = None,
) -> CounterRoom:
    """Every presenter of the counter over that desk; all work is done at once, unless told otherwise."""
    work = work or DirectWork()
    hits = HitsPresenter(lambda: desk.register, work, desk.today, lambda: holds_removed(desk))
    issue = IssuePresenter(lambda: desk, work, desk.clock)
    counter = CounterPresenter(lambda: desk, work, hits, issue)
    asking = Asking(lambda: desk, counter)
    plates = tuple(
        Doorplate(person.id, person.name, person.roles, has_slot=Role.AUDITOR not in person.roles)
        for person in desk.enrolment.roster
    )
    second = SecondPersonPresenter(lambda: Circle(lambda: plates, "clerk-1", Colleague(desk)), work)
    recent = RecentPresenter(lambda: desk, work)
    tools = CardTools(reader, presence, Ears(), desk.clock)
    room = CounterRoom(
        counter=counter,
        asking=asking,
        certificates=CertificateListPresenter(counter, asking),
        choices=ChoicesPresenter(lambda: desk, counter, work),
        requester=RequesterPresenter(lambda: desk, counter, asking),
        exempting=ExemptingPresenter(lambda: desk, counter),
        terminal=TerminalPresenter(issue, second),
        card=CardPresenter(lambda: desk, work, tools, lambda: next_form(desk), counter.proved),
        proof=ProofPresenter(lambda: desk, counter),
        voiding=VoidingPresenter(issue, second),
        second=second,
        recent=recent,
        bringing_back=BringingBackPresenter(lambda: desk, work, counter, recent),
        preview=PreviewPresenter(lambda: desk, PdfPages(), work),
        receipts=ReceiptsPresenter(lambda: desk, work, second, _receipt_tools(printer or Receipted())),
    )
    counter.begin(desk.today())
    room.proof.begin(desk.today())
    return room


def _receipt_tools(printer: Receipted) -> ReceiptTools:
    return ReceiptTools(ReceiptPapers(RESOURCES), printer, SlipTools(SlipPapers(RESOURCES), printer))


def offer(room: CounterRoom, count: int) -> tuple[Offered, ...]:
    """As at an office that offers so many: the known ones over and over, each place with a fee of its own."""
    kinds = tuple(Certificate)
    offers = tuple(Offered(kinds[place % len(kinds)], 100 + place) for place in range(count))
    room.counter._become(replace(room.counter.state, offers=offers, unoffered=()))
    return offers


@dataclass(slots=True)
class Hands:
    """A clerk at that counter; ``keys`` counts every stroke, ``moments`` every stop to think or to look."""

    room: CounterRoom
    keyboard: CounterKeyboard = field(init=False)
    keys: int = 0

    def __post_init__(self) -> None:
        self.keyboard = CounterKeyboard(self.room)

    def press(self, *keys: Key) -> None:
        """One after another."""
        for key in keys:
            self.keys += 1
            self.keyboard.press(key)

    def digits(self, digits: str) -> None:
        """On the number pad."""
        self.press(*(DIGITS[int(digit)] for digit in digits))

    def type(self, words: str) -> None:
        """Into the search box, letter by letter."""
        typed = self.room.counter.hits.state.typed
        for letter in words:
            self.keys += 1
            typed += letter
            self.room.counter.hits.type(typed)

    def wait(self, ticks: int = 1) -> None:
        """The printer is asked so often."""
        for _ in range(ticks):
            self.room.counter.issue.tick()
