"""The replay window: each numbered request of a log is answered once, by sequence and no clock (RFC 4303, 3.4.3).

A number above the highest is new; one among the last thousand is new unless it was heard; an older one is refused
unheard. Requests that were overtaken on their way fit in, and a device that was away for years goes on.
"""

from dataclasses import dataclass

from branch_app.domain.errors import CentralConflict
from branch_app.domain.values.identifiers import RequestId
from sync.central.database import exclusive, locked
from sync.central.models import PROXY, DeviceLog
from sync.central.trust.models import RequestWindow
from sync.wire.numbered import REPLAYED, number_of

WIDTH = 1_024
_MASK = (1 << WIDTH) - 1
_BYTES = WIDTH // 8


@dataclass(frozen=True, slots=True)
class Window:
    """The highest number heard, and which below it: bit ``i`` of ``seen`` stands for ``highest − i``."""

    highest: int = 0
    seen: int = 1

    def after(self, number: int) -> "Window | None":
        """With that number heard too; None when it was, or is too old to tell."""
        ahead = number - self.highest
        if ahead > 0:
            return Window(number, ((self.seen << min(ahead, WIDTH)) | 1) & _MASK)
        if -ahead >= WIDTH:
            return None
        bit = 1 << -ahead
        if self.seen & bit:
            return None
        return Window(self.highest, self.seen | bit)


def hear_once(log: DeviceLog, request: RequestId) -> None:
    """Count that request; committed by itself, so that what failed afterwards is asked under another number.

    Raises:
        CentralConflict: it was heard before; ``size`` is the highest number that was.
    """
    number = number_of(request)
    if number is None:
        return
    with exclusive(PROXY.obj):
        empty = Window()
        fresh = RequestWindow.insert(log=log, highest=empty.highest, seen=empty.seen.to_bytes(_BYTES))
        fresh.on_conflict_ignore().execute()
        row = locked(RequestWindow.select().where(RequestWindow.log == log)).get()
        window = Window(row.highest, int.from_bytes(bytes(row.seen))).after(number)
        if window is not None:
            RequestWindow.update(highest=window.highest, seen=window.seen.to_bytes(_BYTES)).where(
                RequestWindow.log == log
            ).execute()
    if window is None:
        raise CentralConflict(size=row.highest, reason=REPLAYED)
