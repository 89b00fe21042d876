"""What papers are made of: the doctor names the file that is not the shipped one; nothing is issued meanwhile."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from branch_app.composition import papers
from branch_app.settings import RESOURCES
from branch_app.usecases.doctor import Check
from branch_app.usecases.level import Level
from tests.fakes.branch import SetClock
from tests.fakes.checkups import found, visit

FOLDERS = ("fonts", "marks", "seal", "seals", "tables")


def remove(path: Path) -> None:
    """Gone."""
    path.unlink()


def alter(path: Path) -> None:
    """One byte more."""
    path.write_bytes(path.read_bytes() + b"\n")


def shadow(path: Path) -> None:
    """A font beside the table that is not the system's."""
    path.write_bytes(b"\0\1\0\0" + bytes(1_000))


@pytest.mark.parametrize(
    ("spoil", "name", "said"),
    [
        (shadow, "fonts/ipamjm.ttf", {"resource": "ipamjm.ttf"}),
        (shadow, "fonts/HanaMinB.ttf", {"resource": "HanaMinB.ttf"}),
        (alter, "fonts/fonts.toml", {"resource": "fonts.toml"}),
        (remove, "tables/paper.toml", {"resource": "paper.toml"}),
        (alter, "tables/paper.toml", {"resource": "paper.toml"}),
        (remove, "marks/waves.pbm", {"resource": "waves.pbm"}),
        (alter, "seals/juminhyo.xml", {"resource": "juminhyo.xml"}),
        (remove, "seal/mayor.pbm", {}),
        (remove, "digests.toml", {"resource": "digests.toml"}),
    ],
)
def test_a_file_that_is_not_the_shipped_one_is_named(
    spoil: Callable[[Path], None],
    name: str,
    said: dict[str, str],
    home: Path,
    clock: SetClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Font, table, mark, profile or seal, missing or altered: a fault, and the device cannot issue."""
    resources = tmp_path / "resources"
    for folder in FOLDERS:
        shutil.copytree(RESOURCES / folder, resources / folder)
    shutil.copy(RESOURCES / "digests.toml", resources)
    spoil(resources / name)
    monkeypatch.setattr(papers, "RESOURCES", resources)
    report = visit(home, clock)
    finding = found(report, Check.FONTS)
    assert (Level.BAD, False) == (finding.level, report.can_issue)
    assert finding.error is not None
    assert said == finding.error.facts
