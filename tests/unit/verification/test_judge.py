"""The answer from facts alone: the worst decides, and nothing found is no original."""

import tomllib

import pytest

from branch_app.settings import RESOURCES
from branch_app.verification.judge import Answer, Cause, Reason, judge
from branch_app.verification.pages import Hindrance

TEXTS = tomllib.loads((RESOURCES / "strings" / "verification.toml").read_text(encoding="utf-8"))


def test_nothing_known_cannot_be_told() -> None:
    """Silence accepts nothing."""
    assert (Answer.CANNOT_TELL, ()) == judge([])


@pytest.mark.parametrize("cause", Cause)
def test_a_good_cause_accepts_nothing_beside_another(cause: Cause) -> None:
    """Whatever else was found takes an original away, but for what is good itself."""
    answer, _ = judge([Reason(Cause.ALL_GOOD), Reason(cause)])
    assert (answer is Answer.ORIGINAL) == (cause in {Cause.ALL_GOOD, Cause.FILE_GOOD})


def test_the_worst_comes_first() -> None:
    """Forged before copy before what cannot be told, and by page within."""
    reasons = [
        Reason(Cause.MARKS_UNCLEAR, 1),
        Reason(Cause.SEAL_FORGED, 3),
        Reason(Cause.MARKS_OF_COPY, 1),
        Reason(Cause.VOID, 1),
    ]
    answer, told = judge(reasons)
    assert Answer.FORGED is answer
    assert ["void", "seal_forged", "marks_of_copy", "marks_unclear"] == [reason.cause.value for reason in told]


@pytest.mark.parametrize("hindrance", Hindrance)
def test_a_file_that_cannot_be_looked_at_is_never_accused(hindrance: Hindrance) -> None:
    """Every hindrance of reading is a cause, and cannot be told."""
    assert Answer.CANNOT_TELL is Reason(Cause(hindrance.value)).answer


def test_every_answer_and_cause_has_its_text() -> None:
    """And every text somebody who says it."""
    keys = {f"answer_{answer.value}" for answer in Answer} | {f"cause_{cause.value}" for cause in Cause}
    others = {"status_known", "page", "sealed", "written"}
    assert keys | others == {key for key in TEXTS if not key.startswith("item_")}
    assert all({"ja", "en"} == set(row) and all(row.values()) for row in TEXTS.values())
