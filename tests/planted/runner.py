"""Plant each bug in a copy of the tree and see its test module fail; before that, see it pass without the bug.

    python -m tests.planted.runner [NAME…]

Says one line for each bug, and ends with 1 when one was not caught.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.planted.bug import ROOT, Bug, planted

_COPIED = ("branch_app", "db", "sync", "tests")
_LEFT_OUT = {".git", ".venv", "out", *_COPIED}
_TEST = ("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly")
PASSED, FAILED = 0, 1
"""What the test runner ends with; anything else is no verdict of a test."""


def copy_tree(folder: Path) -> Path:
    """The sources below ``folder``; what no bug touches is only pointed at."""
    for name in _COPIED:
        shutil.copytree(ROOT / name, folder / name)
    for path in ROOT.iterdir():
        if path.name not in _LEFT_OUT and not path.name.startswith("."):
            (folder / path.name).symlink_to(path)
    return folder


def outcome(tree: Path, module: str) -> int:
    """How that test module ends there."""
    command = [sys.executable, *_TEST, module]
    return subprocess.run(command, cwd=tree, capture_output=True, check=False).returncode


def outcome_with(bug: Bug, tree: Path) -> int:
    """How the bug's test module ends while it is planted; afterwards the tree is as it was."""
    healthy = {change.file: (tree / change.file).read_text(encoding="utf-8") for change in bug.changes}
    for change in bug.changes:
        (tree / change.file).write_text(change.applied(tree), encoding="utf-8")
    try:
        return outcome(tree, bug.caught_by)
    finally:
        for file, text in healthy.items():
            (tree / file).write_text(text, encoding="utf-8")


def run(bugs: Iterable[Bug], tree: Path) -> int:
    """How many were not caught."""
    passes: dict[str, bool] = {}
    missed = 0
    for bug in bugs:
        if bug.caught_by not in passes:
            passes[bug.caught_by] = outcome(tree, bug.caught_by) == PASSED
        verdict = "FAILS WITHOUT IT"
        if passes[bug.caught_by]:
            verdict = "caught" if outcome_with(bug, tree) == FAILED else "MISSED"
        missed += verdict != "caught"
        print(f"{verdict}  {bug.name}  {bug.caught_by}", flush=True)  # noqa: T201
    return missed


def main(names: Sequence[str]) -> int:
    """Those bugs, or all."""
    with tempfile.TemporaryDirectory(prefix="planted-") as folder:
        missed = run((bug for bug in planted() if not names or bug.name in names), copy_tree(Path(folder)))
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
