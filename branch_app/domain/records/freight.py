"""What crosses the line to head office, and in which order: one list for the window, the command and the stick."""

from enum import Enum


class Freight(Enum):
    """In order: first what keeps people from harm, then what papers are made by, then what can wait."""

    RESTRICTIONS = "restrictions"
    """Holds told by telephone up, the list of restrictions (発行制限) down."""
    POLICY = "policy"
    """Dated tables down."""
    REGISTERS = "registers"
    """What changed in the registers down, or a generation where nothing follows."""
    OPERATORS = "operators"
    """The roster (職員名簿) down, with the rest of the enrolment."""
    ENTRIES = "entries"
    """The log up; what the registers above became stands in it."""
    CASES = "cases"
    """What head office found down, compared with the entries that have just come."""
    RECOVERY = "recovery"
    """A recovery code up, where the last one was spoken aloud."""
