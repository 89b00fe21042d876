"""Getting back in without a password: a code that head office keeps, for when nobody can sign in or a board broke.

A new code is announced first and counts from then on beside the old one; only when head office has acknowledged its
escrow does the old one go. So there is never a moment without a code that head office holds.
"""

from pathlib import Path

from branch_app.domain.errors import BadInput, WrongKey
from branch_app.ports import RecoveryCode
from db.device import DeviceFile
from db.keyring import KeyRing
from db.machine import MachineSecret
from db.recovery_code import new_code
from db.sealing import SecretKey
from db.slots import Argon2Cost, Holder, Ring, Slot, machine_slot, open_recovery, recovery_slot
from db.vault import Credentials, Vault
from db.vault_file import VaultFile, changing_vault, read_vault


class EscrowedCodes:
    """``RecoveryCodes`` of an unlocked device; which one head office holds stands in ``device.db``."""

    def __init__(self, vault: Vault, counter: KeyRing, file: DeviceFile) -> None:
        self._vault = vault
        self._counter = counter
        self._file = file

    def wanted(self) -> bool:
        """Whether the vault's codes are other than the one head office holds."""
        return _serials(read_vault(self._vault.folder)) != {self._file.escrowed()}

    def announce(self) -> RecoveryCode:
        """A new code beside those there are."""
        return announce_code(self._vault, self._counter)

    def newest(self) -> int:
        """Whether head office has it or not."""
        return max((serial for serial in _serials(read_vault(self._vault.folder)) if serial), default=0)

    def acknowledge(self, serial: int) -> None:
        """Noted first: cut short between the two, the next ``wanted`` says yes, and a newer code settles it."""
        self._file.keep_escrowed(serial)
        acknowledge_code(self._vault, serial)


def announce_code(vault: Vault, counter: KeyRing) -> RecoveryCode:
    """A new code; whatever codes there were stay valid until ``acknowledge_code``."""
    code = new_code()
    rings = (counter, vault.machine_ring())
    with changing_vault(vault.folder) as change:
        serial = 1 + max((int(slot.name) for slot in change.vault.slots_of(Holder.RECOVERY)), default=0)
        slots = (recovery_slot(vault.device, serial, code, ring.ring, ring.master) for ring in rings)
        change.write(change.vault.with_slots(*slots))
    return RecoveryCode(serial, code)


def acknowledge_code(vault: Vault, serial: int) -> None:
    """Head office holds that code: every other one goes.

    Raises:
        BadInput: no code of that serial.
    """
    with changing_vault(vault.folder) as change:
        slots = change.vault.slots_of(Holder.RECOVERY)
        if str(serial) not in {slot.name for slot in slots}:
            raise BadInput(at="recovery serial", serial=serial)
        change.write(change.vault.without(*(slot for slot in slots if slot.name != str(serial))))


def machine_ring_by(folder: Path, code: str) -> KeyRing:
    """What opens without a person, on whatever machine: to look before anything is changed.

    Raises:
        BadInput: a misheard group.
        WrongKey: another code.
    """
    found = read_vault(folder)
    return KeyRing(folder, found.device, Ring.MACHINE, _rings_under(found, code)[Ring.MACHINE])


def recover(
    folder: Path, secret: MachineSecret, code: str, new: Credentials, cost: Argon2Cost
) -> tuple[Vault, KeyRing]:
    """Open with a code, on this machine or a new one, and give one operator a password.

    The machine's slot is made anew; operators' slots of another machine open nothing here and are dropped. The code
    stays valid: announce a new one and have it acknowledged, because this one has been read out.

    Raises:
        BadInput: a misheard group, or too short a password.
        WrongKey: another code.
        FileDamaged, FileForeign, FileTooNew.
    """
    new.refuse_short()
    found = read_vault(folder)
    rings = _rings_under(found, code)
    secret.create()
    vault = Vault(folder, found.device, secret.read(), cost)
    with changing_vault(folder) as change:
        gone = (*change.vault.slots_of(Holder.MACHINE), *change.vault.slots_of(Holder.OPERATOR))
        slot = machine_slot(found.device, secret.read(), rings[Ring.MACHINE])
        change.write(change.vault.without(*gone).with_slots(slot))
    counter = KeyRing(folder, found.device, Ring.COUNTER, rings[Ring.COUNTER])
    vault.add_operator(counter, new)
    return vault, counter


def _serials(vault: VaultFile) -> set[int | None]:
    return {int(slot.name) for slot in vault.slots_of(Holder.RECOVERY)}


def _rings_under(vault: VaultFile, code: str) -> dict[Ring, SecretKey]:
    rings = dict(_opened(vault.device, vault.slots_of(Holder.RECOVERY), code))
    if set(rings) != set(Ring):
        raise WrongKey(slot=Holder.RECOVERY.value)
    return rings


def _opened(device: str, slots: tuple[Slot, ...], code: str) -> list[tuple[Ring, SecretKey]]:
    opened = []
    for slot in slots:
        try:
            opened.append((slot.ring, open_recovery(slot, device, code)))
        except WrongKey:
            continue
    return opened
