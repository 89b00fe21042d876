"""A practised clerk: presses keys on the real presenters, and every key, thought and move of the hand is noted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from branch_app.domain.values.identifiers import ResidentId
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.ui.keys import DIGITS, FUNCTION_KEYS, PAGE, ROWS, Key
from tests.keycount.bench import Bench, residents
from tests.keycount.klm import Act, Operator
from tests.keycount.romaji import romaji

FIRST_LETTERS = 3
"""Of surname and of given name: so many a practised clerk types of each, before looking."""


class Block(Enum):
    """Where a hand may be."""

    LETTERS = "the letters"
    FUNCTION = "the function keys"
    PAD = "the number pad"
    ARROWS = "the arrows"
    PAPER = "the paper"


_CHORD = "Ctrl+"
_ARROWS = frozenset({Key.UP, Key.DOWN, Key.PAGE_UP, Key.PAGE_DOWN})
_FUNCTION = frozenset({*FUNCTION_KEYS, Key.ESCAPE})
_BOTH = frozenset({*DIGITS, Key.RETURN})
"""On the letters' block and on the pad: whichever the hand is nearer to."""
_PAD = frozenset({Key.PLUS, Key.MINUS})


class Why(Enum):
    """What has to be decided: the reasons for M."""

    WHO = "what to type of the name, or the date, on the form"
    ROW = "which row is this person"
    FORM = "which document lies there and what is asked for"
    WISH = "what else is asked for"
    MONEY = "what was handed over"
    PAGES = "counting the pages"
    SCREEN = "what the screen says"
    PAPER = "whether and how the paper came out"
    NUMBER = "the number on the top sheet"
    DRAWER = "how many pieces of this note or coin"
    SECRET = "recalling the password"  # noqa: S105 - a reason


@dataclass(slots=True)
class Clerk:
    """At the search box, with both hands on the letters."""

    bench: Bench
    acts: list[Act] = field(default_factory=list)
    at: Block = Block.LETTERS

    def press(self, *keys: Key) -> None:
        """On the counter, one after another; every one of them must mean something there."""
        for key in keys:
            self._note(key)
            assert self.bench.keyboard.press(key), key

    def window(self, key: Key, deed: Callable[[], object]) -> None:
        """A key that the window hears before the counter does; ``deed`` is what it calls."""
        self._note(key)
        deed()

    def digits(self, digits: str) -> None:
        """On the counter."""
        self.press(*(DIGITS[int(digit)] for digit in digits))

    def type(self, letters: str) -> None:
        """Into the search box, letter by letter."""
        self._go(Block.LETTERS)
        for letter in letters:
            self._key(letter)
            self.bench.search(self.bench.hits.typed + letter)

    def rub_out(self, letters: int) -> None:
        """Backspace in the search box."""
        for _ in range(letters):
            self._key("⌫")
            self.bench.search(self.bench.hits.typed[:-1])

    def convert(self, reading: str, written: str) -> None:
        """With the IME: the reading, Space to convert, Enter to commit; none of them reaches the counter."""
        self._go(Block.LETTERS)
        for key in (*reading, "変換", "確定"):
            self._key(key)
        self.bench.search(self.bench.hits.typed + written)

    def field(self, typed: str, entered: Callable[[], object] = lambda: None) -> None:
        """A field of a form and Enter, which goes to the next one or acts."""
        self._go(Block.LETTERS if typed and not typed.isdigit() else self._near())
        for letter in typed:
            self._key(letter)
        self._key("Enter")
        entered()

    def password(self, typed: str, entered: Callable[[], object]) -> None:
        """The clerk's own."""
        self.think(Why.SECRET)
        self._go(Block.LETTERS)
        self.acts += [Act(Operator.SECRET, "•") for _ in typed]
        self._key("Enter")
        entered()

    def citizen(self, digits: str) -> None:
        """The citizen types a PIN and Enter."""
        for key in (*(DIGITS[int(digit)] for digit in digits), Key.RETURN):
            self.acts.append(Act(Operator.THEIRS, "•"))
            self.bench.keyboard.press(key)

    def second(self, password: str) -> None:
        """The second person types a password and Enter."""
        self.acts += [Act(Operator.THEIRS, "•") for _ in (*password, "Enter")]
        self.bench.room.second.answer(password)

    def think(self, why: Why) -> None:
        """M."""
        self.acts.append(Act(Operator.MENTAL, why.value))

    def take_paper(self) -> None:
        """One hand fetches what came out."""
        self._go(Block.PAPER)

    def printed(self, ticks: int = 1) -> None:
        """The printer is asked so often; nobody does anything."""
        for _ in range(ticks):
            self.bench.room.counter.issue.tick()

    def find(self, resident: ResidentId) -> None:
        """By name as the form has it: the beginnings of both parts, one look, and the row."""
        self.think(Why.WHO)
        self.type(self.beginnings(resident))
        self.pick(resident)

    def beginnings(self, resident: ResidentId) -> str:
        """Of surname and given name."""
        surname, given = (romaji(part) for part in residents()[resident].kana.split("\u3000"))
        return f"{surname[:FIRST_LETTERS]} {given[:FIRST_LETTERS]}"

    def pick(self, resident: ResidentId) -> None:
        """Enter on the first row, the chord of its number on the next eight, beyond them ↓ and Enter.

        The number row lies in the letters' block, and so does Ctrl: the hands stay where they typed the name.
        """
        self.think(Why.ROW)
        found = self.bench.hits.found
        assert found is not None
        place = [hit.id for hit in found.rows].index(resident)
        if 0 < place < len(ROWS):
            self.press(ROWS[place])
        else:
            self.press(*(Key.DOWN for _ in range(place)), Key.RETURN)

    def order(self, *certificates: Key, documents: str = "1") -> None:
        """Form and document lie there: both are read at once, and typed in one go. A card needs no document."""
        self.think(Why.FORM)
        self.digits(documents)
        self.press(*certificates)

    def from_the_list(self, document: str) -> None:
        """A document without a key of its own: 9, down to its row by the fewest keys, Enter."""
        self.digits("9")
        proof = self.bench.room.proof.state
        rows = [each.code for each in proof.accepted].index(document) - proof.at
        paged = rows > PAGE // 2
        single = abs(rows - PAGE) if paged else rows
        self.press(*(Key.PAGE_DOWN,) * paged)
        self.press(*(Key.UP if paged and rows < PAGE else Key.DOWN,) * single, Key.RETURN)

    def pay(self, deposit: str = "") -> None:
        """The papers are made and the sum stands there; without a deposit it is the exact sum."""
        self.press(Key.F12)
        self.think(Why.MONEY)
        if deposit:
            self.digits(deposit)
        self.press(Key.F12)

    def finish(self, papers: int = 1) -> None:
        """Fetch, count and hand over: two acts, two keys."""
        self.printed(papers)
        self.hand_over(papers)

    def hand_over(self, papers: int = 1) -> None:
        """What lies in the tray is fetched in one go, and every paper counted by itself."""
        self.take_paper()
        for _ in range(papers):
            work = self.bench.room.counter.issue.state.work
            assert work is not None
            assert work.at is not None
            self.count_pages(str(work.at.pages))
        self.press(Key.RETURN)

    def count_pages(self, pages: str) -> None:
        """Of one paper."""
        self.think(Why.PAGES)
        self.digits(pages)

    def count_drawer(self, amount: int, counted: Callable[[int, int], object]) -> None:
        """Every denomination from the largest down; Enter alone where there is none."""
        for denomination in DENOMINATIONS:
            pieces, amount = divmod(amount, denomination)
            self.think(Why.DRAWER)
            counted(denomination, pieces)
            self.field(str(pieces) if pieces else "")

    def _note(self, key: Key) -> None:
        self._go(self._block_of(key))
        name = key.value
        if name.startswith(_CHORD):
            self._key(_CHORD)
            name = name.removeprefix(_CHORD)
        self._key(name)

    def _key(self, name: str) -> None:
        self.acts.append(Act(Operator.KEY, name))

    def _go(self, block: Block) -> None:
        if block is not self.at:
            self.acts.append(Act(Operator.MOVE, f"to {block.value}"))
            self.at = block

    def _near(self) -> Block:
        """Digits and Enter are on both: a hand on the letters or on the pad stays there."""
        return Block.LETTERS if self.at in {Block.LETTERS, Block.ARROWS} else Block.PAD

    def _block_of(self, key: Key) -> Block:
        if key in _ARROWS:
            return Block.ARROWS
        if key in _FUNCTION:
            return Block.FUNCTION
        if key in _PAD:
            return Block.PAD
        return self._near() if key in _BOTH else Block.LETTERS
