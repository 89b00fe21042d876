"""One counter process a device: a second one would print at the same printer and count the same sheets."""

from contextlib import AbstractContextManager

from branch_app.settings import DeviceFolders
from db.lock import locked_or_busy


def alone(folders: DeviceFolders) -> AbstractContextManager[None]:
    """Until the block ends, or the process does.

    Raises:
        StoreBusy: another one has the device.
    """
    return locked_or_busy(folders.counter_lock)
