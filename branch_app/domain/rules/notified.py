"""本人通知: of whose requests the person concerned is told."""

from dataclasses import dataclass

from branch_app.domain.records.requester import Standing
from branch_app.domain.values.validity import Validity


@dataclass(frozen=True, slots=True)
class Notified:
    """A row of ``notices.csv``: a paper given to somebody of that standing is told to the person it is about."""

    standing: Standing
    validity: Validity

    def __post_init__(self) -> None:
        """Raise ValueError for 公用, which is never told, and for the person's own request."""
        if self.standing in {Standing.OFFICIAL, Standing.SELF}:
            raise ValueError("standing")
