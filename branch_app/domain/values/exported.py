"""What leaves a device as a file for people."""

from enum import Enum


class Exported(Enum):
    """An auditor's folder (監査), the tables of a month (月次), the signed close of a day (締め)."""

    AUDIT = "audit"
    MONTH = "month"
    CLOSE = "close"
