"""A printer that says what a test tells it to, one word an attempt, and remembers what it was sent."""

from collections import deque

from branch_app.domain.errors import PrintError
from branch_app.ports import PrintReport, PrintState, Ticket

PENDING = PrintReport(PrintState.PENDING)
JAMMED = PrintReport(PrintState.STALLED, ("media-jam",))
UNKNOWN = PrintReport(PrintState.UNKNOWN, ("not-in-history",))


class StagedPrinter:
    """Without stage directions every file comes out at the first question."""

    name = "staged"

    def __init__(self) -> None:
        self.sent: list[Ticket] = []
        self.says: deque[PrintReport | PrintError] = deque()
        self.refuses: deque[PrintError] = deque()
        self.on_cancel: PrintReport | PrintError = PrintReport(PrintState.UNKNOWN, ("canceled",))

    def problems(self) -> tuple[str, ...]:
        """None."""
        return ()

    def submit(self, _pdf: bytes, ticket: Ticket) -> int:
        """Take it, or refuse as told."""
        if self.refuses:
            raise self.refuses.popleft()
        self.sent.append(ticket)
        return len(self.sent)

    def find(self, ticket: Ticket) -> int | None:
        """By its name."""
        return self.sent.index(ticket) + 1 if ticket in self.sent else None

    def report(self, _printer_job: int, ticket: Ticket) -> PrintReport:
        """The next word, else printed."""
        word = self.says.popleft() if self.says else PrintReport(PrintState.PRINTED, impressions=ticket.impressions)
        if isinstance(word, PrintError):
            raise word
        return word

    def cancel(self, _printer_job: int, _ticket: Ticket) -> PrintReport:
        """As told; an error is raised."""
        if isinstance(self.on_cancel, Exception):
            raise self.on_cancel
        return self.on_cancel
