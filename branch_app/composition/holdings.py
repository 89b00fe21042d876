"""What a signed-in device holds of head office's data, as the use cases change it."""

from branch_app.composition.device import Device
from branch_app.usecases.renew import Holdings
from db.replica import StoredReplica


def holdings_of(device: Device) -> Holdings:
    """On the device's own files."""
    file = device.file
    return Holdings(file.restrictions, file, file.policies, StoredReplica(device.registers))
