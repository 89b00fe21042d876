"""A form of fields: Return goes to the next empty one, and from a full form it sends it."""

import tkinter as tk
from collections.abc import Callable
from typing import Protocol, TypeVar

from branch_app.ui.look import Look
from branch_app.ui.widgets.surface import Area


class Field(Protocol):
    """What a form asks of its fields; ``value`` is "" until there is enough to send."""

    @property
    def value(self) -> str:
        """What was typed."""

    def focus_set(self) -> None:
        """Type here."""

    def clear(self) -> None:
        """Nothing typed."""


F = TypeVar("F", bound=Field)


class EntryForm(Area):
    """``submit`` is called when every field has something."""

    def __init__(self, parent: tk.Misc, look: Look, submit: Callable[[], None]) -> None:
        super().__init__(parent, look)
        self._submit = submit
        self._fields: list[Field] = []

    def ask(self, field: F) -> F:
        """One more field, after those before."""
        self._fields.append(field)
        return field

    def begin(self) -> None:
        """Type here: the first empty field, or the first."""
        self._first_empty(self._fields[0]).focus_set()

    def advance(self) -> None:
        """Return was pressed."""
        empty = next((field for field in self._fields if not field.value), None)
        if empty is None:
            self._submit()
        else:
            empty.focus_set()

    def wipe(self) -> None:
        """Nothing typed; passwords do not stay where they were used."""
        for field in self._fields:
            field.clear()

    def _first_empty(self, otherwise: Field) -> Field:
        return next((field for field in self._fields if not field.value), otherwise)
