"""The office's close as a table: one row a device, one for the sum."""

from branch_app.domain.reconcile.office import SUMMED, OfficeClose, SignedClose
from branch_app.exports.audit.csv_file import csv_bytes

_HEAD = ("log", "business_date", "supplement", *SUMMED, "last_running", "size", "root")


def office_csv(office: OfficeClose) -> bytes:
    """As a spreadsheet opens it; the last row is the office."""
    sums = [str(office.total(name)) for name in SUMMED]
    total = ("合計 / office", office.business_date, "", *sums, "", "", "")
    return csv_bytes(_HEAD, [*(_row(close) for close in office.closes), total])


def _row(close: SignedClose) -> tuple[str | int, ...]:
    claims = close.claims
    figures = (getattr(claims, name) for name in SUMMED)
    return (
        close.origin,
        claims.business_date,
        claims.supplement,
        *figures,
        claims.last_running,
        close.size,
        close.root.hex(),
    )
