"""本人確認 by documents: which suffice together, and on which day each counts."""

from datetime import date

import pytest

from branch_app.domain.errors import NotEntitled
from branch_app.domain.rules.identity import DocumentClass, IdentityDocument, check_identified, shortcoming
from branch_app.strings import Language, word
from tests.fakes.tables import shipped

TODAY, PAPER = date(2026, 11, 26), date(2012, 3, 15)
PHOTO = IdentityDocument("passport", DocumentClass.PHOTO)
INSURANCE, PENSION = (IdentityDocument(code, DocumentClass.A) for code in ("insurance", "pension"))
STUDENT, COMPANY = (IdentityDocument(code, DocumentClass.B) for code in ("student", "company"))


@pytest.mark.parametrize(
    "documents",
    [
        (PHOTO,),
        (PHOTO, STUDENT),
        (STUDENT, PHOTO),
        (INSURANCE, PENSION),
        (INSURANCE, STUDENT),
        (STUDENT, INSURANCE),
        (STUDENT, COMPANY, PENSION),
    ],
)
def test_enough(documents: tuple[IdentityDocument, ...]) -> None:
    """One with a photo, ア and ア, ア and イ."""
    check_identified(documents)
    assert "" == shortcoming(documents)


@pytest.mark.parametrize(
    ("documents", "why"),
    [
        ((), "documents_none"),
        ((INSURANCE,), "documents_one_more"),
        ((STUDENT,), "documents_one_more"),
        ((INSURANCE, INSURANCE), "documents_same"),
        ((STUDENT, STUDENT), "documents_same"),
        ((STUDENT, COMPANY), "documents_b_only"),
        ((STUDENT, COMPANY, COMPANY), "documents_b_only"),
    ],
)
def test_not_enough(documents: tuple[IdentityDocument, ...], why: str) -> None:
    """None, one without a photo, one kind twice, イ and イ."""
    with pytest.raises(NotEntitled) as refusal:
        check_identified(documents)
    assert {"why": why} == refusal.value.facts
    assert why == shortcoming(documents)


@pytest.mark.parametrize(
    ("code", "day", "accepted"),
    [
        ("drivers_license", PAPER, True),
        ("drivers_license", TODAY, True),
        ("residence_card", date(2012, 7, 8), False),
        ("residence_card", date(2012, 7, 9), True),
        ("alien_registration", date(2015, 7, 8), True),
        ("alien_registration", date(2015, 7, 9), False),
        ("my_number_card_seen", PAPER, False),
        ("my_number_card_seen", TODAY, True),
        ("insurance_card", date(2025, 12, 1), True),
        ("insurance_card", date(2025, 12, 2), False),
        ("library_card", TODAY, False),
    ],
)
def test_the_day_decides_what_counts(code: str, day: date, accepted: bool) -> None:
    """A document proves nothing before it existed nor after it ended, nor when no table knows it."""
    tables = shipped()
    assert accepted == (code in [document.code for document in tables.documents_on(day)])
    if accepted:
        assert code == tables.identity_document(code, day).code
        return
    with pytest.raises(NotEntitled) as refusal:
        tables.identity_document(code, day)
    assert {"why": "document_not_accepted"} == refusal.value.facts


def test_the_commonest_comes_first_and_digits_reach_the_usual() -> None:
    """The clerk presses 1 for a driving licence, in both worlds."""
    assert ["drivers_license", "drivers_license"] == [shipped().documents_on(day)[0].code for day in (PAPER, TODAY)]


@pytest.mark.parametrize("language", [Language.JA, Language.EASY])
def test_every_document_has_a_word(language: Language) -> None:
    """No clerk reads a code."""
    codes = [row.document.code for row in shipped().identity_documents]
    assert [] == [code for code in codes if word(code, language) == code]
    assert len(codes) == len(set(codes))
