"""Every figure of papers, with the limits they are held to."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from branch_app.bench.documents.checking import checking
from branch_app.bench.documents.memory import MixedPapers
from branch_app.bench.documents.rivals import FrontPage, front_page, own_process
from branch_app.bench.documents.stopwatch import Taken, taken
from branch_app.bench.papers import sample_order
from branch_app.bench.seals import PassingSeals
from branch_app.composition.papers import paper_renderer

WARM_MS, FIRST_MS, SIZE = 30, 400, 120_000
"""Front and back with all marks for four people: on one core, first after start, and bytes."""
MIXED_MB = 150
"""Resident after a thousand certificates of every kind."""
CHECK_MS = 2_000
"""From the scan of a sheet, front and back, to the answer, on one core."""
OF_TYPST, AHEAD_OF_WEASYPRINT = 2, 20


@dataclass(frozen=True, slots=True)
class DocumentFigures:
    """``warm`` and ``first`` are of the four people's paper with all its marks."""

    warm: Taken
    first: Taken
    mixed: MixedPapers
    front: FrontPage
    check: Taken

    def over(self) -> list[str]:
        """The limits that do not hold; what was not measured is over none."""
        front = self.front
        held = {
            "warm": self.warm.best_core_ms <= WARM_MS,
            "size": self.warm.size <= SIZE,
            "first": self.first.first_core_ms <= FIRST_MS,
            "mixed": self.mixed.late_mb <= MIXED_MB,
            "check": self.check.best_core_ms <= CHECK_MS,
            "typst": front.of_typst is None or front.of_typst <= OF_TYPST,
            "weasyprint": front.ahead_of_weasyprint is None or front.ahead_of_weasyprint >= AHEAD_OF_WEASYPRINT,
        }
        return [name for name, holds in held.items() if not holds]

    def as_json(self) -> dict[str, Any]:
        """For people and programs."""
        ratios = {"of_typst": self.front.of_typst, "ahead_of_weasyprint": self.front.ahead_of_weasyprint}
        return {**dataclasses.asdict(self), "ratios": ratios, "over": self.over()}


def document_figures(folder: Path, papers: int = 1_000, rounds: int = 100) -> DocumentFigures:
    """Measure; ``folder`` is for files of the other engines."""
    renderer, order = paper_renderer(PassingSeals()), sample_order()
    return DocumentFigures(
        warm=taken(lambda: renderer.render(order).pdf, rounds),
        first=Taken(**own_process("first")),
        mixed=MixedPapers(**own_process("memory", str(papers))),
        front=front_page(folder),
        check=checking(folder),
    )
