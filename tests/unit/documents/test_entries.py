"""個人票 and 除票: one person's entry, and what became of it."""

from dataclasses import replace
from datetime import date

import pytest

from branch_app.documents.readback import read_back, subject_read_back
from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.errors import RecordIncomplete
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.resident import Removal, Resident
from branch_app.domain.records.snapshots import JuminhyoOptions, Scope, Snapshot
from tests.fakes.city_records import DEAD, MOVED, johyo, kojinhyo
from tests.fakes.newcomers import ANA, AWAY, EVERY_ITEM, KIM, OLD
from tests.fakes.papers import ADDRESS, HEAD, WIFE, household, juminhyo, order
from tests.unit.documents.ink import crossings


def runs(renderer: PaperRenderer, wanted: PrintOrder) -> list[str]:
    """Every run of text on the paper."""
    return [run for page in read_back(renderer.render(wanted).pdf) for run in page.runs]


def refusal(renderer: PaperRenderer, snapshot: Snapshot) -> dict[str, str | int]:
    """The facts of the refusal."""
    with pytest.raises(RecordIncomplete) as refused:
        renderer.render(order(snapshot))
    return refused.value.facts


def test_a_kojinhyo_shows_one_person_on_one_sheet(renderer: PaperRenderer) -> None:
    """Nobody else of the household, and it says that it is part of one."""
    pdf = renderer.render(order(kojinhyo(options=EVERY_ITEM))).pdf
    shown = read_back(pdf)[0].runs
    assert (HEAD.name,) == subject_read_back(pdf).names
    assert "（個人票）" in shown
    assert "この写しは、世帯の一部の住民票の原本と相違ないことを証明する。" in shown
    assert {ADDRESS, HEAD.honseki, HEAD.juminhyo_code, HEAD.previous_address, "世帯主"} <= set(shown)
    assert WIFE.name not in shown


def test_a_kojinhyo_of_a_household_of_one_is_the_whole_of_it(renderer: PaperRenderer) -> None:
    """世帯全員."""
    alone = replace(kojinhyo(), household=household((HEAD,)), scope=Scope.WHOLE)
    assert "この写しは、世帯全員の住民票の原本と相違ないことを証明する。" in runs(renderer, order(alone))


def test_a_kojinhyo_of_two_is_refused(renderer: PaperRenderer) -> None:
    """One person a 個人票."""
    two = replace(kojinhyo(), shown=(HEAD.id, WIFE.id))
    assert {"item": "subject", "problem": "contradictory"} == refusal(renderer, two)


def test_what_became_of_the_entry_stands_on_a_kojinhyo(renderer: PaperRenderer) -> None:
    """転出予定, or 【空欄】 for both of its items; with 旧氏 and what else the head's entry does not have."""
    assert {"令和7年12月1日", AWAY.destination} <= set(runs(renderer, order(kojinhyo(OLD))))
    assert runs(renderer, order(kojinhyo(HEAD))).count("【空欄】") == 3


def test_items_are_left_out_of_entries_unless_asked_for(renderer: PaperRenderer) -> None:
    """世帯主, 続柄, 本籍, 筆頭者, 住民票コード."""
    for make in (lambda options: kojinhyo(options=options), lambda options: johyo(options=options)):
        assert runs(renderer, order(make(JuminhyoOptions()))).count("【省略】") == 5
        assert runs(renderer, order(make(EVERY_ITEM))).count("【省略】") == 0


def test_a_foreign_residents_kojinhyo_has_its_own_items(renderer: PaperRenderer) -> None:
    """In place of 本籍 and 筆頭者; the 通称 always."""
    shown = set(runs(renderer, order(kojinhyo(ANA, EVERY_ITEM))))
    assert {"フィリピン", "中長期在留者", "技術・人文知識・国際業務", "5年", "令和11年3月31日"} <= shown
    assert not {"本籍", "筆頭者", "旧氏"} & shown
    assert "𠮷野\u3000安奈" in runs(renderer, order(kojinhyo(ANA)))


def test_a_johyo_says_why_when_and_where_to(renderer: PaperRenderer) -> None:
    """転出 with the new address."""
    shown = runs(renderer, order(johyo()))
    assert {"転出", "令和7年10月1日", MOVED.destination} <= set(shown)
    assert "この写しは、住民票の除票の原本と相違ないことを証明する。" in shown


def test_who_died_went_nowhere(renderer: PaperRenderer) -> None:
    """＊＊＊ in place of an address; who moved and said not where has 【空欄】."""
    assert {"死亡", "＊＊＊"} <= set(runs(renderer, order(johyo(DEAD))))
    unknown = runs(renderer, order(johyo(replace(MOVED, destination=None))))
    assert unknown.count("【空欄】") == 2, "旧氏 and 転出先"


def test_every_reason_of_removal_has_its_word(renderer: PaperRenderer) -> None:
    """転出, 死亡, 職権消除."""
    for removal in Removal:
        assert removal.value in runs(renderer, order(johyo(replace(DEAD, removal=removal))))


def test_a_removal_to_come_is_refused(renderer: PaperRenderer) -> None:
    """Nobody is off the register before the day."""
    wrong = johyo(replace(MOVED, removed=date(2025, 11, 5)))
    assert {"item": "removed", "problem": "date"} == refusal(renderer, wrong)


def test_another_persons_johyo_is_refused(renderer: PaperRenderer) -> None:
    """Subject and record belong together."""
    wrong = replace(johyo(), subject=WIFE.id)
    assert {"item": "subject", "problem": "contradictory"} == refusal(renderer, wrong)


@pytest.mark.parametrize("person", [HEAD, OLD, ANA, KIM], ids=["plain", "leaving", "foreign", "special"])
def test_nothing_of_an_entry_crosses_a_rule(renderer: PaperRenderer, person: Resident) -> None:
    """With every item, as 世帯票, 個人票 and 除票."""
    removed = replace(MOVED, resident=person)
    for snapshot in (juminhyo((person,), EVERY_ITEM), kojinhyo(person, EVERY_ITEM), johyo(removed, EVERY_ITEM)):
        assert [] == crossings(renderer.render(order(snapshot)).pdf)
