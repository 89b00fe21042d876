"""``bench``: figures of this machine as JSON. Ratios are gates, times are reported."""

import argparse
import dataclasses
import json
import tempfile
from pathlib import Path
from typing import Any

from branch_app.bench.documents.stopwatch import taken
from branch_app.bench.issue import issue_times
from branch_app.bench.papers import sample_order
from branch_app.bench.seals import PassingSeals
from branch_app.bench.verification import LIMIT, verification_rates
from branch_app.cli.bench_day import fill_day
from branch_app.cli.bench_documents import fill_documents
from branch_app.cli.bench_register import fill_register
from branch_app.cli.bench_sync import fill_sync
from branch_app.cli.bench_window import fill_window
from branch_app.composition.papers import paper_renderer
from db.append_bench import measure as append_figures

PAPERS = 100
APPEND_LIMIT = 1.5
"""An append may take so many times as long as the same rows through the bare driver."""


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--json", type=Path, help="write them here too")
    parser.add_argument("--entries", type=int, default=2_000, help="appends to measure")
    parser.set_defaults(run=_bench)
    others = parser.add_subparsers(metavar="what")
    fill_window(others)
    fill_register(others)
    fill_documents(others)
    fill_day(others)
    fill_sync(others)


def _bench(chosen: argparse.Namespace) -> int:
    # The first paper counts only in a process that has made none before, so papers come first.
    renderer = paper_renderer(PassingSeals())
    papers = taken(lambda: renderer.render(sample_order()).pdf, PAPERS)
    figures: dict[str, Any] = {"prepare": dataclasses.asdict(papers)}
    with tempfile.TemporaryDirectory(prefix="madoguchi-bench-") as workspace:
        place = Path(workspace)
        (place / "append").mkdir()
        append = append_figures(place / "append", chosen.entries)
        verification = verification_rates(place)
        figures["append"] = {**dataclasses.asdict(append), "ratio": append.ratio, "limit": APPEND_LIMIT}
        figures["verification"] = {**dataclasses.asdict(verification), "ratio": verification.ratio, "limit": LIMIT}
        figures["issue"] = dataclasses.asdict(issue_times(place / "issue"))
    text = json.dumps(figures, indent=1)
    print(text)
    if chosen.json:
        chosen.json.parent.mkdir(parents=True, exist_ok=True)
        chosen.json.write_text(text + "\n", encoding="utf-8")
    return 0 if append.ratio <= APPEND_LIMIT and verification.ratio <= LIMIT else 1
