"""調定額内訳書: the figures of its order and no others, on one sheet fit for an archive."""

from dataclasses import replace

import pytest

from branch_app.documents.readback import read_back
from branch_app.documents.slips import SlipPapers
from branch_app.domain.reconcile.assessment import AssessmentLine, AssessmentOrder
from branch_app.domain.records.receipt import Anchor
from tests.fakes.papers import RESOURCES
from tests.fakes.slips import OFFICE, ROOT
from tests.unit.documents.ink import crossings
from tests.unit.documents.pdf_a import faults

PAPERS = SlipPapers(RESOURCES)
REGISTRY, TAX = (
    "使用料及び手数料\u3000手数料\u3000戸籍住民基本台帳手数料",
    "使用料及び手数料\u3000手数料\u3000税務手数料",
)
LINES = (
    AssessmentLine(2025, REGISTRY, "14-2-1-1", 0, 0, 300),
    AssessmentLine(2026, REGISTRY, "14-2-1-1", 6_120, 1_836_000, 900, 450),
    AssessmentLine(2026, TAX, "14-2-1-2", 210, 63_000),
)
ORDER = AssessmentOrder(OFFICE, "suge-01", 2026, 4, LINES, Anchor(2841, ROOT), specimen=False)


def test_a_month_says_every_account_of_every_year_and_the_sum() -> None:
    """What went back for the year before lessens that year, what came too late stands apart, △ cannot be added."""
    (page,) = read_back(PAPERS.assessment(ORDER))
    said = list(page.runs)
    assert {"令和8年4月分", "令和7年度", "△300円", "1,835,100円", "1,897,800円", "記録 2841-9f3ab2c41d07"} <= set(
        said
    )
    assert ["6,330"] == [run for run in said if run == "6,330"]
    assert any("（歳出）\u3000450円" in run for run in said)


@pytest.mark.parametrize("order", [ORDER, replace(ORDER, lines=()), replace(ORDER, specimen=True)])
def test_it_is_one_sheet_within_its_rules(order: AssessmentOrder) -> None:
    """Full, of a month without a fee, and in training."""
    pdf = PAPERS.assessment(order)
    assert (1, []) == (len(read_back(pdf)), [] if order.specimen else crossings(pdf))
    assert [] == faults(pdf)


@pytest.mark.parametrize("change", [{"month": 13}, {"lines": (LINES[0], LINES[0])}])
def test_no_order_that_means_nothing(change: dict[str, object]) -> None:
    """A thirteenth month, or one account twice."""
    with pytest.raises(ValueError, match="assessment"):
        replace(ORDER, **change)
