"""The training table: cards of made-up people, and a printer that does what it is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from branch_app.demo.people import People
from branch_app.demo.stage import Slot
from branch_app.domain.values.identifiers import ResidentId
from branch_app.printing.training import Scene, TrainingPrinter


@dataclass(frozen=True, slots=True)
class TrainingBench:
    """``Bench`` of the demo; without a training printer nothing can be staged."""

    people: People
    slot: Slot
    printer: TrainingPrinter | None

    def cards(self) -> Sequence[str]:
        """Names of those who have a 個人番号カード."""
        return [self.people.resident(holder).name for holder in self._holders()]

    def lay(self, place: int) -> None:
        """Lay that card on the reader."""
        self.slot.insert(self.people.chip(self._holders()[place]))

    def take(self) -> None:
        """Take the card away."""
        self.slot.remove()

    def scenes(self) -> Sequence[str]:
        """What may happen to the next print."""
        return [f"scene_{scene.value}" for scene in Scene] if self.printer else []

    def stage(self, scene: str) -> None:
        """Let it happen to the next print."""
        if self.printer is not None:
            self.printer.stage(Scene(scene.removeprefix("scene_")))

    def clear(self) -> None:
        """Take out the jammed sheet, load paper, let the printer go on; one that lost its power is switched on."""
        if self.printer is not None:
            self.printer.clear()

    def _holders(self) -> Sequence[ResidentId]:
        return [card.resident for card in self.people.city.my_number_cards]
