"""Recovery codes held for the devices: locked at rest, and read out by a person when nobody there can sign in."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from branch_app.domain.errors import BadInput, FileDamaged
from branch_app.domain.values.digit_groups import GROUP_DIGITS, plain_digits
from sync.central.database import exclusive
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog, RecoveryEscrow
from sync.central.trust.devices import heard, newest_log
from sync.wire.envelope import Envelope
from sync.wire.messages import EscrowReceipt, EscrowRequest
from sync.wire.sealing import purpose, unseal

_NONCE_BYTES = 12
_CODE_DIGITS = 48


def escrow(central: HeadOffice, envelope: Envelope) -> EscrowReceipt:
    """Keep a code and say so, signed: only then does the device let the old one go.

    Raises:
        BadInput: what was sealed is no code.
        EnvelopeNotTrusted: it was sealed for another purpose.
    """
    request, log = heard(EscrowRequest, envelope)
    info = purpose(f"recovery code/{request.serial}", log.device, log.epoch)
    code = unseal(request.sealed, central.keys.seal, info)
    if len(plain_digits(code.decode("ascii", errors="replace"))) != _CODE_DIGITS:
        raise BadInput(at="recovery code")
    sealed = _lock(central, log, request.serial, code)
    with exclusive(central.database):
        row = RecoveryEscrow.insert(log=log, serial=request.serial, sealed=sealed, received_at=central.now())
        row.on_conflict(
            conflict_target=[RecoveryEscrow.log, RecoveryEscrow.serial],
            preserve=[RecoveryEscrow.sealed, RecoveryEscrow.received_at],
        ).execute()
    return EscrowReceipt(request.request, request.serial)


def recovery_code(central: HeadOffice, device: str) -> str:
    """The newest code of a device, in groups, to be read out over the telephone; that it was asked for is noted.

    Raises:
        BadInput: no such device, or it never sent a code.
        FileDamaged: altered in the database.
    """
    with central.database.connection_context(), exclusive(central.database):
        log = newest_log(device)
        held = (
            RecoveryEscrow.select().where(RecoveryEscrow.log == log).order_by(RecoveryEscrow.serial.desc()).first()
        )
        if held is None:
            raise BadInput(at="device")
        code = _unlock(central, log, held)
        here = (RecoveryEscrow.log == log) & (RecoveryEscrow.serial == held.serial)
        RecoveryEscrow.update(told_at=central.now()).where(here).execute()
    digits = plain_digits(code.decode())
    return "-".join(digits[at : at + GROUP_DIGITS] for at in range(0, len(digits), GROUP_DIGITS))


def _lock(central: HeadOffice, log: DeviceLog, serial: int, code: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(central.keys.escrow).encrypt(nonce, code, _bound_to(log, serial))


def _unlock(central: HeadOffice, log: DeviceLog, held: RecoveryEscrow) -> bytes:
    sealed = bytes(held.sealed)
    try:
        return AESGCM(central.keys.escrow).decrypt(
            sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _bound_to(log, held.serial)
        )
    except InvalidTag as error:
        raise FileDamaged(file="recovery_escrow", reason="seal") from error


def _bound_to(log: DeviceLog, serial: int) -> bytes:
    return f"recovery code/{log.origin}/{serial}".encode()
