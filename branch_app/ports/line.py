"""What a device keeps of its dealings with head office, whichever of its programs had them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from branch_app.domain.records.standing import Standing


class LineBook(Protocol):
    """Numbers of requests, the keys that are received with, and the end of head office's trust.

    Keys are private halves, raw X25519.
    """

    def next_number(self) -> int:
        """The number of the next request: from 1 on, each given once, also by two programs at once."""

    def skip_numbers(self, past: int) -> None:
        """Head office has heard that number: go on behind it."""

    def key_until(self) -> datetime | None:
        """Until when head office seals to the key at hand; None before it said so."""

    def coming_key(self) -> bytes:
        """The next one: made once, so that whoever never heard the answer asks again for the same."""

    def held_keys(self) -> Sequence[bytes]:
        """What may have been sealed to: the one at hand, the next once it was made, and one that is kept aside."""

    def change_key(self, public: bytes, until: datetime) -> None:
        """Head office seals to the key with that public half (raw); what was at hand before it is forgotten.

        While a stick is out whose answer may be sealed to it, that one is kept aside until its term is over by head
        office's word on the time (where it had none, that of the next), or another takes its place.
        """

    def end(self, epoch: int, standing: Standing) -> None:
        """Head office's signed word that it trusts the log of that epoch no more; the first one stays."""

    def standing(self) -> Standing:
        """Of the newest epoch, as far as any program of this device has heard."""
