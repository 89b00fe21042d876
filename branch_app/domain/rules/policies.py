"""Which tables are in force: the business date decides, so that a device switches at midnight by itself."""

from dataclasses import dataclass
from datetime import date

from branch_app.domain.errors import DataStale
from branch_app.domain.records.policy import PolicyBundle
from branch_app.domain.rules.table_texts import parse_tables
from branch_app.domain.rules.tables import Tables

NONE = "none"
"""What an entry says that was written while no tables were in force."""
POLICY = "policy"
"""What the tables go by beside registers and restrictions."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A published bundle that was read."""

    version: int
    effective: date
    tables: Tables

    @classmethod
    def of(cls, bundle: PolicyBundle) -> "Edition":
        """Read a bundle.

        Raises:
            BadInput: it has other tables than this build knows, or a cell that means nothing.
        """
        return cls(bundle.version, bundle.effective, parse_tables(bundle.label, bundle.texts))


@dataclass(frozen=True, slots=True)
class Policies:
    """Everything published that is held: the one in force, those before and the next ones."""

    editions: tuple[Edition, ...] = ()

    def on(self, day: date) -> Tables:
        """The tables in force that day.

        Raises:
            DataStale: none; without rules nothing is issued.
        """
        edition = self.edition_on(day)
        if edition is None:
            raise DataStale(register=POLICY)
        return edition.tables

    def edition_on(self, day: date) -> Edition | None:
        """The one with the latest day of effect that has come, of several the last published; None before all."""
        begun = [edition for edition in self.editions if edition.effective <= day]
        return max(begun, key=lambda edition: (edition.effective, edition.version), default=None)

    def label_on(self, day: date) -> str:
        """What an entry of that day calls the tables by."""
        edition = self.edition_on(day)
        return edition.tables.version if edition else NONE

    def coming(self, day: date) -> tuple[Edition, ...]:
        """Those that take effect after that day, each day's last published, in order."""
        days = sorted({edition.effective for edition in self.editions if edition.effective > day})
        found = (self.edition_on(later) for later in days)
        return tuple(edition for edition in found if edition)
