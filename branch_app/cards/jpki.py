"""公的個人認証 (JPKI) application: token string, 利用者証明用 certificate, PIN and key.

File identifiers are those OpenSC's ``card-jpki.c`` uses; the issuer's own specification is not public.
"""

from enum import IntEnum

from branch_app.cards.apdu import Command, Connection, send
from branch_app.cards.application import Application
from branch_app.cards.tlv import first_size

IDENTIFIER = bytes.fromhex("D392F000260100000001")
TOKEN_JUKI = "JPKIAPICCTOKEN"  # noqa: S105 - a public name, no secret
TOKEN_MY_NUMBER = "JPKIAPICCTOKEN2"  # noqa: S105
TOKEN_ANDROID = "JPKIAPGPSETOKEN"  # noqa: S105
TOKEN_IPHONE = "JPKIAPIOSTOKEN"  # noqa: S105
PIN_TRIES = 3
_TOKEN_LENGTH = 20
_SIGNATURE_EXPECT = 256


class JpkiFile(IntEnum):
    """Elementary files."""

    SIGNATURE_CERTIFICATE = 0x0001
    SIGNATURE_CA = 0x0002
    TOKEN = 0x0006
    CERTIFICATE = 0x000A
    CA = 0x000B
    KEY = 0x0017
    PIN = 0x0018
    SIGNATURE_KEY = 0x001A
    SIGNATURE_PIN = 0x001B


class Jpki(Application):
    """The selected application; every method may raise ApduError."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, IDENTIFIER)

    def token(self) -> str:
        """What the card calls itself; this and not the ATR tells the kinds of card apart.

        Characters that no token string has are dropped, so that the text may stand in a report.
        """
        raw = self.read_file(JpkiFile.TOKEN)[:_TOKEN_LENGTH]
        return "".join(chr(byte) for byte in raw if chr(byte).isascii() and chr(byte).isalnum())

    def certificate(self) -> bytes:
        """利用者証明用 certificate, DER without padding; free to read.

        Raises:
            ValueError: no certificate lies there.
        """
        content = self.read_file(JpkiFile.CERTIFICATE)
        return content[: first_size(content)]

    def pin_tries_left(self) -> int:
        """Of the 利用者証明用 PIN."""
        return self.tries_left(JpkiFile.PIN, PIN_TRIES)

    def verify_pin(self, pin: bytes) -> None:
        """VERIFY of the 利用者証明用 PIN.

        Raises:
            PinWrong, PinBlocked.
        """
        self.verify(JpkiFile.PIN, pin)

    def sign(self, digest_info: bytes) -> bytes:
        """Signature over a DigestInfo by the 利用者証明用 key; the PIN must be verified."""
        self.select_file(JpkiFile.KEY)
        return send(self._connection, Command(0x80, 0x2A, 0x00, 0x80, digest_info, expect=_SIGNATURE_EXPECT))
