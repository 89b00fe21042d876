"""What head office tells a device: its enrolment, and the dated tables it published for everybody."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from branch_app.domain.log.canonical import to_canonical
from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.records.paper_trust import PaperStanding
from branch_app.domain.values.codec import encode


@dataclass(frozen=True, slots=True)
class PolicyBundle:
    """All tables as CSV texts by name, in force from the beginning of ``effective`` on.

    ``version`` counts publications: of two with the same day the later one counts.
    """

    version: int
    effective: date
    texts: Mapping[str, str]

    def __post_init__(self) -> None:
        """Raise ValueError for a version that central gives to nothing."""
        if self.version < 1:
            raise ValueError("version")

    @property
    def label(self) -> str:
        """What entries call these tables by: day of effect and number."""
        return f"{self.effective.isoformat()}.{self.version}"

    @property
    def mark(self) -> str:
        """Tells two bundles of one version apart: hex SHA-256 of the whole."""
        return hashlib.sha256(to_canonical(encode(self))).hexdigest()


@dataclass(frozen=True, slots=True)
class PolicyNews:
    """Bundles that a device did not hold which asked by version ``known``.

    ``mark`` is that of the bundle which head office has under that version, "" when it has none.
    """

    known: int
    bundles: tuple[PolicyBundle, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Instructions:
    """One answer of head office: taken whole, or not at all.

    ``policies`` are the bundles that the device did not hold; ``mark`` is that of the bundle which head office has
    under the version the device asked by, "" when it has none. ``papers`` is by what this device's papers are
    believed.
    """

    enrolment: Enrolment
    policies: tuple[PolicyBundle, ...]
    mark: str = ""
    papers: PaperStanding | None = None
