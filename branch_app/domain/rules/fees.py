"""手数料: what a copy costs by certificate, channel, office and day; and what makes one free, by what was shown.

Differential fees (端末 250 where the counter takes 300) are rows of another channel, an office's own fee is a row
that names the office, a temporary fee is a row with a first and a last day beside the standing one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from branch_app.domain.values.validity import Validity

MAX_FEE = 100_000
"""Yen a copy: more is a slip of whoever typed the table."""


@dataclass(frozen=True, slots=True)
class Fee:
    """手数料 of one copy in yen; the certificate by its code, ``office`` by its code or "" for every one."""

    certificate: str
    channel: str
    yen: int
    validity: Validity
    office: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for a fee below nothing, or an absurd one."""
        if not 0 <= self.yen <= MAX_FEE:
            raise ValueError("yen")

    @property
    def rank(self) -> tuple[bool, int]:
        """Of several that hold the least counts: the office's own before all offices', the shortest-lived first."""
        return not self.office, (self.validity.last - self.validity.first).days


@dataclass(frozen=True, slots=True)
class Exemption:
    """A purpose that makes a certificate, by its code, free when one of ``evidence`` was shown."""

    purpose: str
    certificate: str
    evidence: tuple[str, ...]
    validity: Validity


@dataclass(frozen=True, slots=True)
class Shown:
    """What makes a line free: the purpose, and the code of what the clerk was shown for it."""

    purpose: str
    evidence: str


def fee_of(fees: Iterable[Fee], office: str, day: date) -> Fee | None:
    """The row that counts there that day, of rows for one certificate and channel; None when none holds."""
    held = (fee for fee in fees if fee.validity.holds(day) and fee.office in {"", office})
    return min(held, key=lambda fee: fee.rank, default=None)


def ambiguous(fees: Iterable[Fee]) -> Fee | None:
    """The first row beside which another says as much for a day: nobody could tell which of the two counts."""
    seen: dict[tuple[str, str, str], list[Fee]] = {}
    for fee in fees:
        others = seen.setdefault((fee.certificate, fee.channel, fee.office), [])
        if any(other.rank == fee.rank and _meet(other.validity, fee.validity) for other in others):
            return fee
        others.append(fee)
    return None


def _meet(one: Validity, other: Validity) -> bool:
    return one.first <= other.last and other.first <= one.last
