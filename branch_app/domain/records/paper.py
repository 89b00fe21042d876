"""Kinds of paper that certificates are printed on."""

from enum import Enum


class Paper(Enum):
    """What lies in the tray, as far as it matters for what is printed on it."""

    SECURITY = "security"
    """改ざん防止用紙: it has 牽制文字 of its own, and ours would hide them."""
    PLAIN = "plain"
    """普通紙: what protects it is printed with the certificate."""


def paper_of(stock: str) -> Paper:
    """The kind of a stock, by its name: security paper is called so, such as ``security-b``; all else is plain.

    A stock nobody knows gets our marks too: a mark too many does less harm than none.
    """
    return Paper.SECURITY if stock.startswith(Paper.SECURITY.value) else Paper.PLAIN
