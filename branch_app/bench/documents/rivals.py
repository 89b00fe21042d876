"""The same front page without marks by us, by typst and by WeasyPrint, turn by turn in the same run.

The two are extras of the bench (``make bench`` installs them); without one its figures are missing.
"""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from branch_app.bench.documents.page import SamplePage
from branch_app.bench.documents.plain import plain_front
from branch_app.bench.documents.stopwatch import Taken, taken
from branch_app.bench.papers import sample_order
from branch_app.bench.seals import PassingSeals
from branch_app.composition.papers import paper_renderer
from branch_app.documents.fonts import mincho_file
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.values.identifiers import JobId
from branch_app.settings import RESOURCES

_TURNS = 3
_ROUNDS = {"typst": 40, "weasyprint": 3}


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The quickest turn of each; None for an engine that is not installed."""

    ours: Taken
    typst: Taken | None
    weasyprint: Taken | None

    @property
    def of_typst(self) -> float | None:
        """Our time as a multiple of typst's."""
        return None if self.typst is None else round(self.ours.best_core_ms / self.typst.best_core_ms, 2)

    @property
    def ahead_of_weasyprint(self) -> float | None:
        """WeasyPrint's time as a multiple of ours."""
        rival = self.weasyprint
        return None if rival is None else round(rival.best_core_ms / self.ours.best_core_ms, 1)


def front_page(folder: Path) -> FrontPage:
    """By all who are here; ``folder`` is for their files."""
    order = sample_order()
    page = SamplePage.of(order, mincho_file(RESOURCES), folder)
    (folder / "page.json").write_text(page.words, encoding="utf-8")
    layout = paper_renderer(PassingSeals()).layout(order)
    numbers = count(1)
    turns: dict[str, list[Taken]] = {"ours": [], "typst": [], "weasyprint": []}
    for _ in range(_TURNS):
        turns["ours"].append(taken(lambda: plain_front(_next(order, numbers), layout), 60))
        for engine, rounds in _ROUNDS.items():
            turns[engine] += _by(engine, folder, page.font, rounds)
    best = {engine: min(taken_, key=_by_core) for engine, taken_ in turns.items() if taken_}
    return FrontPage(best["ours"], best.get("typst"), best.get("weasyprint"))


def _next(order: PrintOrder, numbers: Iterator[int]) -> PrintOrder:
    """A paper with a job of its own."""
    return replace(order, job=JobId(f"019a0000-0000-7000-8000-{next(numbers):012d}"))


def _by_core(each: Taken) -> float:
    return each.best_core_ms


def _by(engine: str, folder: Path, font: Path, rounds: int) -> list[Taken]:
    """What it took there; nothing when it is not installed."""
    if importlib.util.find_spec(engine) is None:
        return []
    return [Taken(**own_process(f"by_{engine}", str(folder), str(font), str(rounds)))]


def own_process(module: str, *arguments: str) -> Mapping[str, Any]:
    """What a module of this package prints when it runs by itself."""
    command = [sys.executable, "-m", f"branch_app.bench.documents.{module}", *arguments]
    run = subprocess.run(command, capture_output=True, check=True, cwd=RESOURCES.parent)  # noqa: S603 - our own modules
    return dict(json.loads(run.stdout))
