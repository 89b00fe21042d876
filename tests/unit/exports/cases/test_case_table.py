"""事案一覧: every kind, reason and state has its words; a row says all of a case, and nothing of a person."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest

from branch_app.domain.log.events import CaseAnswered
from branch_app.domain.reconcile.casework import CaseScene, answered, closed, found
from branch_app.domain.reconcile.finding import Finding, FindingCode
from branch_app.domain.records.case import Case, CaseAct, CaseOwner, CaseState
from branch_app.domain.values.codec import decode
from branch_app.domain.values.reasons import AnswerReason, CloseReason
from branch_app.exports.cases.table import case_lines, cases_csv, cases_json
from branch_app.strings import Language, word

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
CODES = (
    *(f"case_{code.value}" for code in FindingCode),
    *(f"case_owner_{owner.value}" for owner in CaseOwner),
    *(f"case_state_{state.value}" for state in CaseState),
    *(f"case_act_{act.value}" for act in CaseAct),
    *(f"case_answer_{answer.value}" for answer in AnswerReason),
    *(f"case_close_{close.value}" for close in CloseReason),
)


@pytest.mark.parametrize("language", Language)
def test_every_code_of_a_case_has_its_words(language: Language) -> None:
    """In all languages; a code that has none stays as it is, and nobody reads it."""
    assert [] == [code for code in CODES if word(code, language) == code]


def test_a_row_says_all_of_a_case() -> None:
    """Kind and words, entries with their log, history with answer and reason."""
    (head, row) = csv.reader(io.StringIO(cases_csv([_ended()]).decode("utf-8-sig")))
    told = dict(zip(head, row, strict=True))
    assert ("fee_differs", "手数料が表と違います") == (told["種類 / kind"], told["内容 / what"])
    assert "C06-1/1#4" == told["記録 / entries"]
    assert ["検出", "回答 当方の誤り", "終了 是正を指示した"] == [
        step.split(" ", 1)[1] for step in told["経過 / history"].split(" | ")
    ]


def test_json_has_every_field() -> None:
    """An auditor's program reads the very case."""
    (told,) = json.loads(cases_json([_ended()]))
    assert _ended() == decode(Case, told)


def test_a_case_in_lines_is_in_the_reader_s_language() -> None:
    """For the operator of head office's machine."""
    assert "a fee is not the table's" in case_lines(_ended(), Language.EN)[0]


def _ended() -> Case:
    scene = CaseScene("C06", "C06-1/1", date(2026, 11, 24), NOW)
    case = found(None, Finding(FindingCode.FEE_DIFFERS, (4,), "200 / 300", "entry 4 item-1"), scene)
    case = answered(case, CaseAnswered(case.id, 1, AnswerReason.OUR_MISTAKE), NOW)
    return closed(case, CloseReason.INSTRUCTED, NOW)
