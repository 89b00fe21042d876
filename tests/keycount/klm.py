"""打鍵レベルモデル: how long a practised person needs for a task that they do without a mistake.

Operators and the way of placing them: S. K. Card, T. P. Moran, A. Newell, "The keystroke-level model for user
performance time with interactive systems", CACM 23(7), 1980.

    K  0.20 s  a key; Ctrl+2 is two, every character counts, and so does every ↓
    M  1.35 s  getting ready in the mind, before each run of keys that needs a decision, none inside a run
    H  0.40 s  the hand moves to another block of the keyboard, or to paper, card or money

The system's answers, the printer, and what hands do with paper, money and documents are no part of it: they take
the same time at any counter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Operator(Enum):
    """What somebody does; ``HUNDREDTHS`` says how long it takes."""

    KEY = "K"
    SECRET = "K of a password"  # noqa: S105 - the name of a kind of key
    THEIRS = "K of somebody else"
    """The citizen's PIN, a second person's password: counted, but not the clerk's time."""
    MENTAL = "M"
    MOVE = "H"


HUNDREDTHS = {
    Operator.KEY: 20,
    Operator.SECRET: 20,
    Operator.THEIRS: 0,
    Operator.MENTAL: 135,
    Operator.MOVE: 40,
}
"""Of a second."""


@dataclass(frozen=True, slots=True)
class Act:
    """One operator, with the reason why it stands where it stands, or the key."""

    operator: Operator
    what: str


@dataclass(frozen=True, slots=True)
class Count:
    """A task in figures."""

    keys: int
    """The clerk's, without passwords."""
    secret: int
    theirs: int
    mental: int
    moves: int

    @property
    def seconds(self) -> float:
        """By the model, the clerk's alone."""
        figures = zip(Operator, (self.keys, self.secret, self.theirs, self.mental, self.moves), strict=True)
        return sum(HUNDREDTHS[operator] * number for operator, number in figures) / 100


def count(acts: Sequence[Act]) -> Count:
    """Sum a task up."""
    return Count(*(sum(act.operator is operator for act in acts) for operator in Operator))
