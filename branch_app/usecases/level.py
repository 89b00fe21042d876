"""How well a part of the counter is: what colour and symbol it is shown with."""

from enum import Enum


class Level(Enum):
    """Worst last."""

    GOOD = "good"
    UNKNOWN = "unknown"
    NOTICE = "notice"
    BAD = "bad"
