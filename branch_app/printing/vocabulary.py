"""The words of IPP that are spoken here: operations, statuses, states (RFC 8011; registry at pwg.org/ipp)."""

from enum import IntEnum
from typing import Final


class Operation(IntEnum):
    """What is asked of the printer."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B


class JobState(IntEnum):
    """``job-state``."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


PRINTER_STOPPED: Final = 5
"""``printer-state``."""

NOT_POSSIBLE: Final = 0x0404
NOT_FOUND: Final = 0x0406
GONE: Final = 0x0407

_SUCCESSFUL: Final = range(0x0100)

REFUSALS: Final = frozenset(
    {
        0x0400,  # bad-request
        0x0401,  # forbidden
        0x0402,  # not-authenticated
        0x0403,  # not-authorized
        0x0404,  # not-possible
        0x0406,  # not-found
        0x0407,  # gone
        0x0408,  # request-entity-too-large
        0x0409,  # request-value-too-long
        0x040A,  # document-format-not-supported
        0x040B,  # attributes-or-values-not-supported
        0x040C,  # uri-scheme-not-supported
        0x040D,  # charset-not-supported
        0x040E,  # conflicting-attributes
        0x040F,  # compression-not-supported
        0x0501,  # operation-not-supported
        0x0502,  # service-unavailable
        0x0503,  # version-not-supported
        0x0506,  # not-accepting-jobs
        0x0507,  # busy
        0x050A,  # printer-is-deactivated
    }
)
"""Statuses after which no job exists. The others (internal-error, device-error, job-canceled, document-format-error
…) may follow a sheet that has already come out, so they leave the print in doubt."""


def is_success(status: int) -> bool:
    """Whether the printer did what it was asked, perhaps ignoring some attribute."""
    return status in _SUCCESSFUL
