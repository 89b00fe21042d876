"""調定の内訳 as a table: one row a 会計年度 and 収入科目, one for the sum."""

from collections.abc import Sequence

from branch_app.domain.reconcile.assessment import AssessmentLine
from branch_app.exports.audit.csv_file import csv_bytes

_HEAD = ("年度", "収入科目コード", "収入科目", "件数", "収納額(円)", "戻出額(円)", "調定額(円)", "過年度還付額(円)")


def assessment_csv(lines: Sequence[AssessmentLine]) -> bytes:
    """As a spreadsheet opens it; the last row is the month."""
    figures = [_figures(line) for line in lines]
    total = tuple(map(sum, zip(*figures, strict=True))) or (0,) * 5
    rows: list[Sequence[str | int]] = [
        (line.fiscal_year, line.code, line.account, *own) for line, own in zip(lines, figures, strict=True)
    ]
    return csv_bytes(_HEAD, [*rows, ("", "", "計", *total)])


def _figures(line: AssessmentLine) -> tuple[int, ...]:
    return line.copies, line.charged_yen, line.refunded_yen, line.assessed_yen, line.late_yen
