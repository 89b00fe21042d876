"""The office's own slips by one port."""

from pathlib import Path

from branch_app.documents.assessment import assessment
from branch_app.documents.day_sheet import day_sheet
from branch_app.documents.fonts import Font, font, mincho
from branch_app.documents.remittance import remittance
from branch_app.documents.request_form import request_form
from branch_app.domain.reconcile.assessment import AssessmentOrder
from branch_app.domain.records.day_sheet import DaySheetOrder
from branch_app.domain.records.remittance import RemittanceOrder
from branch_app.domain.records.request_form import RequestFormOrder


class SlipPapers:
    """The ``SlipRenderer`` port; ``resources`` is the folder with the fonts.

    Sums are set in Gothic, as on receipts; the form that names a person in Mincho, as on certificates.
    """

    def __init__(self, resources: Path) -> None:
        self._resources = resources

    def day_sheet(self, order: DaySheetOrder) -> bytes:
        """日計表."""
        return day_sheet(font(self._resources, Font.GOTHIC), order)

    def remittance(self, order: RemittanceOrder) -> bytes:
        """納入書."""
        return remittance(font(self._resources, Font.GOTHIC), order)

    def assessment(self, order: AssessmentOrder) -> bytes:
        """調定額内訳書."""
        return assessment(font(self._resources, Font.GOTHIC), order)

    def request_form(self, order: RequestFormOrder) -> bytes:
        """交付請求書."""
        return request_form(mincho(self._resources), order)
