"""What every presenter is: one immutable state, and those who want to hear when it changed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Generic, TypeVar

State = TypeVar("State")

Listener = Callable[[State], None]


class Presenter(Generic[State]):
    """Holds a frozen dataclass; views listen and draw."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._listeners: list[Listener[State]] = []

    @property
    def state(self) -> State:
        """As it stands."""
        return self._state

    def listen(self, listener: Listener[State]) -> None:
        """Call ``listener`` with the state now and after every change."""
        self._listeners.append(listener)
        listener(self._state)

    def _become(self, state: State) -> None:
        if state == self._state:
            return
        self._state = state
        for listener in self._listeners:
            listener(state)

    def _change(self, **fields: Any) -> None:  # noqa: ANN401 - replace checks the names, the state its values
        self._become(replace(self._state, **fields))  # type: ignore[type-var]
