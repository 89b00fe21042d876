"""What the panes of the counter screen share."""

from collections.abc import Callable
from dataclasses import dataclass

from branch_app.domain.values.identifiers import ResidentId
from branch_app.ports import NameImages
from branch_app.ui.keys import Key
from branch_app.ui.presenters.counter_room import CounterRoom
from branch_app.ui.presenters.keyboard import CounterKeyboard
from branch_app.ui.views.name_pictures import NamePictures


@dataclass(frozen=True, slots=True)
class CounterParts:
    """Presenters, the keyboard that every button presses a key of, names as pictures, and who is on the list."""

    room: CounterRoom
    keyboard: CounterKeyboard
    names: NameImages
    pictures: NamePictures
    restricted: Callable[[], frozenset[ResidentId]]

    def press(self, key: Key) -> None:
        """A button does what its key does."""
        self.keyboard.press(key)
