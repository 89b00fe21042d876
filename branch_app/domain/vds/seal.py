"""A whole seal: header, messages as tag, length and value, and the signature over all that comes before it.

Nothing is believed here: ``Seal.decode`` says what the bytes say, and whoever knows a key asks ``signed_part``.
Source: BSI TR-03137-1, section 2; TR-03171, section 4.
"""

from dataclasses import dataclass, replace

from branch_app.domain.errors import BadInput
from branch_app.domain.vds.header import Header

MOST_BYTES = 4096
"""More than any symbol holds."""

_SIGNATURE_TAG = 0xFF
_DER = 0x01
"""Categories of documents: those of administrations tell lengths as DER does, the others in one byte."""
_SHORT = 0x80
_ONE_BYTE, _TWO_BYTES = 0x81, 0x82


@dataclass(frozen=True, slots=True)
class Message:
    """One message: tag 0 to 254 and its value as it stands in the seal."""

    tag: int
    value: bytes

    def __post_init__(self) -> None:
        """Raise ValueError for a tag or a value that a seal has no room for."""
        if not 0 <= self.tag < _SIGNATURE_TAG or len(self.value) > MOST_BYTES:
            raise ValueError("message")


@dataclass(frozen=True, slots=True)
class Seal:
    """Header, messages in their order, and r ‖ s; ``signature`` is empty while nobody has signed."""

    header: Header
    messages: tuple[Message, ...]
    signature: bytes = b""

    def value(self, tag: int) -> bytes | None:
        """Of the message with that tag."""
        return next((message.value for message in self.messages if message.tag == tag), None)

    def signed_part(self) -> bytes:
        """What the signature is over."""
        body = (self._tlv(message.tag, message.value) for message in self.messages)
        return self.header.encode() + b"".join(body)

    def with_signature(self, signature: bytes) -> "Seal":
        """The same, signed."""
        return replace(self, signature=signature)

    def encode(self) -> bytes:
        """All of it."""
        return self.signed_part() + (self._tlv(_SIGNATURE_TAG, self.signature) if self.signature else b"")

    def _tlv(self, tag: int, value: bytes) -> bytes:
        return bytes((tag,)) + _length(len(value), der=_is_der(self.header)) + value

    @classmethod
    def decode(cls, data: bytes) -> "Seal":
        """What those bytes say; encoding it again gives the same bytes.

        Raises:
            BadInput: no seal, cut off, a message twice, something behind the signature, or not in its one form.
        """
        if len(data) > MOST_BYTES:
            raise BadInput(at="size")
        header, at = Header.decode(data)
        messages: list[Message] = []
        signature = b""
        while at < len(data):
            if signature:
                raise BadInput(at="behind the signature")
            tag, value, at = _read(data, at, der=_is_der(header))
            if tag == _SIGNATURE_TAG:
                signature = value
            else:
                messages.append(Message(tag, value))
        if len({message.tag for message in messages}) != len(messages):
            raise BadInput(at="tags")
        seal = cls(header, tuple(messages), signature)
        if seal.encode() != data:
            raise BadInput(at="form")
        return seal


def _is_der(header: Header) -> bool:
    return header.document >> 8 == _DER


def _length(size: int, *, der: bool) -> bytes:
    if size < _SHORT or not der:
        return bytes((size,))
    return bytes((_ONE_BYTE, size)) if size < 0x100 else bytes((_TWO_BYTES,)) + size.to_bytes(2)


def _read(data: bytes, at: int, *, der: bool) -> tuple[int, bytes, int]:
    """Tag, value, and where the next one begins."""
    tag, size, start = data[at], int.from_bytes(data[at + 1 : at + 2]), at + 2
    if der and size >= _SHORT:
        if size not in {_ONE_BYTE, _TWO_BYTES}:
            raise BadInput(at="length")
        width = size - _SHORT
        size, start = int.from_bytes(data[start : start + width]), start + width
    if start + size > len(data):
        raise BadInput(at="length")
    return tag, data[start : start + size], start + size
