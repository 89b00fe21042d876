"""Who stands at the counter: somebody of the registers, or a visitor."""

from datetime import date

import pytest

from branch_app.domain.records.requester import Visitor
from branch_app.domain.rules.entitlement import Evidence
from branch_app.domain.values.identifiers import ResidentId
from branch_app.usecases.identify import Applicant

VISITOR = Visitor("代理\u3000一郎", "東京都千代田区見本九丁目9番9号", date(1970, 1, 1))


@pytest.mark.parametrize(("resident", "visitor"), [(ResidentId("9000010100"), VISITOR), (None, None)])
def test_an_applicant_is_a_resident_or_a_visitor(resident: ResidentId | None, visitor: Visitor | None) -> None:
    """Not both, not neither."""
    with pytest.raises(ValueError, match="applicant"):
        Applicant(resident, None, Evidence.DOCUMENTS, visitor)
