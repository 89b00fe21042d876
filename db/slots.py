"""Slots: each opens one ring of keys for one holder.

========  ==========================================================  =====================
holder    key encryption key                                          opens
========  ==========================================================  =====================
operator  HKDF(Argon2id(password) ‖ machine secret)                   the counter ring
machine   HKDF(machine secret)                                        the machine ring
recovery  HKDF(code), on any machine: this one's secret may be gone   both
========  ==========================================================  =====================

An operator's slot holds a second key, the person's own, which nobody else's slot and no recovery code opens: what
is kept for one person only lies under it.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from enum import Enum

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from branch_app.domain.errors import WrongKey
from db.recovery_code import digits_of
from db.sealing import KEY_BYTES, NotSealedHere, SecretKey, context, stretch

_SALT_BYTES = 16
_OWN = "own key"


class Ring(Enum):
    """What opens together."""

    MACHINE = "machine"
    COUNTER = "counter"


class Holder(Enum):
    """Who holds a slot."""

    OPERATOR = "operator"
    MACHINE = "machine"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """RFC 9106; the default costs about 0.1 s on a counter's computer.

    The bounds keep an altered file from asking for more than the computer has.
    """

    iterations: int = 3
    lanes: int = 4
    memory_kib: int = 65_536

    def __post_init__(self) -> None:
        if not (
            1 <= self.iterations <= 100 and 1 <= self.lanes <= 64 and 8 * self.lanes <= self.memory_kib <= 2**20
        ):
            raise ValueError("cost")


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in: ``name`` is the operator's id or the recovery code's serial number; ``cost`` is an operator's.

    ``own`` is an operator's own key, sealed; empty for other holders.
    """

    holder: Holder
    name: str
    ring: Ring
    salt: bytes
    cost: Argon2Cost | None
    sealed: bytes
    own: bytes

    def bound_to(self, device: str) -> bytes:
        """Everything but the sealed key itself: a slot moved, renamed or cheapened does not open."""
        return _bound(device, self.holder, self.name, self.ring, self.salt, self.cost)


@dataclass(frozen=True, slots=True)
class OperatorKeys:
    """What one person's password opens: the counter ring, and their own key."""

    ring: SecretKey
    own: SecretKey


def operator_slot(
    device: str, operator: str, password: str, machine: bytes, keys: OperatorKeys, cost: Argon2Cost
) -> Slot:
    """A slot for a person on this machine."""
    salt = secrets.token_bytes(_SALT_BYTES)
    bound = _bound(device, Holder.OPERATOR, operator, Ring.COUNTER, salt, cost)
    kek = _operator_kek(password, salt, cost, machine, bound)
    sealed, own = kek.seal(keys.ring.reveal(), bound), kek.derive(_OWN).seal(keys.own.reveal(), bound)
    return Slot(Holder.OPERATOR, operator, Ring.COUNTER, salt, cost, sealed, own)


def machine_slot(device: str, machine: bytes, ring: SecretKey) -> Slot:
    """The slot for what must work before anyone signs in."""
    salt = secrets.token_bytes(_SALT_BYTES)
    bound = _bound(device, Holder.MACHINE, "machine", Ring.MACHINE, salt, None)
    sealed = SecretKey(stretch(machine, bound)).seal(ring.reveal(), bound)
    return Slot(Holder.MACHINE, "machine", Ring.MACHINE, salt, None, sealed, b"")


def recovery_slot(device: str, serial: int, code: str, ring: Ring, key: SecretKey) -> Slot:
    """One ring under a recovery code."""
    salt = secrets.token_bytes(_SALT_BYTES)
    bound = _bound(device, Holder.RECOVERY, str(serial), ring, salt, None)
    sealed = SecretKey(stretch(digits_of(code).encode(), bound)).seal(key.reveal(), bound)
    return Slot(Holder.RECOVERY, str(serial), ring, salt, None, sealed, b"")


def open_operator(slot: Slot, device: str, password: str, machine: bytes) -> OperatorKeys:
    """What that password opens.

    Raises:
        WrongKey: another password.
    """
    bound = slot.bound_to(device)
    kek = _operator_kek(password, slot.salt, slot.cost or Argon2Cost(), machine, bound)
    try:
        return OperatorKeys(_open(slot, kek, bound), SecretKey(kek.derive(_OWN).unseal(slot.own, bound)))
    except NotSealedHere as error:
        raise WrongKey(slot=slot.holder.value) from error


def open_machine(slot: Slot, device: str, machine: bytes) -> SecretKey:
    """The machine ring.

    Raises:
        WrongKey: another machine.
    """
    bound = slot.bound_to(device)
    return _open(slot, SecretKey(stretch(machine, bound)), bound)


def open_recovery(slot: Slot, device: str, code: str) -> SecretKey:
    """The ring of that slot.

    Raises:
        BadInput: a misheard group.
        WrongKey: another code.
    """
    bound = slot.bound_to(device)
    return _open(slot, SecretKey(stretch(digits_of(code).encode(), bound)), bound)


def _open(slot: Slot, kek: SecretKey, bound: bytes) -> SecretKey:
    try:
        return SecretKey(kek.unseal(slot.sealed, bound))
    except NotSealedHere as error:
        raise WrongKey(slot=slot.holder.value) from error


def _operator_kek(password: str, salt: bytes, cost: Argon2Cost, machine: bytes, bound: bytes) -> SecretKey:
    """NFC, so that the same password from another keyboard is the same bytes (RFC 8265 section 4.2)."""
    hashed = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    ).derive(unicodedata.normalize("NFC", password).encode())
    return SecretKey(stretch(hashed + machine, bound))


def _bound(device: str, holder: Holder, name: str, ring: Ring, salt: bytes, cost: Argon2Cost | None) -> bytes:
    parts = (cost.iterations, cost.lanes, cost.memory_kib) if cost else ()
    return context("vault slot", device, holder.value, name, ring.value, salt.hex(), *parts)
