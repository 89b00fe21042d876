"""What the list of hits says of somebody beside their own name."""

from dataclasses import dataclass
from datetime import date

import pytest

from branch_app.domain.records.registers import Hit, NameKind, OtherNameFound
from branch_app.domain.records.resident import Sex
from branch_app.domain.values.identifiers import HouseholdId, ResidentId
from branch_app.strings import Language
from branch_app.ui.views.hits_view import CITY, sex_and_place
from branch_app.ui.wording import Wording

HANAKO = Hit(
    ResidentId("0000000002"),
    "佐藤　花子",
    "サトウ　ハナコ",
    date(1980, 2, 29),
    Sex.FEMALE,
    f"{CITY}多摩区菅九丁目9番5号",
    HouseholdId("h000002"),
)


@dataclass
class Speaker:
    """Knows a language."""

    language: Language = Language.JA


@pytest.mark.parametrize(
    ("found_as", "expected"),
    [
        (None, "多摩区菅九丁目9番5号"),
        (OtherNameFound(NameKind.FORMER, "田中", "タナカ"), "（旧氏 田中）多摩区菅九丁目9番5号"),
        (OtherNameFound(NameKind.ALIAS, "田中　安奈", "タナカ　アンナ"), "（通称 田中　安奈）多摩区菅九丁目9番5号"),
    ],
)
def test_a_row_says_by_which_name_somebody_was_found(found_as: OtherNameFound | None, expected: str) -> None:
    """Whoever typed 田中 sees why 佐藤 花子 is in the list; nobody found by the own name gets another word."""
    hit = HANAKO._replace(found_as=found_as)
    assert ("女", expected) == sex_and_place(Wording(Speaker()), hit)


@pytest.mark.parametrize(
    ("language", "kind", "expected"),
    [
        (Language.EN, NameKind.FORMER, "(former surname 田中)"),
        (Language.EN, NameKind.ALIAS, "(alias 田中)"),
        (Language.EASY, NameKind.FORMER, "（前のみょうじ 田中）"),
        (Language.EASY, NameKind.ALIAS, "（いつもの名前 田中）"),
    ],
)
def test_every_language_names_the_kind(language: Language, kind: NameKind, expected: str) -> None:
    """In front of the address, where it is read first."""
    hit = HANAKO._replace(found_as=OtherNameFound(kind, "田中", "タナカ"))
    _, place = sex_and_place(Wording(Speaker(language)), hit)
    assert place.startswith(expected)
