"""A new key to receive with: made on the device, asked for under the key of its log, which stays."""

from dataclasses import dataclass
from datetime import datetime

from sync.wire.messages import DeviceMessage, Message

KEY_BYTES = 32
KEY_OVER = "key over"
"""Reason of a no: head office seals nothing more to the key at hand; the device is to bring a new one."""
KEY_LAPSED = "key lapsed"
"""Reason of a no: that is not to be made good by a key any more, but by a person with an enrolment code."""


@dataclass(frozen=True, slots=True)
class RenewRequest(DeviceMessage):
    """``transport_key``: raw X25519, what head office is to seal to from now on."""

    TYPE = "application/vnd.madoguchi.renew-request.v1+json"
    transport_key: bytes

    def __post_init__(self) -> None:
        """Refuse what is no key."""
        if len(self.transport_key) != KEY_BYTES:
            raise ValueError("transport key")


@dataclass(frozen=True, slots=True)
class RenewAnswer(Message):
    """Head office seals to that key, until then."""

    TYPE = "application/vnd.madoguchi.renew-answer.v1+json"
    transport_key: bytes
    until: datetime
