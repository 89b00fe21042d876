"""The front door of one device: who may come in, and how. It stands open before anyone has a password.

    door = FrontDoor(folders, SystemClock(), SystemRandom())
    door.people()
    device = door.sign_in("clerk-1", password)

Loads neither log, papers nor line, so that the window is there at once.
"""

import importlib
from functools import cached_property
from typing import TYPE_CHECKING

from branch_app.composition.home import Home
from branch_app.composition.machine import machine_secret
from branch_app.composition.slots import HomeSlots
from branch_app.domain.errors import OperatorUnknown, WrongKey
from branch_app.domain.records.enrolment import Operator, Role
from branch_app.ports import Central, Clock, Random
from branch_app.settings import DeviceFolders
from branch_app.usecases.freshen import data_ages, freshen, retire
from branch_app.usecases.front_door import DataAges, Doorplate, Freshened
from branch_app.usecases.roster import on_roster
from branch_app.usecases.slow_down import SlowDown, code_of, password_of
from branch_app.usecases.trust import refuse_ended
from db.device import DeviceFile
from db.drafts import remove_drafts
from db.keyring import KeyRing
from db.recovery import machine_ring_by, recover
from db.slots import Argon2Cost
from db.vault import Credentials, Unlocked, Vault
from db.vault_file import read_vault

if TYPE_CHECKING:
    from branch_app.composition.device import Device

_COST = Argon2Cost()
_DEVICE = "branch_app.composition.device"


class FrontDoor:
    """``Door`` of the device at home in ``folders``; ``cost`` is that of slots made from now on.

    Nothing is opened before it is asked for: ``recover`` must work where nothing else opens any more.
    """

    def __init__(self, folders: DeviceFolders, clock: Clock, random: Random, cost: Argon2Cost = _COST) -> None:
        self._folders = folders
        self._clock = clock
        self._random = random
        self._cost = cost

    @property
    def device(self) -> str:
        """What this device is called on the telephone; readable where nothing opens any more.

        Raises:
            FileDamaged, FileForeign, FileTooNew.
        """
        return read_vault(self._folders.data).device

    @property
    def file(self) -> DeviceFile:
        """What opens without a person: for the line to head office."""
        return self._home.file

    def people(self) -> tuple[Doorplate, ...]:
        """Everybody on the roster today."""
        today = self._clock.now().date()
        slots = self._home.vault.operators()
        return tuple(
            Doorplate(listed.id, listed.name, listed.roles, has_slot=listed.id in slots)
            for listed in self.file.enrolment().roster
            if listed.listed(today)
        )

    def wait_seconds(self, operator: str) -> int:
        """How long until that person's next try."""
        return self._home.slow_down.wait_seconds(password_of(operator))

    def refuse_ended(self) -> None:
        """Raise DeviceLocked when head office trusts this device no more."""
        refuse_ended(self.file.line)

    def data_ages(self) -> DataAges:
        """As of when central vouched for restrictions and roster; nobody is asked."""
        file = self.file
        return data_ages(file.restrictions, file, file.policies, file.extensions, self._clock.now())

    def freshen(self, central: Central) -> Freshened:
        """Restrictions, then roster and tables; who left the roster loses their slot."""
        fault = freshen(central, self.file.restrictions, self.file, self.file.policies)
        left = retire(self.file.enrolment(), self._slots)
        return Freshened(self.data_ages(), left, fault)

    def sign_in(self, operator: str, password: str) -> "Device":
        """Unlock with an operator's password.

        Raises:
            DeviceLocked: head office trusts this device no more.
            OperatorUnknown: not on the roster, or never here before.
            TooManyTries, WrongKey.
            FileDamaged, FileForeign, FileTooNew, KeyMissing: the files are not as they were left.
        """
        refuse_ended(self.file.line)
        listed = self._listed(operator)
        unlocked = self._unlocked(operator, password)
        device: Device = importlib.import_module(_DEVICE).open_for(self._home, listed, unlocked)
        return device

    def admit_beside(self, supervisor: str, supervisor_password: str, operator: str, password: str) -> None:
        """A first password for ``operator``, who chooses it, with a supervisor beside; nobody need be signed in.

        Raises:
            OperatorUnknown: not on the roster, or the one beside is no supervisor.
            TooManyTries, WrongKey: the supervisor's password.
            BadInput: the new password is too short.
        """
        self._listed(operator)
        if Role.SUPERVISOR not in self._listed(supervisor).roles:
            raise OperatorUnknown(operator=supervisor)
        new = Credentials(operator, password)
        new.refuse_short()
        self._admit(self._unlocked(supervisor, supervisor_password).ring, new)

    def admit_by_code(self, beside: "Device", operator: str, code: str, password: str) -> None:
        """A first password by head office's one-time code; whoever is signed in lends the open ring.

        Raises:
            OperatorUnknown: not on the roster.
            BadInput: ``group`` of the code is mistyped, or the new password is too short.
            TooManyTries.
            WrongKey: another code, or one that counted already or is past its day.
        """
        admission = self._listed(operator).admission
        new = Credentials(operator, password)
        new.refuse_short()
        if admission is None:
            raise WrongKey(slot="code")
        right = admission.admits(operator, code)
        with self._home.slow_down.attempt(code_of(operator)):
            if not right or self._clock.now() > admission.expires:
                raise WrongKey(slot="code")
            # Marked before the slot is made: cut short in between, it takes a new code.
            self.file.use_code(admission.verifier)
        self._admit(beside.ring, new)

    def change_password(self, operator: str, old: str, new: str) -> None:
        """On this device only; what the person kept here stays theirs.

        Raises:
            OperatorUnknown, TooManyTries, WrongKey.
            BadInput: the new password is too short; the old one stays.
        """
        self._listed(operator)
        Credentials(operator, new).refuse_short()
        self._refuse_without_slot(operator)
        with self._home.slow_down.attempt(password_of(operator)):
            self._home.vault.change_password(Credentials(operator, old), new)

    def recover(self, code: str, operator: str, password: str) -> "Device":
        """Back in by the 48 digits that head office reads out. Everybody else comes in anew; drafts are gone.

        Raises:
            BadInput: ``group`` was misheard, or too short a password; nothing changed.
            WrongKey: another code.
            DeviceLocked: head office trusts this device no more.
            OperatorUnknown: not on the roster.
        """
        new = Credentials(operator, password)
        new.refuse_short()
        file = DeviceFile.open(self._folders.data, machine_ring_by(self._folders.data, code))
        refuse_ended(file.line)
        on_roster(file.enrolment(), operator, self._clock)
        # Forgotten first: whatever happens next, this code has been spoken aloud and wants to be replaced.
        file.forget_escrowed()
        recover(self._folders.data, machine_secret(self._folders), code, new, self._cost)
        file.tries.forget_all()
        file.close()
        remove_drafts(self._folders.drafts)
        return self.sign_in(operator, password)

    def close(self) -> None:
        """Close this thread's files."""
        self.file.close()

    def _listed(self, operator: str) -> Operator:
        """On the roster; who left it by central's word loses their slot here and now."""
        try:
            return on_roster(self.file.enrolment(), operator, self._clock)
        except OperatorUnknown:
            retire(self.file.enrolment(), self._slots)
            raise

    def _unlocked(self, operator: str, password: str) -> Unlocked:
        self._refuse_without_slot(operator)
        with self._home.slow_down.attempt(password_of(operator)):
            return self._home.vault.unlock(Credentials(operator, password))

    def _refuse_without_slot(self, operator: str) -> None:
        """Before a try is counted: names nobody has would fill the book."""
        if operator not in self._home.vault.operators():
            raise OperatorUnknown(operator=operator)

    def _admit(self, ring: KeyRing, new: Credentials) -> None:
        self._slots.forget(new.operator)
        self._home.vault.add_operator(ring, new)

    @property
    def _slots(self) -> HomeSlots:
        return HomeSlots(self._folders, self._home.vault, self.file)

    @cached_property
    def _home(self) -> Home:
        vault = Vault.open(self._folders.data, machine_secret(self._folders), self._cost)
        file = DeviceFile.open(self._folders.data, vault.machine_ring())
        slow_down = SlowDown(file.tries, self._clock)
        return Home(self._folders, self._clock, self._random, vault, file, slow_down)
