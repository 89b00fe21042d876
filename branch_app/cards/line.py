"""A connection that ends for good with its first lost answer."""

from typing import NoReturn

from branch_app.cards.apdu import Connection
from branch_app.domain.errors import CardError, MadoguchiError, OutOfOrder


class Line:
    """Latched connection: after the first failure every later command fails the same way, and none is sent."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ended_by: MadoguchiError | None = None

    def transmit(self, apdu: bytes) -> tuple[bytes, int]:
        """As the connection does, until it fails once."""
        if self._ended_by is not None:
            raise self._ended_by
        try:
            return self._connection.transmit(apdu)
        except CardError as error:
            self._ended_by = error
            raise

    def fail(self, error: CardError) -> NoReturn:
        """End the line for a reason found in what was answered."""
        self._ended_by = error
        raise error

    def end(self) -> None:
        """Nothing is sent after the session; a first failure keeps its name."""
        self._ended_by = self._ended_by or OutOfOrder(now="session ended", then="card read")
