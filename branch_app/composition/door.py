"""The front door of one device: who may come in, and how. It stands open before anyone has a password.

    door = FrontDoor(folders, load_tables(), SystemClock(), SystemRandom())
    door.people()
    device = door.sign_in("clerk-1", password)

Loads neither papers nor the line, so that the window is there at once.
"""

from functools import cached_property

from branch_app.composition.device import Device, Home, open_for
from branch_app.composition.machine import machine_secret
from branch_app.domain.rules.tables import Tables
from branch_app.ports import Clock, Random
from branch_app.settings import DeviceFolders
from branch_app.usecases.front_door import Doorplate
from branch_app.usecases.start_log import on_roster
from db.device import DeviceFile
from db.slots import Argon2Cost
from db.vault import Credentials, Vault

_COST = Argon2Cost()


class FrontDoor:
    """``Door`` of the device at home in ``folders``; ``cost`` is that of slots made from now on."""

    def __init__(
        self, folders: DeviceFolders, tables: Tables, clock: Clock, random: Random, cost: Argon2Cost = _COST
    ) -> None:
        self._folders = folders
        self._tables = tables
        self._clock = clock
        self._random = random
        self._cost = cost

    def people(self) -> tuple[Doorplate, ...]:
        """Everybody on the roster today."""
        today = self._clock.now().date()
        slots = self._home.vault.operators()
        return tuple(
            Doorplate(listed.id, listed.name, listed.roles, has_slot=listed.id in slots)
            for listed in self._home.file.enrolment().roster
            if today <= listed.until
        )

    def sign_in(self, operator: str, password: str) -> Device:
        """Unlock with an operator's password.

        Raises:
            OperatorUnknown: not on the roster, or never here before.
            WrongKey: another password.
            FileDamaged, FileForeign, FileTooNew, KeyMissing: the files are not as they were left.
        """
        listed = on_roster(self._home.file.enrolment(), operator, self._clock)
        return open_for(self._home, listed, self._home.vault.sign_in(Credentials(operator, password)))

    @cached_property
    def _home(self) -> Home:
        vault = Vault.open(self._folders.data, machine_secret(self._folders), self._cost)
        file = DeviceFile.open(self._folders.data, vault.machine_ring())
        return Home(self._folders, self._tables, self._clock, self._random, vault, file)
