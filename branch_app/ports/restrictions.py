"""支援措置 and 発行停止 from the machine slot, and holds told by telephone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from branch_app.domain.records.hold import Hold, HoldId, KeptHold
from branch_app.domain.records.registers import Restrictions
from branch_app.domain.records.restrictions import NOTHING_HELD, RestrictionNews, RestrictionPoint
from branch_app.domain.rules.extension import Opened


class OpenedExtensions(Protocol):
    """What the log has opened for a disaster, where there is no log to ask: at the door."""

    def opened(self) -> Opened:
        """Digests of what was opened, by serial."""

    def note(self, opened: Opened) -> None:
        """What the log says now."""


class RestrictionSource(Protocol):
    """Head office, as far as restrictions go. Every call may raise a CentralError; nothing is lost by it."""

    def restrictions(self, held: RestrictionPoint = NOTHING_HELD) -> RestrictionNews:
        """What changed in the list after ``held``, or all of it where that does not fit."""

    def report_holds(self, holds: Sequence[Hold]) -> Mapping[HoldId, int]:
        """Have holds told by telephone made restrictions; from which version of the list on each of them is one."""


class RestrictionList(Protocol):
    """Who is blocked now, by central's list and by telephone together."""

    def current(self) -> Restrictions:
        """Raises DataStale when there is no list."""


class HoldBook(Protocol):
    """Holds that count beside the list."""

    def holds(self) -> tuple[KeptHold, ...]:
        """All that lie here, the oldest first; those too for which the list speaks by now."""

    def hold(self, kept: KeptHold) -> None:
        """From now on; one that is here already stays as it is."""

    def known(self, hold: HoldId, version: int) -> None:
        """Central has it from that version of its list on."""

    def lift(self, holds: Iterable[HoldId]) -> None:
        """They count no more; no error for one that is gone."""


class RestrictionStore(RestrictionList, HoldBook, Protocol):
    """The list with the way to renew it."""

    def point(self) -> RestrictionPoint:
        """How far the list goes, to ask central for what comes after."""

    def take(self, news: RestrictionNews) -> None:
        """Lay it over the list.

        Raises:
            DataStale: older than the list, with a gap before it, or of another history; ours stands and grows old.
        """
