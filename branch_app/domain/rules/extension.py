"""An extension counts where two persons opened it, for its office, until its end, and as head office signed it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from branch_app.domain.errors import BadInput, EntryNotUnderstood, ExtensionUnusable
from branch_app.domain.log.canonical import from_canonical
from branch_app.domain.log.note import Verify
from branch_app.domain.records.enrolment import FreshnessPolicy
from branch_app.domain.records.extension import Extension, limit_of
from branch_app.domain.records.signed_extension import SignedExtension
from branch_app.domain.values.codec import decode

_HOURS_A_DAY = 24

Opened = Mapping[int, str]
"""What two persons opened, by serial: the digest of the very body they opened."""


class ExtensionState(Enum):
    """Where one stands."""

    EARLY = "early"
    READY = "ready"
    OPEN = "open"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Authority:
    """Whose word counts, for which office: head office's Ed25519 key, and how a signature is checked."""

    key: bytes
    verify: Verify
    office: str

    def read(self, signed: SignedExtension) -> Extension:
        """What head office signed for this office.

        Raises:
            ExtensionUnusable: ``reason`` is not_signed or other_office.
        """
        if not self.verify(self.key, message(signed.body), signed.signature):
            raise ExtensionUnusable(reason="not_signed")
        try:
            extension = decode(Extension, from_canonical(signed.body))
        except (BadInput, EntryNotUnderstood) as error:
            raise ExtensionUnusable(reason="not_signed") from error
        if extension.office != self.office:
            raise ExtensionUnusable(reason="other_office")
        return extension


def message(body: bytes) -> bytes:
    """What is signed: no other thing that head office signs begins so."""
    return b"madoguchi disaster extension v1\0" + body


def digest(signed: SignedExtension) -> str:
    """Names the very body: hex SHA-256."""
    return hashlib.sha256(signed.body).hexdigest()


def state_of(extension: Extension, signed: SignedExtension, opened: Opened, now: datetime) -> ExtensionState:
    """Its end counts before everything else."""
    if now > extension.valid_until:
        return ExtensionState.OVER
    if opened.get(extension.serial) == digest(signed):
        return ExtensionState.OPEN
    return ExtensionState.EARLY if now < extension.valid_from else ExtensionState.READY


def in_force(
    signed: Iterable[SignedExtension], opened: Opened, authority: Authority, now: datetime
) -> Iterator[Extension]:
    """Those that count now; what is not as it was signed does not count."""
    for each in signed:
        try:
            extension = authority.read(each)
        except ExtensionUnusable:
            continue
        if state_of(extension, each, opened, now) is ExtensionState.OPEN:
            yield extension


def extended(policy: FreshnessPolicy, extensions: Iterable[Extension]) -> FreshnessPolicy:
    """How old data may be under them: of several the longest counts, they do not add up."""
    days: dict[str, int] = {}
    for extension in extensions:
        for register in extension.registers:
            days[register] = max(days.get(register, 0), extension.days)
    limits = {limit_of(register): more * _HOURS_A_DAY for register, more in days.items()}
    return replace(policy, **{name: getattr(policy, name) + hours for name, hours in limits.items()})
