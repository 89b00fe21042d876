"""``bench documents``: time, size and memory of papers, and two other engines on the same page."""

import argparse
import json
import tempfile
from pathlib import Path

from branch_app.bench.documents.figures import document_figures
from branch_app.cli.kinds import Commands


def fill_documents(bench: Commands) -> None:
    """Arguments of the command."""
    parser = bench.add_parser("documents", help="papers; status 1 when a limit does not hold")
    parser.add_argument("--json", type=Path, help="write them here too")
    parser.add_argument("--papers", type=int, default=1_000, help="mixed certificates made in one process")
    parser.set_defaults(run=_bench_documents)


def _bench_documents(chosen: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="madoguchi-documents-") as folder:
        figures = document_figures(Path(folder), chosen.papers)
    text = json.dumps(figures.as_json(), indent=1)
    print(text)
    if chosen.json:
        chosen.json.parent.mkdir(parents=True, exist_ok=True)
        chosen.json.write_text(text + "\n", encoding="utf-8")
    return 1 if figures.over() else 0
