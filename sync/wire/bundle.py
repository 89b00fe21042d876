"""A USB stick as a slow line: one encrypted file takes requests to central, another one brings their answers back.

::

    MGSTICK1 | length of the label, 4 bytes | label, canonical JSON | sealed
    sealed: HPKE to the receiver of the label, for exactly that label
    inside: parts, each after its length as 8 bytes; the first is a signed letter, which names the others by hash

The parts are the very bodies and answers that the line would carry, so whatever holds there holds here.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.domain.errors import BadInput, EnvelopeNotTrusted, StickRefused
from branch_app.domain.values.codec import decode, encode
from sync.wire.envelope import key_id
from sync.wire.messages import DeviceMessage, Message
from sync.wire.sealing import seal, unseal
from sync.wire.strict import dump, parse

MAX_BUNDLE_BYTES = 512 << 20
_MAGIC = b"MGSTICK1"
_LABEL_LENGTH = 4
_PART_LENGTH = 8
_MOST_LABEL_BYTES = 4_096


class Direction(Enum):
    """Which way a file goes."""

    TO_CENTRAL = "to_central"
    TO_DEVICE = "to_device"


@dataclass(frozen=True, slots=True)
class Label:
    """What anybody may read: which way, for whom (hex SHA-256 of the receiver's key), and how many bytes follow."""

    direction: Direction
    receiver: str
    size: int


@dataclass(frozen=True, slots=True)
class FirstStickLetter(DeviceMessage):
    """As the version before this one wrote it: it is answered to the device's transport key."""

    TYPE = "application/vnd.madoguchi.stick-letter.v1+json"
    number: int
    routes: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StickLetter(DeviceMessage):
    """Requests of a device, in order: ``routes`` as on the line, ``parts`` the hex SHA-256 of their bodies.

    ``number`` counts the sticks of a device: each is taken once. ``reply_key`` is the raw X25519 key that the
    answer is sealed to: the device opens it with a person's password only.
    """

    TYPE = "application/vnd.madoguchi.stick-letter.v2+json"
    number: int
    reply_key: bytes
    routes: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StickAnswer(Message):
    """Central's acknowledgement of stick ``number``: what it answered to each request, ``parts`` by hash."""

    TYPE = "application/vnd.madoguchi.stick-answer.v1+json"
    number: int
    statuses: tuple[int, ...]
    parts: tuple[str, ...]


def pack(parts: Sequence[bytes], direction: Direction, receiver: bytes) -> bytes:
    """The file; ``receiver`` is a raw X25519 key."""
    plain = joined(parts)
    name = key_id(receiver)
    size = len(seal(b"", receiver, b"")) + len(plain)
    label = dump(encode(Label(direction, name, size)))
    sealed = seal(plain, receiver, _purpose(label))
    return _MAGIC + len(label).to_bytes(_LABEL_LENGTH) + label + sealed


def unpack(data: bytes, direction: Direction, *receivers: X25519PrivateKey) -> tuple[bytes, ...]:
    """Its parts, for whichever of the receivers it is; nothing of them is believed yet.

    Raises:
        StickRefused: cut off, no such file, another way, for somebody else, or altered.
    """
    label, text, sealed = _labelled(data)
    if label.direction is not direction:
        raise StickRefused(why="stick_wrong_way")
    ours = {key_id(receiver.public_key().public_bytes_raw()): receiver for receiver in receivers}
    receiver = ours.get(label.receiver)
    if receiver is None:
        raise StickRefused(why="stick_foreign")
    if len(sealed) != label.size:
        raise StickRefused(why="stick_partial")
    try:
        return parted(unseal(sealed, receiver, _purpose(text)))
    except EnvelopeNotTrusted as error:
        raise StickRefused(why="stick_altered") from error


def digest_of(part: bytes) -> str:
    """As a letter names it."""
    return hashlib.sha256(part).hexdigest()


def _labelled(data: bytes) -> tuple[Label, bytes, bytes]:
    start = len(_MAGIC) + _LABEL_LENGTH
    if not data.startswith(_MAGIC[: max(len(data), 1)]) or len(data) > MAX_BUNDLE_BYTES:
        raise StickRefused(why="stick_unknown")
    length = int.from_bytes(data[len(_MAGIC) : start])
    text = data[start : start + length]
    if len(data) < start or (len(text) < length <= _MOST_LABEL_BYTES):
        raise StickRefused(why="stick_partial")
    try:
        return decode(Label, parse(text, _MOST_LABEL_BYTES)), text, data[start + length :]
    except BadInput as error:
        raise StickRefused(why="stick_unknown") from error


def joined(parts: Iterable[bytes]) -> bytes:
    """Parts in one: of a file, or of an answer that came in pieces."""
    return b"".join(len(part).to_bytes(_PART_LENGTH) + part for part in parts)


def parted(plain: bytes) -> tuple[bytes, ...]:
    """The parts again, one at least.

    Raises:
        StickRefused: they do not fill it exactly.
    """
    parts: list[bytes] = []
    at = 0
    while at < len(plain):
        start = at + _PART_LENGTH
        at = start + int.from_bytes(plain[at:start])
        parts.append(plain[start:at])
    if at != len(plain) or not parts:
        raise StickRefused(why="stick_altered")
    return tuple(parts)


def _purpose(label: bytes) -> bytes:
    return b"madoguchi.v1/stick/" + label
