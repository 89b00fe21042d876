"""What a 納入書 says: one closed day's takings by 収入科目, to be paid in."""

from dataclasses import dataclass
from datetime import date

from branch_app.domain.records.receipt import Anchor


@dataclass(frozen=True, slots=True)
class AccountLine:
    """収入科目 as the table names it, yen taken and given back."""

    account: str
    charged_yen: int
    refunded_yen: int

    def __post_init__(self) -> None:
        """Raise ValueError for an account without a name or a sum below nothing."""
        if not self.account.strip() or min(self.charged_yen, self.refunded_yen) < 0:
            raise ValueError("account")

    @property
    def net_yen(self) -> int:
        """What is paid in; below nothing when more was given back that day than taken."""
        return self.charged_yen - self.refunded_yen


@dataclass(frozen=True, slots=True)
class RemittanceOrder:
    """One 納入書 to make; ``number`` names it by device and day."""

    office: str
    device: str
    number: str
    business_date: date
    lines: tuple[AccountLine, ...]
    anchor: Anchor
    specimen: bool
    supplement: int = 0

    def __post_init__(self) -> None:
        """Raise ValueError for one account on two lines."""
        if len({line.account for line in self.lines}) != len(self.lines):
            raise ValueError("account")

    @property
    def total_yen(self) -> int:
        """Of all lines."""
        return sum(line.net_yen for line in self.lines)
