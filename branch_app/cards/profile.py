"""券面事項入力補助 application: the four items (基本4情報) in text."""

from datetime import date
from enum import IntEnum

from branch_app.cards import tlv
from branch_app.cards.apdu import Connection
from branch_app.cards.application import Application
from branch_app.cards.pin import PinKind
from branch_app.ports import FourItems

IDENTIFIER = bytes.fromhex("D3921000310001010408")
SEXES = {"1": "男", "2": "女", "3": "その他"}
"""DF25 as the card codes it."""


class ProfileFile(IntEnum):
    """Elementary files; 個人番号 (0001) is never read here."""

    FOUR_ITEMS = 0x0002
    PIN = 0x0011
    NUMBER_B = 0x0015


class ProfileTag(IntEnum):
    """Objects within 0002."""

    ALL = 0xFF20
    OFFSETS = 0xDF21
    NAME = 0xDF22
    ADDRESS = 0xDF23
    BIRTH = 0xDF24
    SEX = 0xDF25


_PIN_FILES = {PinKind.PROFILE: ProfileFile.PIN, PinKind.NUMBER_B: ProfileFile.NUMBER_B}


class Profile(Application):
    """The selected application; every method may raise ApduError."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, IDENTIFIER)

    def verify_pin(self, kind: PinKind, pin: bytes) -> None:
        """VERIFY of either PIN that opens the four items.

        Raises:
            PinWrong, PinBlocked.
        """
        self.verify(_PIN_FILES[kind], pin)

    def four_items(self) -> FourItems:
        """As stored on the card: name and address are not normalised.

        Raises:
            ValueError: the file does not hold them.
        """
        return parse_four_items(self.read_file(ProfileFile.FOUR_ITEMS))


def parse_four_items(content: bytes) -> FourItems:
    """Four items by tag, because some cards put two bytes in front.

    Raises:
        ValueError: an item is missing or unreadable.
    """
    start = content.find(ProfileTag.ALL.to_bytes(2), 0, 4)
    if start < 0:
        raise ValueError("four items")
    whole = content[start:]
    try:
        items = tlv.parse(tlv.parse(whole[: tlv.first_size(whole)])[ProfileTag.ALL])
        return FourItems(
            name=items[ProfileTag.NAME].decode(),
            address=items[ProfileTag.ADDRESS].decode(),
            birth=date.fromisoformat(items[ProfileTag.BIRTH].decode()),
            sex=SEXES[items[ProfileTag.SEX].decode()],
        )
    except KeyError as error:
        raise ValueError("four items") from error
