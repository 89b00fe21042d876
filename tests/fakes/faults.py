"""What goes wrong at a counter in the course of a day."""

from enum import Enum
from random import Random


class Fault(Enum):
    """One at a time, each with one form."""

    JAM = "a crumpled sheet"
    EMPTY = "no paper in the tray"
    UNKNOWN = "no news from the printer"
    VOID = "the citizen wants it no more, before the print"
    WITHDRAWN = "the citizen wants nothing, before paying"
    REFUSED = "one of two certificates is refused"
    RETURNED = "brought back the same day"
    LATER = "a paper of an earlier day is brought back"
    UNCOLLECTED = "nobody takes it"
    HOLD = "a block arrives after the print"
    RESTART = "the program stops while it prints"
    WRONG_CHANGE = "wrong change"
    GAP = "sheets are gone from the tray"
    PRESSED_TWICE = "the key of 収納 pressed twice"


def faults_of_a_day(chance: Random, forms: int) -> dict[int, Fault]:
    """By form: every kind at least once a day, and one form in ten besides."""
    kinds = [*Fault, *(chance.choice(list(Fault)) for _ in range(forms // 10))]
    return dict(zip(chance.sample(range(forms), len(kinds)), kinds, strict=True))
