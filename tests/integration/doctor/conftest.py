"""A device's home that the doctor visits, with a folder for a printer and a clock that stands."""

from pathlib import Path

import pytest

from tests.fakes.branch import SetClock, make_branch, open_branch

NOWHERE = 'central = "https://127.0.0.1:9"\nprinter = "spool"\n'


@pytest.fixture
def clock() -> SetClock:
    """09:00 on a Tuesday."""
    return SetClock()


@pytest.fixture
def home(tmp_path: Path, clock: SetClock) -> Path:
    """Enrolled, its replica loaded, its log begun, everything closed again; head office answers nowhere."""
    folders = make_branch(tmp_path)
    open_branch(folders, clock).close()
    (tmp_path / "spool").mkdir()
    (tmp_path / "settings.toml").write_text(NOWHERE)
    return tmp_path
