"""What a paper certifies, as the bytes that its back carries and that its salted digest is of.

Canonical JSON of the order with nothing in it that the paper does not show, deflated with a dictionary of what such
papers always say. A dictionary that papers were printed with stays for ever: another one is another number.
"""

import dataclasses
import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast, get_args, get_type_hints

from branch_app.documents.resource import checked, table
from branch_app.documents.seals.as_shown import as_shown
from branch_app.domain.errors import BadInput, EntryNotUnderstood, ResourceDamaged
from branch_app.domain.log.canonical import from_canonical, to_canonical
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.snapshots import Snapshot
from branch_app.domain.values.codec import decode, encode

DICTIONARY: Final = 1
"""The dictionary that papers are printed with now."""

_RAW: Final = -15
_BEST: Final = 9
_MOST_BYTES: Final = 1 << 20
"""Nobody's paper says more: what unfolds to more was made to fill our memory."""
_KINDS: Final = {kind.__name__.removesuffix("Snapshot").lower(): kind for kind in get_args(Snapshot)}
_HEAD: Final = dataclasses.make_dataclass(
    "PrintOrder",
    [(name, kind) for name, kind in get_type_hints(PrintOrder).items() if name != "snapshot"],
    frozen=True,
)


@dataclass(frozen=True, slots=True)
class Dictionaries:
    """Dictionaries by their number."""

    by_number: dict[int, bytes]

    def deflated(self, data: bytes) -> bytes:
        """With the dictionary of now."""
        deflate = zlib.compressobj(_BEST, zlib.DEFLATED, _RAW, zdict=self.by_number[DICTIONARY])
        return deflate.compress(data) + deflate.flush()

    def inflated(self, data: bytes, number: int) -> bytes:
        """What was deflated with that dictionary.

        Raises:
            BadInput: no such dictionary, not of that form, or too much.
        """
        if number not in self.by_number:
            raise BadInput(at="dictionary")
        inflate = zlib.decompressobj(_RAW, zdict=self.by_number[number])
        try:
            plain = inflate.decompress(data, _MOST_BYTES)
        except zlib.error as error:
            raise BadInput(at="content") from error
        if not inflate.eof or inflate.unused_data:
            raise BadInput(at="content")
        return plain


def load_dictionaries(resources: Path) -> Dictionaries:
    """The dictionaries ``seals/dictionaries.toml`` vouches for.

    Raises:
        ResourceDamaged: a file is missing or altered.
    """
    folder = resources / "seals"
    try:
        listed = table(folder / "dictionaries.toml").items()
        found = {int(number): checked(folder / entry["file"], entry["sha256"]) for number, entry in listed}
    except (KeyError, TypeError, ValueError) as error:
        raise ResourceDamaged(resource="dictionaries.toml") from error
    if DICTIONARY not in found:
        raise ResourceDamaged(resource="dictionaries.toml")
    return Dictionaries(found)


def kind_of(snapshot: Snapshot) -> str:
    """The code of the kind of paper, as profiles are called."""
    return type(snapshot).__name__.removesuffix("Snapshot").lower()


def content_of(order: PrintOrder) -> bytes:
    """What the paper of that order says."""
    shown = dataclasses.replace(order, snapshot=as_shown(order.snapshot))
    return to_canonical({"kind": kind_of(order.snapshot), "order": encode(shown)})


def read_content(data: bytes) -> PrintOrder:
    """The order that draws the paper again.

    Raises:
        BadInput: not what ``content_of`` makes.
    """
    try:
        told = from_canonical(data)
    except EntryNotUnderstood as error:
        raise BadInput(at="content") from error
    if not isinstance(told, dict) or set(told) != {"kind", "order"}:
        raise BadInput(at="content")
    kind, order = told["kind"], told["order"]
    if not isinstance(order, dict) or not isinstance(kind, str) or kind not in _KINDS:
        raise BadInput(at="content")
    head: object = decode(_HEAD, {name: value for name, value in order.items() if name != "snapshot"})
    snapshot = decode(_KINDS[kind], order.get("snapshot"))
    facts: dict[str, Any] = {field.name: getattr(head, field.name) for field in dataclasses.fields(_HEAD)}
    return PrintOrder(snapshot=cast("Snapshot", snapshot), **facts)


def digest(content: bytes, salt: bytes) -> bytes:
    """Salted SHA-256: without the salt nobody can try out what a paper might say."""
    return hashlib.sha256(salt + content).digest()
