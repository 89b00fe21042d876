"""First run: an installer's one-time code becomes an enrolled device."""

from dataclasses import dataclass

from branch_app.composition.line import session_keys
from branch_app.composition.machine import machine_secret
from branch_app.domain.errors import FileForeign
from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import Random
from branch_app.settings import DeviceFolders
from db import device as device_file
from db import vault_file
from db.device import DeviceFile
from db.slots import Argon2Cost
from db.vault import Credentials, Vault
from sync.client.enrolment import enrol
from sync.wire.identity import EnrolmentCode


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an installer types: central's address, the one-time code, the device's name as central knows it."""

    url: str
    code: str
    device: str


def enrol_device(
    folders: DeviceFolders, invitation: Invitation, first: Credentials, random: Random, cost: Argon2Cost
) -> Enrolment:
    """Keys made here, vault and files created, central's word kept.

    Raises:
        CentralError: ask again; the keys made here stay.
        FileForeign: the code was made for another device, or a device lives here already.
    """
    file = _device_file(folders, invitation.device, first, cost)
    request = RequestId(random.token(16).hex())
    enrolment = enrol(invitation.url, EnrolmentCode.from_text(invitation.code), session_keys(file), request)
    if enrolment.device != invitation.device:
        raise FileForeign(file="enrolment", reason=enrolment.device)
    file.enrol(enrolment)
    file.close()
    return enrolment


def _device_file(folders: DeviceFolders, device: str, first: Credentials, cost: Argon2Cost) -> DeviceFile:
    """Vault and device file, as an interrupted first run left them or new."""
    secret = machine_secret(folders)
    if (folders.data / vault_file.NAME).exists():
        vault = Vault.open(folders.data, secret, cost)
        vault.sign_in(first)
    else:
        vault, _ = Vault.create(folders.data, device, secret, first, cost)
    if (folders.data / device_file.NAME).exists():
        return DeviceFile.open(folders.data, vault.machine_ring())
    return DeviceFile.create(folders.data, vault.machine_ring())
