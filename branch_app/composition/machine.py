"""What this kind of machine offers."""

import sys

from branch_app.settings import DeviceFolders
from db import machine_windows
from db.machine import MachineSecret, OwnerFileSecret


def machine_secret(folders: DeviceFolders) -> MachineSecret:
    """Where this computer keeps its secret."""
    if sys.platform == "win32":
        return machine_windows.DpapiSecret(folders.machine_secret)
    return OwnerFileSecret(folders.machine_secret)
