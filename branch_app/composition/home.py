"""What the front door stands on."""

from dataclasses import dataclass

from branch_app.ports import Clock, Random
from branch_app.settings import DeviceFolders
from branch_app.usecases.slow_down import SlowDown
from db.device import DeviceFile
from db.vault import Vault


@dataclass(frozen=True, slots=True)
class Home:
    """One device's home without a person: its folders and what opens by the machine alone."""

    folders: DeviceFolders
    clock: Clock
    random: Random
    vault: Vault
    file: DeviceFile
    slow_down: SlowDown
