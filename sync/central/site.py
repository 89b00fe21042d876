"""The place where papers are checked: its address, and the key that backs are sealed to.

The private key opens the content of every paper. It stays with head office and goes to no counter.
"""

from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.domain.errors import BadInput
from branch_app.domain.records.paper_trust import VerificationSite
from sync.central.trust.keys import kept, random_key, replace_private

FIRST_URI = "https://kakunin.example"
"""Until the city names its own; the domain exists nowhere (RFC 2606)."""

_KEY, _URI = "site.key", "site.uri"
_LONGEST_URI = 40
"""It stands three times in every seal."""


@dataclass(frozen=True, slots=True)
class Site:
    """Address and private key."""

    uri: str
    key: X25519PrivateKey = field(repr=False)

    @property
    def public(self) -> VerificationSite:
        """What devices are told."""
        return VerificationSite(self.uri, self.key.public_key().public_bytes_raw())


def load_site(folder: Path) -> Site:
    """The site of that folder; its key is made on first use."""
    key = X25519PrivateKey.from_private_bytes(kept(folder / _KEY, random_key))
    return Site(kept(folder / _URI, FIRST_URI.encode).decode(), key)


def name_site(folder: Path, uri: str) -> Site:
    """Give the site its address; papers printed before name the old one.

    Raises:
        BadInput: no https address, or too long for a seal.
    """
    if not uri.startswith("https://") or not uri.isascii() or not uri.isprintable() or len(uri) > _LONGEST_URI:
        raise BadInput(at="uri")
    replace_private(folder / _URI, uri.rstrip("/").encode())
    return load_site(folder)
