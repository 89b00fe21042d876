"""An envelope with what it names by hash: parts, each after its length as four bytes, big-endian."""

from dataclasses import dataclass

from branch_app.domain.errors import BadInput

MAX_PARCEL_BYTES = 32 << 20
MEDIA_TYPE = "application/vnd.madoguchi.parcel"
_MAX_PARTS = 8
_LENGTH_BYTES = 4


@dataclass(frozen=True, slots=True)
class Parcel:
    """A signed envelope and its attachments."""

    envelope: bytes
    attachments: tuple[bytes, ...] = ()

    def to_bytes(self) -> bytes:
        """All parts in one piece."""
        parts = (self.envelope, *self.attachments)
        return b"".join(len(part).to_bytes(_LENGTH_BYTES, "big") + part for part in parts)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Parcel":
        """Cut into parts.

        Raises:
            BadInput: too large, too many parts, or a part that is cut off.
        """
        if len(data) > MAX_PARCEL_BYTES:
            raise BadInput(at="parcel size")
        parts: list[bytes] = []
        at = 0
        while at < len(data) and len(parts) < _MAX_PARTS:
            start = at + _LENGTH_BYTES
            at = start + int.from_bytes(data[at:start], "big")
            parts.append(data[start:at])
        if at != len(data) or not parts:
            raise BadInput(at="parcel")
        return cls(parts[0], tuple(parts[1:]))
