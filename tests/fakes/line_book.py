"""``LineBook`` in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.domain.records.standing import Standing


@dataclass(slots=True)
class MemoryLineBook:
    """Numbers, keys that came after the session's own, and what head office ended by epoch."""

    number: int = 0
    until: datetime | None = None
    key: bytes | None = None
    coming: bytes | None = None
    ended: dict[int, Standing] = field(default_factory=dict)

    def next_number(self) -> int:
        """One more."""
        self.number += 1
        return self.number

    def skip_numbers(self, past: int) -> None:
        """Never back."""
        self.number = max(self.number, past)

    def key_until(self) -> datetime | None:
        """As it was said last."""
        return self.until

    def coming_key(self) -> bytes:
        """Made once."""
        self.coming = self.coming or X25519PrivateKey.generate().private_bytes_raw()
        return self.coming

    def held_keys(self) -> Sequence[bytes]:
        """Those there are."""
        return [key for key in (self.key, self.coming) if key is not None]

    def change_key(self, public: bytes, until: datetime) -> None:
        """The next one is at hand."""
        if self.coming is not None and public_half(self.coming) == public:
            self.key, self.coming = self.coming, None
        self.until = until

    def end(self, epoch: int, standing: Standing) -> None:
        """The first word stays."""
        self.ended.setdefault(epoch, standing)

    def standing(self) -> Standing:
        """Of the newest epoch that was ended, since there is but one here."""
        return self.ended[max(self.ended)] if self.ended else Standing.IN_FORCE


def public_half(private: bytes) -> bytes:
    """Raw, of a raw key."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
