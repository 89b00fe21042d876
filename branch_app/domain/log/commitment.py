"""Commitments and openings: what the log says without saying it.

Where personal data would stand, an entry holds HMAC-SHA-256(salt, value). Salt and value, the opening, lie beside
the log under a key per retention class and period; shred that key and the log still verifies but tells nothing.
"""

import hashlib
import hmac
from dataclasses import dataclass
from enum import Enum

from branch_app.domain.errors import ProofInvalid
from branch_app.domain.values.identifiers import Commitment, Pseudonym


class Retention(Enum):
    """保存区分: how long the opening is kept; the period itself is a fiscal year."""

    ISSUANCE = "issuance"
    REFUSAL = "refusal"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens one commitment or pseudonym: ``name`` of the field, 32 bytes of salt, the value."""

    commitment: str
    name: str
    salt: bytes
    value: bytes
    retention: Retention


def commit(name: str, value: bytes, salt: bytes, retention: Retention) -> tuple[Commitment, Opening]:
    """Commitment to a value with the opening that proves it."""
    commitment = _digest(salt, value)
    return commitment, Opening(commitment, name, salt, value, retention)


def check(commitment: Commitment, opening: Opening) -> None:
    """Raise ProofInvalid unless the opening opens the commitment."""
    if not hmac.compare_digest(commitment.encode(), _digest(opening.salt, opening.value).encode()):
        raise ProofInvalid(what=opening.name)


def pseudonym(key: bytes, person: str) -> Pseudonym:
    """A person's stand-in within one device, class and period: random to whoever lacks the key."""
    return Pseudonym(hmac.digest(key, person.encode(), "sha256")[:16].hex())


def _digest(salt: bytes, value: bytes) -> Commitment:
    return Commitment(hmac.new(salt, value, hashlib.sha256).hexdigest())
