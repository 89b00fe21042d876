"""Printed, damaged and scanned in simulation: how many seals and backs come through, by severity.

    python -m tests.prove.scanned_marks PAGES SEED

Half of the pages are fronts and half are backs, over the fixed grid of severities. Says one line of JSON, and ends
with 1 when fewer than 99.5 % of either came through. Two holes of 40 mm may take a seal of 30 mm whole, so torn
fronts are told and do not count: that is what the back is for.
"""

import json
import sys
from collections import Counter
from functools import cache

from PIL import Image

from branch_app.documents.seals.check import check_seal
from branch_app.documents.seals.reading import read_back_page, read_front_page
from branch_app.documents.seals.restore import restore_back
from branch_app.documents.seals.verdict import Finding
from tests.fakes.every_paper import EVERY_PAPER
from tests.fakes.laser import printed
from tests.fakes.marked import drawn
from tests.fakes.paper_seals import steady_renderer, steady_seals, steady_trust
from tests.fakes.scanner import GRID, TORN, Grey, Severity, scan

PAPERS = ("juminhyo everything", "inkan", "juminhyo of twelve", "koseki")
ENOUGH = 0.995


@cache
def side(name: str, number: int) -> Grey:
    """That side of a paper as it leaves the printer."""
    pdf = steady_renderer().render(EVERY_PAPER[name]).pdf
    return printed(drawn(pdf, number), seed=number)


def front_comes_through(name: str, severity: Severity, dpi: int, seed: int) -> bool:
    """Whether the seal of the first page is read and genuine."""
    found = read_front_page(Image.fromarray(scan(side(name, 1), dpi, severity, seed)))
    return any(check_seal(seal, steady_trust()).finding is Finding.GENUINE for seal in found.seals)


def back_comes_through(name: str, severity: Severity, dpi: int, seed: int) -> bool:
    """Whether the back of the first page is restored, down to its content."""
    found = read_back_page(Image.fromarray(scan(side(name, 2), dpi, severity, seed)))
    return restore_back(found.shares, steady_trust(), steady_seals().site_key).content is not None


def run(pages: int, seed: int) -> dict[str, tuple[int, int]]:
    """Came through and looked at, by side, severity and resolution."""
    good: Counter[str] = Counter()
    looked: Counter[str] = Counter()
    for number in range(pages // 2):
        severity, dpi = GRID[number % len(GRID)]
        name = PAPERS[number // len(GRID) % len(PAPERS)]
        for what, comes_through in (("seal", front_comes_through), ("back", back_comes_through)):
            key = f"{what} {severity.name} {dpi}"
            good[key] += comes_through(name, severity, dpi, seed + number)
            looked[key] += 1
    return {key: (good[key], looked[key]) for key in looked}


def main(pages: int, seed: int) -> int:
    """Say what came through."""
    figures = run(pages, seed)
    print(json.dumps(figures))  # noqa: T201
    rates = []
    for what in ("seal", "back"):
        counted = [pair for key, pair in figures.items() if key.startswith(what) and not _is_torn_front(key)]
        good, looked = (sum(pair[at] for pair in counted) for at in (0, 1))
        rates.append(good / looked)
    return int(min(rates) < ENOUGH)


def _is_torn_front(key: str) -> bool:
    return key.startswith(f"seal {TORN.name}")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
