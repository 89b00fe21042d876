"""Receipts for tests."""

from dataclasses import replace
from datetime import date

from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.receipt import Anchor, ReceiptLine, ReceiptOrder
from branch_app.domain.values.payment import Means, Payment

LINES = (
    ReceiptLine(Certificate.JUMINHYO, 2, 300),
    ReceiptLine(Certificate.INKAN, 1, 300),
    ReceiptLine(Certificate.KISAIJIKO, 1, 0),
)
ANCHOR = Anchor(512, bytes.fromhex("9f3ab2c41d07") + bytes(26))


def receipt_order(lines: tuple[ReceiptLine, ...] = LINES, copy: int = 1, refunded_yen: int = 0) -> ReceiptOrder:
    """900 yen of 1,000 unless other lines are given, at an office that does not sell it."""
    total = sum(line.sum_yen for line in lines)
    tendered = -(-total // 1000) * 1000
    return ReceiptOrder(
        office="菅行政サービスコーナー",
        form="0042",
        issued=date(2026, 11, 26),
        lines=lines,
        total_yen=total,
        tendered_yen=tendered,
        change_yen=tendered - total,
        refunded_yen=refunded_yen,
        copy=copy,
        anchor=ANCHOR,
        specimen=False,
        payment=Payment(),
    )


def cashless_order(means: Means, slip: str, order: ReceiptOrder | None = None) -> ReceiptOrder:
    """The same, paid exactly by those means."""
    order = order or receipt_order()
    return replace(order, tendered_yen=order.total_yen, change_yen=0, payment=Payment(means, slip))
