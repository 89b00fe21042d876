"""Which paper a stock is."""

import pytest

from branch_app.domain.records.paper import Paper, paper_of


@pytest.mark.parametrize("stock", ["security", "security-b"])
def test_security_paper_is_called_so(stock: str) -> None:
    """Its own 牽制文字 are under everything, so ours stay away."""
    assert Paper.SECURITY == paper_of(stock)


@pytest.mark.parametrize("stock", ["plain", "tray-2", ""])
def test_all_else_is_plain(stock: str) -> None:
    """A stock that nobody knows gets our marks."""
    assert Paper.PLAIN == paper_of(stock)
