"""A chip that behaves like the cards' own, for training, demonstration and tests.

It knows applications, files, PINs with try counters, and keys; what lies in them is personalised by
``training_cards``. Selection and verified PINs are lost at reset, as on a real card; selecting an application
clears the PINs verified in another.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from branch_app.cards.apdu import SW, Command

Signer: TypeAlias = Callable[[bytes], bytes | None]
"""DigestInfo → signature; None when the DigestInfo is of no known form."""
CONTACT_ATR = bytes.fromhex("3BE000FF8131FE4514")
CONTACTLESS_ATR = bytes.fromhex("3B888001000005E0B381A1007F")


@dataclass(slots=True)
class PinFile:
    """A PIN; ``left`` tries of ``maximum``."""

    value: bytes
    maximum: int
    left: int


@dataclass(frozen=True, slots=True)
class DataFile:
    """Readable content; with ``opened_by`` one of those PIN files must be verified."""

    content: bytes
    opened_by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A private key that signs once its PIN file is verified."""

    sign: Signer
    opened_by: tuple[int, ...]


File: TypeAlias = DataFile | KeyFile | PinFile
Answer: TypeAlias = tuple[bytes, int]


@dataclass(slots=True)
class Chip:
    """Applications by identifier, files by number. ``exchange`` takes one command and gives one response."""

    atr: bytes
    applications: Mapping[bytes, Mapping[int, File]]
    _files: Mapping[int, File] | None = None
    _current: File | None = None
    _verified: set[int] = field(default_factory=set)
    _current_number: int = 0

    def reset(self) -> None:
        """Power off, power on or reset: nothing selected, nothing verified; try counters stay."""
        self._files = None
        self._current = None
        self._verified.clear()

    def transmit(self, apdu: bytes) -> Answer:
        """See ``apdu.Connection``."""
        try:
            command = Command.parse(apdu)
        except ValueError:
            return b"", SW.WRONG_LENGTH
        match command.cla, command.ins:
            case 0x00, 0xA4:
                return b"", self._select(command)
            case 0x00, 0x20:
                return b"", self._verify(command)
            case 0x00, 0xB0:
                return self._read(command)
            case 0x80, 0x2A:
                return self._sign(command)
            case 0x00, _:
                return b"", SW.UNKNOWN_INSTRUCTION
        return b"", SW.UNKNOWN_CLASS

    def _select(self, command: Command) -> int:
        match command.p1:
            case 0x04:
                return self._select_application(command.data)
            case 0x02:
                return self._select_file(int.from_bytes(command.data))
        return SW.WRONG_PARAMETERS

    def _select_application(self, identifier: bytes) -> int:
        files = self.applications.get(identifier)
        if files is None:
            return SW.NOT_FOUND
        self.reset()
        self._files = files
        return SW.OK

    def _select_file(self, number: int) -> int:
        file = self._files.get(number) if self._files is not None else None
        if file is None:
            return SW.NOT_FOUND
        self._current, self._current_number = file, number
        return SW.OK

    def _verify(self, command: Command) -> int:
        pin = self._current
        if not isinstance(pin, PinFile):
            return SW.NO_CURRENT_FILE
        if not command.data:
            return self._verify_state(pin)
        if pin.left == 0:
            return SW.PIN_BLOCKED_AFTER_LAST
        if command.data != pin.value:
            self._verified.discard(self._current_number)
            pin.left -= 1
            return SW.WRONG_PIN | pin.left
        pin.left = pin.maximum
        self._verified.add(self._current_number)
        return SW.OK

    def _verify_state(self, pin: PinFile) -> int:
        if self._current_number in self._verified:
            return SW.OK
        return SW.WRONG_PIN | pin.left if pin.left else SW.PIN_BLOCKED_AFTER_LAST

    def _read(self, command: Command) -> Answer:
        file = self._current
        if not isinstance(file, DataFile):
            return b"", SW.NO_CURRENT_FILE
        if not self._open(file):
            return b"", SW.SECURITY_NOT_SATISFIED
        offset = command.p1 << 8 | command.p2
        if offset >= len(file.content):
            return b"", SW.OFFSET_BEYOND_END
        return file.content[offset : offset + (command.expect or 0)], SW.OK

    def _sign(self, command: Command) -> Answer:
        file = self._current
        if not isinstance(file, KeyFile):
            return b"", SW.NO_CURRENT_FILE
        if not self._open(file):
            return b"", SW.SECURITY_NOT_SATISFIED
        signature = file.sign(command.data)
        return (b"", SW.WRONG_DATA) if signature is None else (signature, SW.OK)

    def _open(self, file: DataFile | KeyFile) -> bool:
        return not file.opened_by or not self._verified.isdisjoint(file.opened_by)
