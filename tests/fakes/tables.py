"""Dated tables for tests: small ones, empty but for what a test names, and those the program comes with."""

from datetime import date
from functools import cache

from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.policy import PolicyBundle
from branch_app.domain.rules.items import Item
from branch_app.domain.rules.policies import Edition, Policies
from branch_app.domain.rules.table_texts import TABLE_NAMES, parse_tables
from branch_app.domain.rules.tables import Tables
from branch_app.settings import table_texts
from sync.central.policies import FIRST_DAY

_CERTIFICATES = "code,name,valid_from,valid_until\n" + "".join(
    f"{certificate.value},証明書,,\n" for certificate in Certificate
)

_ENTITLEMENT = "certificate,standing,shows,valid_from,valid_until\n" + "".join(
    f"{certificate.value},self,{' '.join(item.value for item in Item)},,\n" for certificate in Certificate
)
_TAX_YEARS = "month,certified,valid_from,valid_until\n6,課税 非課税 免除,,\n"
_USUAL = {"certificates": _CERTIFICATES, "entitlement": _ENTITLEMENT, "tax_years": _TAX_YEARS}


def texts(**given: str) -> dict[str, str]:
    """CSV texts of every table."""
    return dict.fromkeys(TABLE_NAMES, "") | _USUAL | given


def tables(version: str = "v", **given: str) -> Tables:
    """The same, read."""
    return parse_tables(version, texts(**given))


def always(held: Tables) -> Policies:
    """Those tables, whatever the day."""
    return Policies((Edition(1, date.min, held),))


def priced(version: str, yen: int) -> Tables:
    """Every certificate costs that at the counter."""
    rows = "".join(f"{certificate.value},counter,{yen},,\n" for certificate in Certificate)
    return tables(version, fees=f"certificate,channel,yen,valid_from,valid_until\n{rows}")


def one_price(version: str, yen: int) -> Policies:
    """The same, whatever the day."""
    return always(priced(version, yen))


@cache
def shipped_policy() -> PolicyBundle:
    """What head office publishes on its first start."""
    return PolicyBundle(1, FIRST_DAY, table_texts())


@cache
def shipped() -> Tables:
    """The same, read."""
    return Edition.of(shipped_policy()).tables
