"""The tree of errors."""

import pickle
from collections.abc import Iterator

import pytest

from branch_app.domain.errors import MadoguchiError


def _tree(root: type[MadoguchiError]) -> Iterator[type[MadoguchiError]]:
    yield root
    for kind in root.__subclasses__():
        yield from _tree(kind)


@pytest.mark.parametrize("kind", list(_tree(MadoguchiError)), ids=lambda kind: kind.__name__)
def test_an_error_is_whole_in_another_process(kind: type[MadoguchiError]) -> None:
    """Kind, facts and wording come back from a child process."""
    error = kind(at="here", rows=3)
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - bytes of our own
    assert (kind, error.facts, str(error)) == (type(back), back.facts, str(back))
