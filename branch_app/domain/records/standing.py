"""Whether head office still trusts the log of one device and epoch, and if not, why."""

from enum import Enum


class Standing(Enum):
    """Only a log that is in force gets anything; every one may still be handed in."""

    IN_FORCE = "in_force"
    REVOKED = "revoked"
    """失効: a person at head office ended it: lost, stolen, taken out of service."""
    FORKED = "forked"
    """分岐: two histories under one key, a restored backup or a cloned disk."""
    SUPERSEDED = "superseded"
    """The device was enrolled anew and writes another log."""


class WhyRevoked(Enum):
    """Why a person ended it."""

    LOST = "lost"
    STOLEN = "stolen"
    COMPROMISED = "compromised"
    RETIRED = "retired"
