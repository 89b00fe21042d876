"""Genuine sheets and their photocopies, damaged and scanned in simulation: what each is called, by severity.

    python -m tests.prove.checked_scans SHEETS SEED

Half of the sheets are originals, half are copies, over the fixed grid of severities; with the site's key. Says one
line of JSON, and ends with 1 when an original was called a copy or forged, a copy an original, or fewer than 99.5 %
of seals or backs could be read. Torn fronts do not count for the seal: a hole of 40 mm may take it whole.
"""

import json
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

from branch_app.documents.seals.verdict import Finding
from branch_app.domain.records.paper import Paper
from branch_app.verification.examine import Report
from branch_app.verification.judge import Answer
from tests.fakes.checked_papers import checked, printed_sides, scanned_sides, tiff
from tests.fakes.every_paper import EVERY_PAPER
from tests.fakes.paper_seals import steady_renderer
from tests.fakes.photocopier import photocopied
from tests.fakes.scanner import GRID, TORN, Grey

PAPERS = ("juminhyo everything", "inkan", "kisaijiko", "mibun")
ENOUGH = 0.995
WRONG = {"original": (Answer.COPY, Answer.FORGED), "copy": (Answer.ORIGINAL, Answer.FORGED)}


@cache
def sheet(name: str, *, copied: bool) -> list[Grey]:
    """Front and back as they leave the printer, or the copier."""
    if copied:
        return [photocopied(side, seed) for seed, side in enumerate(sheet(name, copied=False))]
    return printed_sides(steady_renderer().render(replace(EVERY_PAPER[name], paper=Paper.PLAIN)).pdf, 1)


def looked_at(number: int, seed: int, path: Path, *, copied: bool) -> Report:
    """One sheet of the grid."""
    severity, dpi = GRID[number % len(GRID)]
    sides = sheet(PAPERS[number // len(GRID) % len(PAPERS)], copied=copied)
    path.write_bytes(tiff(scanned_sides(sides, dpi, severity, seed), dpi))
    return checked(path)


def main(sheets: int, seed: int) -> int:
    """Say what they were called."""
    answers: Counter[str] = Counter()
    read: Counter[str] = Counter()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(sheets):
            kind = "copy" if number % 2 else "original"
            severity, dpi = GRID[number // 2 % len(GRID)]
            report = looked_at(number // 2, seed + 2 * number, Path(folder) / "scan.tiff", copied=kind == "copy")
            answers[f"{kind} {severity.name} {dpi}: {report.answer.value}"] += 1
            wrong += report.answer in WRONG[kind]
            read["back"] += any(side.back.finding is Finding.GENUINE for side in report.backs)
            if severity.name != TORN.name:
                read["seal"] += any(side.seal.finding is Finding.GENUINE for side in report.fronts)
                read["seals"] += 1
    print(json.dumps({"answers": answers, "wrong": wrong, "read": read}))  # noqa: T201
    rates = (read["back"] / max(1, sheets), read["seal"] / max(1, read["seals"]))
    return int(bool(wrong) or min(rates) < ENOUGH)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
