"""What can happen at a counter. Each event is one kind of ledger entry; its fields are what the log says for good.

No event holds personal data: persons are pseudonyms, every other personal field is a commitment. Fields named
application, item, job, attempt and subject are lifted into the entry's header.
"""

from branch_app.domain.log.events.application import (
    ApplicationAccepted,
    ApplicationCancelled,
    ApplicationCharged,
    ApplicationExempt,
    ApplicationIdentified,
    ApplicationQuoted,
    ApplicationReceipted,
    ApplicationReceiptReissued,
    ApplicationRefunded,
    ApplicationSettled,
    ItemAuthorised,
    ItemCancelled,
    ItemPrepared,
    ItemRefused,
    ItemReleased,
    ItemRenderFailed,
    ItemRequested,
    QuoteLine,
)
from branch_app.domain.log.events.base import ApplicationEvent, DataUsed, DrawerEvent, Event, ItemEvent, JobEvent
from branch_app.domain.log.events.cases import CaseAnswered
from branch_app.domain.log.events.day import (
    DayClosed,
    DayOpened,
    DaySupplemented,
    NextSheetConfirmed,
    SheetsSpoilt,
    StockReceived,
)
from branch_app.domain.log.events.device import (
    ClockAccepted,
    DeviceEnrolled,
    OperatorSignedIn,
    OperatorVouched,
    PinTried,
    RegisterMended,
    RegisterSwitched,
)
from branch_app.domain.log.events.drawer import (
    CashCount,
    DrawerCounted,
    DrawerHandedOver,
    DrawerInspected,
    DrawerPaidIn,
    DrawerPaidOut,
)
from branch_app.domain.log.events.exports import LogExported
from branch_app.domain.log.events.job import (
    JobCancelled,
    JobChecked,
    JobDelivered,
    JobLost,
    JobNotPrinted,
    JobPrepared,
    JobPrinted,
    JobReopened,
    JobReserved,
    JobReturned,
    JobSpoilt,
    JobSpooled,
    JobUncollected,
    JobUnknown,
    JobVoided,
    JobWithheld,
    ReprintAgreed,
)
from branch_app.domain.log.events.looks import ItemRevealed, PersonOpened
from branch_app.domain.log.events.retention import PeriodShredded
from branch_app.domain.log.events.stock import StockCounted, StockDiffers, StockExplained
from branch_app.domain.log.events.stops import ExtensionOpened, HoldEntered, HoldKnown, HoldLifted

__all__ = [
    "KINDS",
    "ApplicationAccepted",
    "ApplicationCancelled",
    "ApplicationCharged",
    "ApplicationEvent",
    "ApplicationExempt",
    "ApplicationIdentified",
    "ApplicationQuoted",
    "ApplicationReceiptReissued",
    "ApplicationReceipted",
    "ApplicationRefunded",
    "ApplicationSettled",
    "CaseAnswered",
    "CashCount",
    "ClockAccepted",
    "DataUsed",
    "DayClosed",
    "DayOpened",
    "DaySupplemented",
    "DeviceEnrolled",
    "DrawerCounted",
    "DrawerEvent",
    "DrawerHandedOver",
    "DrawerInspected",
    "DrawerPaidIn",
    "DrawerPaidOut",
    "Event",
    "ExtensionOpened",
    "HoldEntered",
    "HoldKnown",
    "HoldLifted",
    "ItemAuthorised",
    "ItemCancelled",
    "ItemEvent",
    "ItemPrepared",
    "ItemRefused",
    "ItemReleased",
    "ItemRenderFailed",
    "ItemRequested",
    "ItemRevealed",
    "JobCancelled",
    "JobChecked",
    "JobDelivered",
    "JobEvent",
    "JobLost",
    "JobNotPrinted",
    "JobPrepared",
    "JobPrinted",
    "JobReopened",
    "JobReserved",
    "JobReturned",
    "JobSpoilt",
    "JobSpooled",
    "JobUncollected",
    "JobUnknown",
    "JobVoided",
    "JobWithheld",
    "LogExported",
    "NextSheetConfirmed",
    "OperatorSignedIn",
    "OperatorVouched",
    "PeriodShredded",
    "PersonOpened",
    "PinTried",
    "QuoteLine",
    "RegisterMended",
    "RegisterSwitched",
    "ReprintAgreed",
    "SheetsSpoilt",
    "StockCounted",
    "StockDiffers",
    "StockExplained",
    "StockReceived",
]

KINDS: dict[str, type[Event]] = {
    value.kind: value
    for value in tuple(globals().values())
    if isinstance(value, type) and issubclass(value, Event) and hasattr(value, "kind")
}
"""Every kind this build understands."""
