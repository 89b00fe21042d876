"""A whole PC/SC stack a module, in namespaces of its own."""

from collections.abc import Iterator

import pytest

from branch_app.cards.training import PcscStack, pcsc_stack


@pytest.fixture(scope="module")
def stack() -> Iterator[PcscStack]:
    """Without root or pcscd this fails; it is never skipped."""
    with pcsc_stack() as running:
        yield running
