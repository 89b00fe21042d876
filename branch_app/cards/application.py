"""One application (AP) on a card: select it, its files, its PINs.

Selecting happens in the constructor, once. Nothing selects again behind the caller's back: the selected application
is state that a card loses with its power, so a card that no longer knows it is another card, or the same one
inserted anew.
"""

from branch_app.cards.apdu import SW, ApduError, Command, Connection, read_binary, send
from branch_app.domain.errors import PinBlocked, PinWrong

UNLIMITED_TRIES = 15
"""What ``tries_left`` says of a card that keeps no counter: the most that 63Cx could."""


class Application:
    """A selected application.

    Raises:
        ApduError: on construction, when the card has no such application; elsewhere, for whatever a card that
            had it selected does not answer.
    """

    def __init__(self, connection: Connection, identifier: bytes) -> None:
        self._connection = connection
        send(connection, Command(0x00, 0xA4, 0x04, 0x0C, identifier))

    def select_file(self, file: int) -> None:
        """Make an elementary file (EF, also PIN or key) the current one."""
        send(self._connection, Command(0x00, 0xA4, 0x02, 0x0C, file.to_bytes(2)))

    def read_file(self, file: int) -> bytes:
        """The whole file, padding included."""
        self.select_file(file)
        return read_binary(self._connection)

    def tries_left(self, file: int, maximum: int) -> int:
        """Tries left on a PIN, without using one: an empty VERIFY.

        A card that has the PIN verified answers 9000, and its counter is full.
        """
        self.select_file(file)
        _, sw = self._connection.transmit(bytes(Command(0x00, 0x20, 0x00, 0x80)))
        return maximum if sw == SW.OK else _tries(sw)

    def verify(self, file: int, pin: bytes) -> None:
        """VERIFY, sent exactly once: a second one would cost the citizen a second try.

        Raises:
            PinWrong: ``left`` tries remain.
            PinBlocked: none remain, be it since this try or since an earlier one.
        """
        self.select_file(file)
        _, sw = self._connection.transmit(bytes(Command(0x00, 0x20, 0x00, 0x80, pin)))
        if sw == SW.OK:
            return
        left = _tries(sw)
        if left == 0:
            raise PinBlocked
        raise PinWrong(left=left)


def _tries(sw: int) -> int:
    if sw in (SW.PIN_BLOCKED, SW.PIN_BLOCKED_AFTER_LAST):
        return 0
    if sw == SW.WRONG_PIN_WITHOUT_LIMIT:
        return UNLIMITED_TRIES
    if sw & 0xFFF0 == SW.WRONG_PIN:
        return sw & 0x000F
    raise ApduError(sw)
