"""``LineBook`` in memory."""

from dataclasses import dataclass, field

from branch_app.domain.records.standing import Standing


@dataclass(slots=True)
class MemoryLineBook:
    """Numbers, and what head office ended by epoch."""

    number: int = 0
    ended: dict[int, Standing] = field(default_factory=dict)

    def next_number(self) -> int:
        """One more."""
        self.number += 1
        return self.number

    def skip_numbers(self, past: int) -> None:
        """Never back."""
        self.number = max(self.number, past)

    def end(self, epoch: int, standing: Standing) -> None:
        """The first word stays."""
        self.ended.setdefault(epoch, standing)

    def standing(self) -> Standing:
        """Of the newest epoch that was ended, since there is but one here."""
        return self.ended[max(self.ended)] if self.ended else Standing.IN_FORCE
