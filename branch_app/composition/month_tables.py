"""A month's tables as the exports write them."""

from collections.abc import Sequence

from branch_app.domain.reconcile.assessment import AssessmentLine
from branch_app.domain.reconcile.notices import Notice
from branch_app.exports.office.assessment_table import assessment_csv
from branch_app.exports.office.notice_table import notices_csv


class CsvMonthTables:
    """``MonthTables``."""

    def assessment(self, lines: Sequence[AssessmentLine]) -> bytes:
        """One row a 会計年度 and 収入科目."""
        return assessment_csv(lines)

    def notices(self, told: Sequence[Notice]) -> bytes:
        """One row a certificate and day."""
        return notices_csv(told)
