"""The columns of the tables, each with its meaning, and the files made of them.

The files and columns are version 2 of the export: another set is another version, because the verifier derives
them from the log anew and compares bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from branch_app.exports.audit.act_rows import ActRow
from branch_app.exports.audit.csv_file import csv_bytes
from branch_app.exports.audit.drawer_rows import DrawerRow
from branch_app.exports.audit.layout import ACTS, COLUMNS, DRAWER, FEES, ISSUES
from branch_app.exports.audit.rows import FeeRow, IssueRow, Rows

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """Name in the header, meaning in Japanese and English, and how a row fills it."""

    name: str
    japanese: str
    english: str
    cell: Callable[[R], str | int]


_ISSUES: tuple[Column[IssueRow], ...] = (
    Column(
        "entry",
        "発行番号を付けた記録の位置(0から)",
        "log entry that gave the number, from 0",
        lambda row: row.entry,
    ),
    Column("business_date", "業務日", "business date", lambda row: row.business_date),
    Column("number", "発行番号", "issue number, printed on the paper", lambda row: row.number),
    Column("job", "1通ごとの識別子", "id of the one copy", lambda row: row.job),
    Column("application", "申請の識別子", "id of the application", lambda row: row.application),
    Column("form", "交付請求書の番号", "number of the application form", lambda row: row.form),
    Column(
        "item", "申請の中の証明書の識別子", "id of the certificate within the application", lambda row: row.item
    ),
    Column("certificate", "証明書の種類", "kind of certificate", lambda row: row.certificate),
    Column("state", "最後の状態", "last state", lambda row: row.state.value),
    Column("attempts", "印刷した回数", "number of print attempts", lambda row: row.attempts),
    Column(
        "sheets",
        "使った用紙の番号(書損・紛失を含む)",
        "sheets used, spoilt and lost ones included",
        lambda row: " ".join(row.sheets),
    ),
    Column("prepared_at", "作成日時", "when prepared", lambda row: row.prepared_at),
    Column("reserved_at", "最後に印刷へ回した日時", "when last reserved for printing", lambda row: row.reserved_at),
    Column("printed_at", "最後に印刷された日時", "when last printed", lambda row: row.printed_at),
    Column("delivered_at", "交付日時", "when handed over", lambda row: row.delivered_at),
    Column("voided_at", "取消日時", "when voided", lambda row: row.voided_at),
    Column("void_reason", "取消理由", "reason of the voiding", lambda row: row.void_reason),
    Column("fee_yen", "収納した手数料(円)", "fee charged, yen", lambda row: row.fee_yen),
    Column("refunded_yen", "還付した額(円)", "refunded, yen", lambda row: row.refunded_yen),
)
_FEES: tuple[Column[FeeRow], ...] = (
    Column("entry", "記録の位置(0から)", "log entry, from 0", lambda row: row.entry),
    Column("business_date", "業務日", "business date", lambda row: row.business_date),
    Column("at", "日時", "when", lambda row: row.at),
    Column(
        "movement",
        "区分(charged 収納、exempt 免除、refunded 還付)",
        "charged, exempt or refunded",
        lambda row: row.movement.value,
    ),
    Column("application", "申請の識別子", "id of the application", lambda row: row.application),
    Column("form", "交付請求書の番号", "number of the application form", lambda row: row.form),
    Column("number", "還付した発行番号", "issue number that was refunded", lambda row: row.number),
    Column("charged_yen", "収納額(円)", "charged, yen", lambda row: row.charged_yen),
    Column("tendered_yen", "預り金(円)", "tendered, yen", lambda row: row.tendered_yen),
    Column("change_yen", "釣銭(円)", "change given, yen", lambda row: row.change_yen),
    Column("refunded_yen", "還付額(円)", "refunded, yen", lambda row: row.refunded_yen),
    Column(
        "means",
        "支払方法(cash 現金、card カード、e_money 電子マネー、code コード決済、postal_order 定額小為替)",
        "cash, through a terminal (card, e_money, code), or postal_order",
        lambda row: row.means.value,
    ),
    Column("slip", "決済端末の伝票番号", "number on the terminal's paper", lambda row: row.slip),
)
_DRAWER: tuple[Column[DrawerRow], ...] = (
    Column("entry", "記録の位置(0から)", "log entry, from 0", lambda row: row.entry),
    Column("business_date", "業務日", "business date", lambda row: row.business_date),
    Column("at", "日時", "when", lambda row: row.at),
    Column(
        "kind",
        "区分(paid_in 入金、paid_out 出金、inspected 点検、counted 実査、handed_over 引継)",
        "paid_in, paid_out, inspected, counted or handed_over",
        lambda row: row.kind,
    ),
    Column("amount_yen", "入金または出金の額(円)", "paid in or out, yen", lambda row: row.amount_yen),
    Column("counted_yen", "実査額(円)", "counted, yen", lambda row: row.counted_yen),
    Column("expected_yen", "あるべき額(円)", "expected, yen", lambda row: row.expected_yen),
    Column("reason", "理由", "reason", lambda row: row.reason),
    Column("operator", "操作した職員の仮名", "pseudonym of the operator", lambda row: row.operator),
    Column("second", "立ち会った職員の仮名", "pseudonym of the second person", lambda row: row.second),
)

_ACTS: tuple[Column[ActRow], ...] = (
    Column("entry", "記録の位置(0から)", "log entry, from 0", lambda row: row.entry),
    Column("business_date", "業務日", "business date", lambda row: row.business_date),
    Column("at", "日時", "when", lambda row: row.at),
    Column(
        "kind",
        "記録の種類(operator.vouched 同意、job.voided 取消、job.reprint_agreed 再印刷、"
        "application.receipt_reissued 再発行、item.revealed 開示、log.exported 書出し ほか)",
        "kind of entry (operator.vouched: the second person's yes; job.voided, job.reprint_agreed, "
        "application.receipt_reissued, item.revealed, log.exported and others: the act)",
        lambda row: row.kind,
    ),
    Column("operator", "操作した職員の仮名", "pseudonym of the operator", lambda row: row.operator),
    Column("second", "もう一人の職員の仮名", "pseudonym of the second person", lambda row: row.second),
    Column(
        "about",
        "対象(1通、証明書、申請、停止、用紙または業務日の識別子)",
        "id of copy, certificate, application, hold, stock, or a business date",
        lambda row: row.about,
    ),
    Column(
        "detail",
        "内訳(同意は行為と方法、書出しは種類・期間・件数・根、開示は項目と理由、再印刷は回数、ほかは理由)",
        "yes: act and way; export: what, period, size and root; showing: field and reason; reprint: attempt; "
        "else the reason",
        lambda row: row.detail,
    ),
)


def table_files(rows: Rows) -> dict[str, bytes]:
    """Every table file by its name."""
    return {
        COLUMNS: _columns_csv(),
        ISSUES: _issues_csv(rows),
        FEES: _fees_csv(rows),
        DRAWER: _drawer_csv(rows),
        ACTS: _acts_csv(rows),
    }


def _issues_csv(rows: Rows) -> bytes:
    return csv_bytes(
        [column.name for column in _ISSUES], ([column.cell(row) for column in _ISSUES] for row in rows.issues)
    )


def _fees_csv(rows: Rows) -> bytes:
    return csv_bytes(
        [column.name for column in _FEES], ([column.cell(row) for column in _FEES] for row in rows.fees)
    )


def _drawer_csv(rows: Rows) -> bytes:
    return csv_bytes(
        [column.name for column in _DRAWER], ([column.cell(row) for column in _DRAWER] for row in rows.drawer)
    )


def _acts_csv(rows: Rows) -> bytes:
    return csv_bytes(
        [column.name for column in _ACTS], ([column.cell(row) for column in _ACTS] for row in rows.acts)
    )


def _columns_csv() -> bytes:
    meanings = [(ISSUES, column.name, column.japanese, column.english) for column in _ISSUES]
    meanings += [(FEES, column.name, column.japanese, column.english) for column in _FEES]
    meanings += [(DRAWER, column.name, column.japanese, column.english) for column in _DRAWER]
    meanings += [(ACTS, column.name, column.japanese, column.english) for column in _ACTS]
    return csv_bytes(("file", "column", "日本語", "English"), meanings)
