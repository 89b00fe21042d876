"""Orders of the office's own slips for tests."""

from datetime import date

from branch_app.domain.reconcile.assessment import AssessmentLine, AssessmentOrder
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.day_sheet import CashBalance, CashLine, DaySheetOrder, SheetLine, SoldLine
from branch_app.domain.records.receipt import Anchor
from branch_app.domain.records.remittance import AccountLine, RemittanceOrder
from branch_app.domain.records.request_form import RequestedLine, Requester, RequestFormOrder
from branch_app.domain.records.requester import Standing
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.domain.values.reasons import CashReason

ROOT = bytes.fromhex("9f3ab2c41d07") + bytes(range(26))
DAY = date(2026, 11, 26)
OFFICE = "菅行政サービスコーナー"
SOLD = (
    SoldLine(Certificate.JUMINHYO, 41, 1, 1, 0, 12_900, 300),
    SoldLine(Certificate.KISAIJIKO, 3, 0, 0, 3, 0, 0),
    SoldLine(Certificate.INKAN, 22, 0, 0, 0, 6_600, 0),
    SoldLine(Certificate.KOSEKI_ZENBU, 8, 0, 0, 0, 3_600, 0),
    SoldLine(Certificate.KAZEI, 2, 0, 0, 0, 600, 0),
)
SHEETS = (SheetLine("security", 212, 100, 0, 95, 3, 0, 1, 213),)
REGISTRY, TAX = (
    "使用料及び手数料\u3000手数料\u3000戸籍住民基本台帳手数料",
    "使用料及び手数料\u3000手数料\u3000税務手数料",
)
"""款 項 目."""
ASSESSED = (
    AssessmentLine(2025, REGISTRY, "14-2-1-1", 0, 0, 300),
    AssessmentLine(2026, REGISTRY, "14-2-1-1", 6_120, 1_836_000, 900, 450),
    AssessmentLine(2026, TAX, "14-2-1-2", 210, 63_000),
)
ACCOUNTS = (
    AccountLine("戸籍住民基本台帳手数料", 23_100, 300),
    AccountLine("税務手数料", 600, 0),
)


def counted(yen: int) -> tuple[CashLine, ...]:
    """The fewest notes and coins of that sum, none left out."""
    lines = []
    for denomination in DENOMINATIONS:
        pieces, yen = divmod(yen, denomination)
        lines.append(CashLine(denomination, pieces))
    return tuple(lines)


def day_sheet_order(sold: tuple[SoldLine, ...] = SOLD, short_by: int = 0) -> DaySheetOrder:
    """A day with a float of 30,000 yen."""
    charged, refunded = (sum(line.charged_yen for line in sold), sum(line.refunded_yen for line in sold))
    cash = counted(30_000 + charged - refunded - short_by)
    reason = CashReason.WRONG_CHANGE if short_by else None
    return DaySheetOrder(
        office=OFFICE,
        device="C06-1",
        business_date=DAY,
        forms=61,
        last_running=1_482,
        lines=sold,
        cash=CashBalance(30_000, charged, refunded, cash, reason),
        sheets=SHEETS,
        anchor=Anchor(2_841, ROOT),
        specimen=False,
    )


def remittance_order(lines: tuple[AccountLine, ...] = ACCOUNTS) -> RemittanceOrder:
    """The same day's takings."""
    return RemittanceOrder(
        office=OFFICE,
        device="C06-1",
        number="C06-1-20261126",
        business_date=DAY,
        lines=lines,
        anchor=Anchor(2_841, ROOT),
        specimen=False,
    )


def request_form_order(lines: tuple[RequestedLine, ...] = ()) -> RequestFormOrder:
    """Two certificates for the family's own head unless others are given."""
    return RequestFormOrder(
        office=OFFICE,
        addressee="川崎市長",
        form="0042",
        issued=DAY,
        requester=Requester(
            "川崎\u3000太郎", "カワサキ\u3000タロウ", "神奈川県川崎市多摩区菅九丁目99番1号", "昭和50年4月1日"
        ),
        lines=lines
        or (
            RequestedLine(Certificate.JUMINHYO, "川崎\u3000太郎", 2, "", Standing.SELF),
            RequestedLine(
                Certificate.KISAIJIKO, "川崎\u3000花子", 1, "年金受給権者現況届", Standing.SAME_HOUSEHOLD
            ),
        ),
        evidence="個人番号カード",
        specimen=False,
    )


def assessment_order() -> AssessmentOrder:
    """April, when something still went back for the year before."""
    return AssessmentOrder(OFFICE, "suge-01", 2026, 4, ASSESSED, Anchor(2_841, ROOT), specimen=False)
