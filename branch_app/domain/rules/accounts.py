"""収入科目: what a certificate's fee is booked under."""

from dataclasses import dataclass

from branch_app.domain.values.validity import Validity


@dataclass(frozen=True, slots=True)
class Account:
    """A row of ``accounts.csv``: the certificate, by its code, is booked under that account."""

    certificate: str
    name: str
    validity: Validity

    def __post_init__(self) -> None:
        """Raise ValueError for an account without a name."""
        if not self.name.strip():
            raise ValueError("account")
