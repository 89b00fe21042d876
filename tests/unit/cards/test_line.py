"""A line that lost one answer is over."""

import pytest

from branch_app.cards.line import Line
from branch_app.domain.errors import CardChanged, CardError, CardPulled, OutOfOrder, ReaderUnavailable


class StumblingConnection:
    """Loses its first answer and would go on as if nothing had been."""

    def __init__(self, error: CardError) -> None:
        self._error: CardError | None = error
        self.sent = 0

    def transmit(self, _apdu: bytes) -> tuple[bytes, int]:
        """The error once, then success."""
        self.sent += 1
        error, self._error = self._error, None
        if error is not None:
            raise error
        return b"", 0x9000


@pytest.mark.parametrize("lost", [CardPulled, CardChanged, ReaderUnavailable])
def test_the_first_lost_answer_is_the_last_command(lost: type[CardError]) -> None:
    """The very next transmit might succeed on another card: it is not made."""
    connection = StumblingConnection(lost())
    line = Line(connection)

    for _ in range(3):
        with pytest.raises(lost):
            line.transmit(b"\x00\x84\x00\x00")

    assert connection.sent == 1


def test_an_ended_line_keeps_the_name_of_its_first_failure() -> None:
    """Ending a session that had failed does not hide why."""
    line = Line(StumblingConnection(CardPulled()))
    with pytest.raises(CardPulled):
        line.transmit(b"\x00\x84\x00\x00")
    line.end()

    with pytest.raises(CardPulled):
        line.transmit(b"\x00\x84\x00\x00")


def test_an_ended_line_sends_nothing() -> None:
    """After its session a line is dead."""
    connection = StumblingConnection(CardPulled())
    line = Line(connection)
    line.end()

    with pytest.raises(OutOfOrder):
        line.transmit(b"\x00\x84\x00\x00")
    assert connection.sent == 0
