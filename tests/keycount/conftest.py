"""One city for all tasks."""

from pathlib import Path

import pytest

from tests.keycount.bench import make_city


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A device as its first run leaves it, to be copied."""
    home = tmp_path_factory.mktemp("city") / "home"
    make_city(home)
    return home
