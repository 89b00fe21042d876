"""請求者: who asks for a certificate, and as what."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from branch_app.domain.values.identifiers import ResidentId


class Standing(Enum):
    """As what somebody may have a certificate, the closest first.

    The registers show the first four: 本人, 同一世帯, 同居の親族, and 配偶者・直系 recorded in a 戸籍. Others are
    claimed: 代理人 with a 委任状, 第三者 with a 正当な理由, 公用. A relation may be claimed too, by a 戸籍 shown.
    """

    SELF = "self"
    SAME_HOUSEHOLD = "same_household"
    HOUSEHOLD_FAMILY = "household_family"
    FAMILY = "family"
    AGENT = "agent"
    THIRD_PARTY = "third_party"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class Claim:
    """As what somebody asks whom no register here shows to be entitled, with what the clerk was told and saw.

    FAMILY: ``told`` says which 戸籍 shows the relation. AGENT: ``giver`` signed the 委任状 seen, or is represented
    by law. THIRD_PARTY: ``told`` is the 正当な理由 in words. OFFICIAL: ``body`` asks by its letter ``number``.
    All of it is personal and stands in the log as a commitment only.
    """

    standing: Standing
    told: str = ""
    giver: ResidentId | None = None
    body: str = ""
    number: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for a claim that names nothing it rests on."""
        rests_on = {
            Standing.FAMILY: bool(self.told.strip()),
            Standing.AGENT: self.giver is not None,
            Standing.THIRD_PARTY: bool(self.told.strip()),
            Standing.OFFICIAL: bool(self.body.strip() and self.number.strip()),
        }
        if not rests_on.get(self.standing, False):
            raise ValueError("claim")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody on no register here, as documents name them; ``birth`` is None for who acts for a public body."""

    name: str
    address: str
    birth: date | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for a nobody."""
        if not self.name.strip() or not self.address.strip():
            raise ValueError("visitor")
