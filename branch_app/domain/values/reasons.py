"""Why paper or money did not end as usual.

A closed set, because free text in a permanent log is a name waiting to be typed. What a clerk adds in words stands
in the log as a commitment only.
"""

from enum import Enum


class PaperReason(Enum):
    """Why a sheet or a copy was spoilt, lost or given up."""

    JAM = "jam"
    TORN = "torn"
    SMEARED = "smeared"
    TEST_PAGE = "test_page"
    NOT_FOUND = "not_found"
    WRONG_CERTIFICATE = "wrong_certificate"
    WRONG_SUBJECT = "wrong_subject"
    NOT_NEEDED = "not_needed"
    UNCOLLECTED = "uncollected"
    RETURNED = "returned"
    OTHER = "other"


class SheetOutcome(Enum):
    """What became of sheets that did not lie where the log had them: 紛失, 書損, 発見."""

    LOST = "lost"
    SPOILT = "spoilt"
    FOUND = "found"


class MoveReason(Enum):
    """Why cash came into a drawer, or left it, that is no fee: 釣銭の補充, 両替, 払込, 過不足の整理."""

    CHANGE = "change"
    EXCHANGE = "exchange"
    REMITTANCE = "remittance"
    FLOAT = "float"
    CORRECTION = "correction"
    OTHER = "other"


class SupplementReason(Enum):
    """Why a day that was closed is opened once more: what came after the close and belongs to it."""

    DELIVERED = "delivered"
    RETURNED = "returned"
    REFUND = "refund"
    CASH = "cash"
    SHEETS = "sheets"
    OTHER = "other"


class CashReason(Enum):
    """Why the drawer differs from what it should hold."""

    WRONG_CHANGE = "wrong_change"
    MISCOUNT = "miscount"
    FOUND = "found"
    OTHER = "other"


class RevealReason(Enum):
    """Why it is shown again who stands behind a certificate: 監査, 公的な照会, 本人等の申出, 誤りの調査."""

    AUDIT = "audit"
    INQUIRY = "inquiry"
    COMPLAINT = "complaint"
    MISTAKE = "mistake"
    OTHER = "other"


class AnswerReason(Enum):
    """What an office says of a case (回答): 説明できる, 当方の誤り, 訂正済み, 心当たりなし, 調査中."""

    EXPLAINED = "explained"
    OUR_MISTAKE = "our_mistake"
    CORRECTED = "corrected"
    NOT_KNOWN = "not_known"
    UNDER_REVIEW = "under_review"


class CloseReason(Enum):
    """Why head office closed a case (終了): 説明で了とする, 訂正を確認, 是正を指示, 誤検知, 後の記録で解消."""

    EXPLAINED = "explained"
    CORRECTED = "corrected"
    INSTRUCTED = "instructed"
    FALSE_ALARM = "false_alarm"
    RESOLVED = "resolved"
    """Later entries make it fit; no person closed it."""
