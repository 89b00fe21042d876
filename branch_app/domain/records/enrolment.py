"""What a device learns when central takes it in: who it is, whom it trusts, who may work on it."""

import hmac
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from branch_app.domain.records.certificate import Issuer
from branch_app.domain.records.signed_extension import SignedExtension
from branch_app.domain.values import digit_groups

ADMISSION_GROUPS = 4
"""20 free digits are 66 bits: too many to try out even for who holds the roster."""


class Role(Enum):
    """What an operator may do."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Admission:
    """What a one-time code is known by; the code itself is told to one person and kept nowhere.

    ``verifier`` is HMAC-SHA-256(salt, operator and digits); ``expires`` is central's time.
    """

    salt: bytes
    verifier: bytes
    expires: datetime

    @classmethod
    def of(cls, operator: str, code: str, salt: bytes, expires: datetime) -> "Admission":
        """For a code as it was made or typed.

        Raises:
            BadInput: ``group`` is mistyped, 0 when the length is wrong.
        """
        digits = digit_groups.digits_of(code, ADMISSION_GROUPS, "admission code")
        verifier = hmac.digest(salt, operator.encode() + b"\0" + digits.encode(), "sha256")
        return cls(salt, verifier, expires)

    def admits(self, operator: str, code: str) -> bool:
        """Whether that is the code.

        Raises:
            BadInput: as ``of``.
        """
        typed = Admission.of(operator, code, self.salt, self.expires)
        return hmac.compare_digest(typed.verifier, self.verifier)


@dataclass(frozen=True, slots=True)
class Operator:
    """職員: id, displayed name, roles, last day on the roster, and the code of a first sign-in if there is one.

    ``since`` is the first day: who comes in April is on the list in March.
    """

    id: str
    name: str
    roles: tuple[Role, ...]
    until: date
    admission: Admission | None = None
    since: date = date.min

    def listed(self, day: date) -> bool:
        """Whether that day is one of theirs."""
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class FreshnessPolicy:
    """How old data may be, in hours, before issuing stops."""

    restrictions_hours: int
    resident_hours: int
    seal_hours: int
    card_hours: int
    koseki_hours: int
    tax_hours: int


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One (device, epoch) as central fixed it, and its office's roster as of ``as_of``.

    ``version`` counts the changes of that office's settings: a higher one replaces a lower one, never the reverse.
    ``central_key`` is the C2SP verifier key of central's witness and signatures; ``central_seal_key`` the raw
    X25519 key that openings are sealed to; ``central_ca`` the PEM root of the line; ``pin_key`` the city PIN key;
    ``vouching_key`` what a supervisor's answer over the telephone is made with, this device's alone; ``extensions``
    lie ready for a disaster.
    """

    office: str
    device: str
    epoch: int
    origin: str
    central_key: str
    central_seal_key: bytes
    central_ca: str
    issuer: Issuer
    roster: tuple[Operator, ...]
    pin_key: bytes = field(repr=False)
    vouching_key: bytes = field(repr=False)
    version: int
    as_of: datetime
    extensions: tuple[SignedExtension, ...] = ()

    def follows(self, old: "Enrolment") -> bool:
        """Whether it may take the place of ``old``, of the same log."""
        return self.version >= old.version and self.as_of >= old.as_of
