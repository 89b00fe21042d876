"""Bugs that are planted on purpose, as they are kept in bugs.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIST = Path(__file__).with_name("bugs.toml")


class DoesNotFit(AssertionError):
    """The code that a bug would change is not there, or is there twice."""


@dataclass(frozen=True, slots=True)
class Change:
    """``new`` for ``old``, which stands in the file exactly once."""

    file: str
    old: str
    new: str

    def applied(self, root: Path) -> str:
        """The file's text with the change.

        Raises:
            DoesNotFit.
        """
        text = (root / self.file).read_text(encoding="utf-8")
        if text.count(self.old) != 1:
            raise DoesNotFit(f"{self.file}: {self.old}")
        return text.replace(self.old, self.new)


@dataclass(frozen=True, slots=True)
class Bug:
    """What it breaks, how, and the test module that must notice."""

    name: str
    rule: str
    caught_by: str
    changes: tuple[Change, ...]


def planted() -> tuple[Bug, ...]:
    """All of them, in the order of the list."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))["bug"]
    return tuple(
        Bug(bug["name"], bug["rule"], bug["caught_by"], tuple(Change(**change) for change in bug["change"]))
        for bug in listed
    )
