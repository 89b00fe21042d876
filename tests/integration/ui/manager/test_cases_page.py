"""The page of head office's questions under real keys: what is asked, what is answered, what waits to be sent."""

import pytest

from branch_app.domain.log.events import CaseAnswered
from branch_app.domain.reconcile.finding import FindingCode
from branch_app.domain.records.case import CaseId
from branch_app.domain.values.reasons import AnswerReason
from branch_app.strings import Language
from branch_app.ui.look import Look
from branch_app.ui.measures import TextSize
from branch_app.ui.presenters.manager import Section
from branch_app.ui.theme import LIGHT
from tests.fakes.cases import case, closed
from tests.fakes.clipping import clipped
from tests.fakes.display import Keyboard, pump_until, settle
from tests.fakes.logged import logged
from tests.fakes.manager_stand import ManagerStand


def turn_to_cases(stand: ManagerStand, keyboard: Keyboard) -> None:
    """F9, from wherever the manager is."""
    stand.press(keyboard, "F9", until=lambda: stand.manager.state.section is Section.CASES)
    settle(stand.screen)


def test_a_question_is_answered_by_keys_alone(stand: ManagerStand, keyboard: Keyboard) -> None:
    """The nearest deadline is looked at first; a reason, own words, F12: an entry of the log, and no second one."""
    stand.book.kept += [case(2, FindingCode.FEE_DIFFERS, "300 / 200"), case(1)]
    turn_to_cases(stand, keyboard)
    assert 2 == stand.cases.state.waiting
    assert "現金が合わない" in stand.page()
    assert "10300 / 10400" in stand.page()
    assert "記録番号：42" in stand.page()
    keyboard.press("F12")
    settle(stand.screen)
    assert [] == logged(stand.desk.journal.ledger, CaseAnswered)
    keyboard.press("Return")
    keyboard.type("120")
    pump_until(stand.screen, lambda: "120" == stand.cases.state.words)
    stand.cases.explain(AnswerReason.OUR_MISTAKE)
    stand.press(keyboard, "F12", until=lambda: stand.cases.state.sent)
    (answered,) = logged(stand.desk.journal.ledger, CaseAnswered)
    assert (f"{1:032x}", 1, AnswerReason.OUR_MISTAKE) == (answered.case, answered.round, answered.answer)
    assert "回答を記録しました。次の通信で本庁へ届きます。" in stand.said()
    assert (1, "", None) == (stand.cases.state.waiting, stand.cases.state.words, stand.cases.state.reason)
    keyboard.press("F12")
    settle(stand.screen)
    assert 1 == len(logged(stand.desk.journal.ledger, CaseAnswered))


def test_an_answer_begun_for_one_case_is_not_given_to_another(stand: ManagerStand, keyboard: Keyboard) -> None:
    """↓ looks at the next one, with an empty answer."""
    stand.book.kept += [case(1), case(2)]
    turn_to_cases(stand, keyboard)
    stand.cases.explain(AnswerReason.EXPLAINED)
    stand.cases.add("by mistake")
    stand.press(keyboard, "Down", until=lambda: CaseId(f"{2:032x}") == stand.cases.state.chosen)
    assert (None, "") == (stand.cases.state.reason, stand.cases.state.words)
    assert not stand.cases.state.answerable


def test_what_is_over_waits_for_nobody(stand: ManagerStand, keyboard: Keyboard) -> None:
    """It stands below what waits, and no answer is taken."""
    stand.book.kept += [closed(case(1)), case(2)]
    turn_to_cases(stand, keyboard)
    assert [True, False] == [each.waiting for each in stand.cases.state.listed]
    stand.cases.choose(1)
    stand.cases.explain(AnswerReason.EXPLAINED)
    stand.press(keyboard, "F12", until=lambda: True)
    assert [] == logged(stand.desk.journal.ledger, CaseAnswered)


def test_a_finding_of_a_later_build_is_shown_by_its_code(stand: ManagerStand, keyboard: Keyboard) -> None:
    """Head office is newer than this counter."""
    stand.book.kept.append(case(1, "of_next_year"))
    turn_to_cases(stand, keyboard)
    assert "of_next_year" in stand.page()


def test_nothing_typed_is_left_for_the_next_person(stand: ManagerStand, keyboard: Keyboard) -> None:
    """Half an answer goes with whoever began it."""
    stand.book.kept.append(case(1))
    turn_to_cases(stand, keyboard)
    stand.cases.add("half")
    stand.cases.forget()
    assert ("", ()) == (stand.cases.state.words, stand.cases.state.listed)


@pytest.mark.parametrize("language", Language)
def test_nothing_is_cut_off(stand: ManagerStand, look: Look, keyboard: Keyboard, language: Language) -> None:
    """Every kind of finding in every language, with a history and an answer begun."""
    look.change(LIGHT, TextSize.LARGE, language)
    stand.book.kept += [case(at, code, about="suge-01-1-000017") for at, code in enumerate(FindingCode, start=1)]
    turn_to_cases(stand, keyboard)
    for at in range(len(FindingCode)):
        stand.cases.choose(at)
        settle(stand.screen)
        assert [] == clipped(stand.screen)
