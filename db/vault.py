"""The vault: the keys of one device's files, and who may open them.

    vault, counter = Vault.create(folder, device, machine_secret, Credentials("op-1", password))
    ledger_key = counter.make_key("ledger.db")
    ...
    counter = Vault.open(folder, machine_secret).sign_in(Credentials("op-1", password))

Every file has a random key of its own, sealed under one of two rings; slots open rings. So a file made while one
person is signed in opens for the next one too, and a password touches one slot only.
"""

from dataclasses import dataclass, field
from pathlib import Path

from branch_app.domain.errors import BadInput, FileForeign, OperatorUnknown, WrongKey
from branch_app.domain.rules.passwords import SHORTEST_PASSWORD
from db.keyring import KeyRing
from db.machine import MachineSecret
from db.sealing import SecretKey, context, stretch
from db.slots import (
    Argon2Cost,
    Holder,
    OperatorKeys,
    Ring,
    Slot,
    machine_slot,
    open_machine,
    open_operator,
    operator_slot,
)
from db.vault_file import NAME, VaultFile, changing_vault, create_vault, read_vault

_DEFAULT_COST = Argon2Cost()


@dataclass(frozen=True, slots=True)
class Credentials:
    """An operator's id and password."""

    operator: str
    password: str = field(repr=False)

    def refuse_short(self) -> None:
        """Raise BadInput for a new password that is too short (NIST SP 800-63B: eight characters)."""
        if len(self.password) < SHORTEST_PASSWORD:
            raise BadInput(at="password", shortest=SHORTEST_PASSWORD)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What one person's password gives: the counter ring, and the key that is theirs alone."""

    ring: KeyRing
    own: SecretKey


class Vault:
    """The vault of one device on one machine."""

    def __init__(self, folder: Path, device: str, machine: bytes, cost: Argon2Cost) -> None:
        self.folder = folder
        self.device = device
        self._machine = machine
        self._cost = cost

    @classmethod
    def create(
        cls, folder: Path, device: str, secret: MachineSecret, first: Credentials, cost: Argon2Cost = _DEFAULT_COST
    ) -> tuple["Vault", KeyRing]:
        """A new vault with the machine's slot and the first operator's, and the counter ring, opened.

        Raises:
            FileForeign: a vault lies there already.
            BadInput: the password is too short.
        """
        first.refuse_short()
        secret.create()
        vault = cls(folder, device, secret.read(), cost)
        counter = SecretKey.random()
        keys = OperatorKeys(counter, SecretKey.random())
        slots = (machine_slot(device, vault._machine, SecretKey.random()), vault._slot(first, keys))
        create_vault(folder, VaultFile(device, slots))
        return vault, vault._ring(Ring.COUNTER, counter)

    @classmethod
    def open(cls, folder: Path, secret: MachineSecret, cost: Argon2Cost = _DEFAULT_COST) -> "Vault":
        """The vault of this folder; ``cost`` is that of slots made from now on.

        Raises:
            FileDamaged, FileTooNew.
            FileForeign: not ours, or of another machine.
            KeyMissing: this computer has no machine secret.
        """
        vault = cls(folder, read_vault(folder).device, secret.read(), cost)
        vault.machine_ring()
        return vault

    def machine_ring(self) -> KeyRing:
        """What opens without a person.

        Raises:
            FileForeign: the vault was carried here from another machine.
        """
        for slot in read_vault(self.folder).slots_of(Holder.MACHINE):
            try:
                return self._ring(Ring.MACHINE, open_machine(slot, self.device, self._machine))
            except WrongKey as error:
                raise FileForeign(file=NAME, reason="other machine") from error
        raise FileForeign(file=NAME, reason="no machine slot")

    def operators(self) -> tuple[str, ...]:
        """Ids of those who have a slot."""
        return tuple(slot.name for slot in read_vault(self.folder).slots_of(Holder.OPERATOR))

    def sign_in(self, credentials: Credentials) -> KeyRing:
        """The counter ring.

        Raises:
            OperatorUnknown: no slot of that name.
            WrongKey: another password.
        """
        return self.unlock(credentials).ring

    def unlock(self, credentials: Credentials) -> Unlocked:
        """The counter ring and the person's own key.

        Raises:
            OperatorUnknown, WrongKey: as ``sign_in``.
        """
        keys = self._keys_of(credentials)
        return Unlocked(self._ring(Ring.COUNTER, keys.ring), keys.own)

    def check(self, operator: str, password: str) -> None:
        """Whether that is the password; nothing is opened.

        Raises:
            OperatorUnknown, WrongKey: as ``sign_in``.
        """
        self._keys_of(Credentials(operator, password))

    def add_operator(self, counter: KeyRing, new: Credentials) -> None:
        """A slot for one more person, made by whoever has the ring open; a slot of that name is replaced.

        Their own key is a new one: what lay under an old one stays shut.

        Raises:
            BadInput: the password is too short.
        """
        self._put(new, OperatorKeys(counter.master, SecretKey.random()))

    def change_password(self, old: Credentials, password: str) -> None:
        """A new password for the same person and the same own key; the old one opens nothing from then on.

        Raises:
            OperatorUnknown, WrongKey, BadInput.
        """
        new = Credentials(old.operator, password)
        new.refuse_short()
        self._put(new, self._keys_of(old))

    def alias(self, operator: str) -> str:
        """32 hex digits that stand for a person in file names, the same on this machine without a password."""
        return stretch(self._machine, context("alias", self.device, operator))[:16].hex()

    def remove_operator(self, operator: str) -> None:
        """Take the slot of one who left the roster; the last slot stays, or the device would be locked for good.

        Raises:
            OperatorUnknown: no slot of that name.
            BadInput: it is the last one.
        """
        with changing_vault(self.folder) as change:
            slot = _slot_of(change.vault, operator)
            if len(change.vault.slots_of(Holder.OPERATOR)) == 1:
                raise BadInput(at="operator", left=1)
            change.write(change.vault.without(slot))

    def _put(self, new: Credentials, keys: OperatorKeys) -> None:
        new.refuse_short()
        slot = self._slot(new, keys)
        with changing_vault(self.folder) as change:
            old = [other for other in change.vault.slots_of(Holder.OPERATOR) if other.name == new.operator]
            change.write(change.vault.without(*old).with_slots(slot))

    def _keys_of(self, credentials: Credentials) -> OperatorKeys:
        slot = _slot_of(read_vault(self.folder), credentials.operator)
        return open_operator(slot, self.device, credentials.password, self._machine)

    def _slot(self, credentials: Credentials, keys: OperatorKeys) -> Slot:
        return operator_slot(
            self.device, credentials.operator, credentials.password, self._machine, keys, self._cost
        )

    def _ring(self, ring: Ring, master: SecretKey) -> KeyRing:
        return KeyRing(self.folder, self.device, ring, master)


def _slot_of(vault: VaultFile, operator: str) -> Slot:
    for slot in vault.slots_of(Holder.OPERATOR):
        if slot.name == operator:
            return slot
    raise OperatorUnknown(operator=operator)
