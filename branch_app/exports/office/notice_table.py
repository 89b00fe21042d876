"""本人通知 records as a table. Who a pseudonym stands for, only the openings tell, while they are kept."""

from collections.abc import Iterable

from branch_app.domain.reconcile.notices import Notice
from branch_app.exports.audit.csv_file import csv_bytes
from branch_app.strings import word

_HEAD = ("交付日", "本人(仮名)", "証明書", "通数", "請求者の区分")


def notices_csv(told: Iterable[Notice]) -> bytes:
    """As a spreadsheet opens it, one row a certificate and day."""
    rows = (
        (
            notice.business_date.isoformat(),
            notice.subject,
            word(notice.certificate),
            notice.copies,
            word(f"standing_{notice.requester.value}"),
        )
        for notice in told
    )
    return csv_bytes(_HEAD, rows)
