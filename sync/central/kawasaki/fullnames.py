"""A name as registers hold it: surname, given name, and the other names beside them."""

from dataclasses import dataclass

from branch_app.domain.records.resident import OtherName
from sync.central.example.population import Name

GAP = "\u3000"
"""Between surname and given name."""


@dataclass(frozen=True, slots=True)
class FullName:
    """Surname and given name, with 旧氏 or 通称 where there is one."""

    surname: Name
    given: Name
    former: OtherName | None = None
    alias: OtherName | None = None

    @property
    def written(self) -> str:
        """Parted by U+3000."""
        return f"{self.surname.written}{GAP}{self.given.written}"

    @property
    def kana(self) -> str:
        """Parted by U+3000."""
        return f"{self.surname.kana}{GAP}{self.given.kana}"
