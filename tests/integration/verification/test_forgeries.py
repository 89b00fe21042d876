"""Forgeries: none is accepted, each for its reason. Everything optical is simulated."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from branch_app.bench.seals import PassingSeals
from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.paper import Paper
from branch_app.domain.values.identifiers import IssueNumber, JobId
from branch_app.settings import RESOURCES
from branch_app.verification.judge import Answer, Cause
from tests.fakes.checked_papers import checked, printed_sides, scanned_sides, tiff
from tests.fakes.paper_seals import steady_renderer
from tests.fakes.papers import DAUGHTER, EVERYTHING, HEAD, SON, WIFE, juminhyo
from tests.fakes.scanner import OFFICE, Grey

CHANGES = {
    "name": replace(HEAD, name="𠮷野\u3000邉\U000e0110次郎"),
    "birth": replace(HEAD, birth=date(1976, 4, 1)),
    "honseki": replace(HEAD, honseki="神奈川県川崎市多摩区菅九丁目３８番地"),
    "previous_address": replace(HEAD, previous_address="東京都稲城市矢野口９９９４番地の９"),
    "became_resident": replace(HEAD, became_resident=date(2004, 6, 17)),
}


def other(changed: PrintOrder) -> bytes:
    """The file of what a forger would like to have."""
    return steady_renderer().render(changed).pdf


def with_head(issued: PrintOrder, head: object) -> PrintOrder:
    """The same paper with another head of household."""
    return replace(issued, snapshot=juminhyo((head, WIFE, SON, DAUGHTER), EVERYTHING))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "item",
    [
        "name",
        "birth",
        pytest.param("honseki", marks=pytest.mark.long),
        pytest.param("previous_address", marks=pytest.mark.long),
        pytest.param("became_resident", marks=pytest.mark.long),
    ],
)
def test_one_changed_field_is_found_and_named(
    issued: PrintOrder, scanned: list[Grey], file: Path, item: str
) -> None:
    """The scan's picture was edited: the field as another paper prints it, pixel by pixel."""
    forged = printed_sides(other(with_head(issued, CHANGES[item])), 1)[:1]
    picture = scanned_sides(forged, 300, OFFICE, seed=1)[0]
    front = scanned[0].copy()
    front[672:1085] = picture[672:1085]  # the rows of the first person; the seal stays the true one
    file.write_bytes(tiff([front, scanned[1]]))
    report = checked(file)
    assert Answer.FORGED is report.answer
    named = {name for reason in report.reasons if reason.cause is Cause.FIELDS_DIFFER for name in reason.items}
    assert {f"members[0].{item}"} <= named
    assert {f"members[0].{item}", "members[0].kana"} >= named


def test_a_changed_text_of_the_file_is_named(issued: PrintOrder, pdf: bytes, file: Path) -> None:
    """The file with another person's text under this paper's seal."""
    file.write_bytes(pdf)
    assert Answer.ORIGINAL is checked(file).answer
    strange = PaperRenderer(RESOURCES, PassingSeals()).render(with_head(issued, CHANGES["honseki"])).pdf
    file.write_bytes(strange)
    assert Answer.FORGED is checked(file).answer


def test_a_front_joined_to_anothers_back_is_no_paper(issued: PrintOrder, scanned: list[Grey], file: Path) -> None:
    """Both sides are genuine, of two papers; so is a back that is used again."""
    second = replace(
        issued, number=IssueNumber("suge-01-1-000043"), job=JobId("0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c")
    )
    back = scanned_sides(printed_sides(other(second), 1)[1:], 300, OFFICE, seed=7)[0]
    file.write_bytes(tiff([scanned[0], back]))
    report = checked(file, opened=False)
    assert Answer.FORGED is report.answer
    assert ("number", "job", "content") in {reason.items for reason in report.reasons}


def test_a_resigned_paper_is_forged(issued: PrintOrder, file: Path) -> None:
    """Everything is right but the key: a forger's own, under a CA of his own."""
    on_security_paper = replace(issued, paper=Paper.SECURITY)
    pdf = PaperRenderer(RESOURCES, PassingSeals()).render(on_security_paper).pdf
    file.write_bytes(pdf)
    report = checked(file)
    assert Answer.FORGED is report.answer
    assert Cause.BACK_FORGED in {reason.cause for reason in report.reasons}


def test_two_papers_at_once_are_sent_back(scanned: list[Grey], file: Path) -> None:
    """The same sheet twice is one paper; that is no forgery, and no other one."""
    file.write_bytes(tiff([*scanned, *scanned]))
    assert Answer.ORIGINAL is checked(file).answer
