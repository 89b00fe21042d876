"""A second person's yes from head office: eight digits over the telephone, for one act on one device, once.

The clerk reads out the challenge, the supervisor's answer is made from it with a secret that only central and this
device hold. So the line may be down, and an answer for a void closes no day.
"""

import hmac
from dataclasses import dataclass
from enum import Enum

CHALLENGE_DIGITS = 8
ANSWER_DIGITS = 8


class Vouched(Enum):
    """What a second person says yes to."""

    VOID = "void"
    REFUND = "refund"
    CLOSE = "close"
    CLOCK = "clock"
    HOLD = "hold"
    LIFT = "lift"
    EXTEND = "extend"
    DIFFERENCE = "difference"
    PAY_OUT = "pay_out"
    HAND_OVER = "hand_over"
    GAP = "gap"
    RELEASE = "release"
    SUPPLEMENT = "supplement"
    EXPORT = "export"
    REPRINT = "reprint"
    REISSUE = "reissue"
    REVEAL = "reveal"


GRAVE = frozenset({Vouched.RELEASE, Vouched.REVEAL})
"""What a colleague's yes is not enough for: a supervisor says it."""


class VouchedBy(Enum):
    """How they said it: with their own password beside the first, or by telephone."""

    PASSWORD = "password"  # noqa: S105 - a word, not one
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True)
class Vouching:
    """Everything an answer is bound to."""

    device: str
    epoch: int
    action: Vouched
    challenge: str
    supervisor: str

    def answer(self, secret: bytes) -> str:
        """Eight digits: HMAC-SHA-256(secret, all fields) modulo 10⁸; guessing meets the tries of the challenge."""
        fields = (self.device, str(self.epoch), self.action.value, self.challenge, self.supervisor)
        message = b"".join(len(field.encode()).to_bytes(4) + field.encode() for field in fields)
        digest = hmac.digest(secret, b"madoguchi vouching v1" + message, "sha256")
        return f"{int.from_bytes(digest) % 10**ANSWER_DIGITS:0{ANSWER_DIGITS}d}"


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the clerk reads out to head office, in two groups, and how many answers it still takes."""

    digits: str
    action: Vouched
    tries_left: int

    def __post_init__(self) -> None:
        """Raise ValueError for what could not be read out."""
        if len(self.digits) != CHALLENGE_DIGITS or not (self.digits.isascii() and self.digits.isdigit()):
            raise ValueError("digits")
