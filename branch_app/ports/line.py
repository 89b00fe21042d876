"""What a device keeps of its dealings with head office, whichever of its programs had them."""

from typing import Protocol

from branch_app.domain.records.standing import Standing


class LineBook(Protocol):
    """Numbers of requests, and the end of head office's trust."""

    def next_number(self) -> int:
        """The number of the next request: from 1 on, each given once, also by two programs at once."""

    def skip_numbers(self, past: int) -> None:
        """Head office has heard that number: go on behind it."""

    def end(self, epoch: int, standing: Standing) -> None:
        """Head office's signed word that it trusts the log of that epoch no more; the first one stays."""

    def standing(self) -> Standing:
        """Of the newest epoch, as far as any program of this device has heard."""
