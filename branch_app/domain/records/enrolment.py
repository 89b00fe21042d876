"""What a device learns when central takes it in: who it is, whom it trusts, who may work on it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from branch_app.domain.records.certificate import Issuer


class Role(Enum):
    """What an operator may do."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Operator:
    """職員: id, displayed name, roles, last day on the roster."""

    id: str
    name: str
    roles: tuple[Role, ...]
    until: date


@dataclass(frozen=True, slots=True)
class FreshnessPolicy:
    """How old data may be, in hours, before issuing stops."""

    restrictions_hours: int
    resident_hours: int
    seal_hours: int
    card_hours: int


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One (device, epoch) as central fixed it.

    ``central_key`` is the C2SP verifier key of central's witness and signatures; ``central_seal_key`` the raw
    X25519 key that openings are sealed to; ``central_ca`` the PEM root of the line; ``pin_key`` the city PIN key.
    """

    office: str
    device: str
    epoch: int
    origin: str
    central_key: str
    central_seal_key: bytes
    central_ca: str
    issuer: Issuer
    policy: FreshnessPolicy
    roster: tuple[Operator, ...]
    pin_key: bytes
    tables_version: str
