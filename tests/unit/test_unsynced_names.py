"""The disk of the power cuts forgets names as a journal does: the last ones, in their order."""

from pathlib import Path

from tests.prove.unsynced_names import UnsyncedNames


class _Chance:
    """Always the same number of names is lost."""

    def __init__(self, lost: int) -> None:
        self._lost = lost

    def randint(self, least: int, most: int) -> int:
        """As ``random``'s."""
        assert least <= self._lost <= most
        return self._lost


def _changed(folder: Path) -> UnsyncedNames:
    """A file is replaced by another that was made beside it, and a third is taken away."""
    names = UnsyncedNames()
    old, made, other = folder / "name", folder / "made", folder / "other"
    old.write_text("before")
    other.write_text("other")
    made.write_text("after")
    names.made(made)
    names.going(old)
    made.rename(old)
    names.moved(made, old)
    names.going(other)
    other.unlink()
    return names


def _held(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_the_last_name_that_went_is_back_and_those_before_stay(tmp_path: Path) -> None:
    """Nothing is lost out of its order."""
    _changed(tmp_path).lose(_Chance(1))
    assert {"name": "after", "other": "other"} == _held(tmp_path)


def test_all_may_be_lost(tmp_path: Path) -> None:
    """Then it is as it was, also what had been replaced."""
    _changed(tmp_path).lose(_Chance(4))
    assert {"name": "before", "other": "other"} == _held(tmp_path)


def test_what_was_synced_stays(tmp_path: Path) -> None:
    """A sync makes every name before it durable."""
    names = _changed(tmp_path)
    names.synced()
    names.lose(_Chance(0))
    assert {"name": "after"} == _held(tmp_path)
