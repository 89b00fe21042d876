"""Names of things: each identifier its own type, so that one cannot stand in another's place."""

from typing import NewType

ResidentId = NewType("ResidentId", str)
"""宛名番号: ten digits, the city's own key of a person."""
HouseholdId = NewType("HouseholdId", str)
KosekiId = NewType("KosekiId", str)
"""One 戸籍, current or closed, and its 附票."""
ApplicationId = NewType("ApplicationId", str)
ItemId = NewType("ItemId", str)
JobId = NewType("JobId", str)
"""UUIDv7: one job is one copy of one certificate."""
RequestId = NewType("RequestId", str)
"""UUID of one press of a key: the same request twice is one decision."""
IssueNumber = NewType("IssueNumber", str)
"""発行番号: office, device, epoch and running number; printed on the paper."""
Pseudonym = NewType("Pseudonym", str)
"""32 hex digits that stand for a person within one device and retention period."""
Commitment = NewType("Commitment", str)
"""Hex HMAC-SHA-256(salt, value) that stands where personal data would."""
SheetNumber = NewType("SheetNumber", str)
