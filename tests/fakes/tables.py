"""Small dated tables for tests: whatever a test does not name is empty, the certificates aside."""

from datetime import date

from branch_app.domain.records.certificate import Certificate
from branch_app.domain.rules.policies import Edition, Policies
from branch_app.domain.rules.table_texts import TABLE_NAMES, parse_tables
from branch_app.domain.rules.tables import Tables

_CERTIFICATES = "code,name,valid_from,valid_until\n" + "".join(
    f"{certificate.value},証明書,,\n" for certificate in Certificate
)


def texts(**given: str) -> dict[str, str]:
    """CSV texts of every table."""
    return dict.fromkeys(TABLE_NAMES, "") | {"certificates": _CERTIFICATES} | given


def tables(version: str = "v", **given: str) -> Tables:
    """The same, read."""
    return parse_tables(version, texts(**given))


def always(held: Tables) -> Policies:
    """Those tables, whatever the day."""
    return Policies((Edition(1, date.min, held),))
