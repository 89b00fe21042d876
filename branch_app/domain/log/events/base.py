"""What every event is: one kind of ledger entry."""

from dataclasses import dataclass
from typing import ClassVar

from branch_app.domain.values.identifiers import ApplicationId, ItemId, JobId


@dataclass(frozen=True, slots=True)
class Event:
    """Root of all kinds."""

    kind: ClassVar[str]


@dataclass(frozen=True, slots=True)
class DataUsed:
    """Which state of a register an entry rests on: ``as_of`` by central's word, a time with zone.

    The restriction list is one of them: ``change_seq`` is its version, and it has no generations (0).
    """

    register: str
    generation: int
    change_seq: int
    as_of: str


@dataclass(frozen=True, slots=True)
class ApplicationEvent(Event):
    """Something happened to an application."""

    application: ApplicationId


@dataclass(frozen=True, slots=True)
class ItemEvent(ApplicationEvent):
    """Something happened to an item of an application."""

    item: ItemId


@dataclass(frozen=True, slots=True)
class DrawerEvent(Event):
    """Something happened to the drawer that is no fee."""


@dataclass(frozen=True, slots=True)
class JobEvent(Event):
    """Something happened to one copy."""

    job: JobId
