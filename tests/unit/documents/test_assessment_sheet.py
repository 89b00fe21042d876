"""調定額内訳書: the figures of its order and no others, on one sheet fit for an archive."""

from dataclasses import replace

import pytest

from branch_app.documents.readback import read_back
from branch_app.documents.slips import SlipPapers
from branch_app.domain.reconcile.assessment import AssessmentOrder
from tests.fakes.papers import RESOURCES
from tests.fakes.slips import ASSESSED, assessment_order
from tests.unit.documents.ink import crossings
from tests.unit.documents.pdf_a import faults

PAPERS = SlipPapers(RESOURCES)
ORDER = assessment_order()


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


@pytest.mark.parametrize("change", [{"month": 13}, {"lines": (ASSESSED[0], ASSESSED[0])}])
def test_no_order_that_means_nothing(change: dict[str, object]) -> None:
    """A thirteenth month, or one account twice."""
    with pytest.raises(ValueError, match="assessment"):
        replace(ORDER, **change)
