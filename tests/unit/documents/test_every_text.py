"""Whatever a record says: a character that deceives is refused by item, or does not stand on the paper."""

import dataclasses
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from branch_app.documents.readback import read_back
from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.errors import RecordIncomplete
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.snapshots import (
    FuhyoSnapshot,
    GenpyoSnapshot,
    InkanSnapshot,
    JohyoSnapshot,
    JuminhyoSnapshot,
    JuriSnapshot,
    KazeiSnapshot,
    KisaijikoSnapshot,
    KosekiSnapshot,
    MibunSnapshot,
    Scope,
    Snapshot,
)
from tests.fakes.family_papers import PAPER_WORLD, fuhyo, genpyo, johyo, juri, kazei, koseki, mibun
from tests.fakes.papers import EVERYTHING, HEAD, SON, TODAY, WIFE, inkan, juminhyo, kisaijiko, order

DECEIVING = "\u202e"
PAPERS: dict[type[Snapshot], list[Snapshot]] = {
    JuminhyoSnapshot: [juminhyo((HEAD, WIFE), EVERYTHING)],
    KisaijikoSnapshot: [kisaijiko()],
    InkanSnapshot: [inkan()],
    KosekiSnapshot: [koseki(), koseki(SON, Scope.PART)],
    FuhyoSnapshot: [fuhyo(honseki=True)],
    JuriSnapshot: [juri(), juri(fine=True)],
    MibunSnapshot: [mibun()],
    JohyoSnapshot: [johyo(SON, EVERYTHING)],
    GenpyoSnapshot: [genpyo()],
    KazeiSnapshot: [kazei()],
}


def spoilt(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any part of a snapshot
    """Each text in turn with the character in its middle, and where it stands."""
    match value:
        case str():
            half = len(value) // 2
            yield at, value[:half] + DECEIVING + value[half:]
        case tuple():
            for place, item in enumerate(value):
                for where, changed in spoilt(item, f"{at}[{place}]"):
                    yield where, (*value[:place], changed, *value[place + 1 :])
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            for field in dataclasses.fields(value):
                for where, changed in spoilt(getattr(value, field.name), f"{at}.{field.name}"):
                    yield where, dataclasses.replace(value, **{field.name: changed})
        case _:
            return


def test_every_kind_of_paper_is_here() -> None:
    """A kind that is added to the union and forgotten here fails."""
    assert set(get_args(Snapshot)) == set(PAPERS)


@pytest.mark.parametrize(
    "paper", [paper for papers in PAPERS.values() for paper in papers], ids=lambda paper: type(paper).__name__
)
def test_no_text_of_a_record_deceives(renderer: PaperRenderer, paper: Snapshot) -> None:
    """Refused before it is drawn; what is not refused was not to be printed, and is not."""
    issued = PAPER_WORLD if isinstance(paper, GenpyoSnapshot) else TODAY
    problems = {where: _problem(renderer, order(changed, issued)) for where, changed in spoilt(paper)}
    refused = {where: problem for where, problem in problems.items() if problem}
    assert set(refused.values()) <= {"character", "contradictory", "relationship"}
    assert "character" in refused.values()


def _problem(renderer: PaperRenderer, wrong: PrintOrder) -> str:
    """Why it is refused, "" when it is not: then the paper does not say it."""
    try:
        pdf = renderer.render(wrong).pdf
    except RecordIncomplete as refusal:
        return str(refusal.facts["problem"])
    assert not any(DECEIVING in run for page in read_back(pdf) for run in page.runs)
    return ""
