"""First run: an installer's one-time code becomes an enrolled device."""

from contextlib import suppress
from dataclasses import dataclass

from branch_app.composition.line import head_office, session_keys
from branch_app.composition.machine import machine_secret
from branch_app.domain.errors import CentralError, FileForeign
from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import Random
from branch_app.settings import DeviceFolders
from branch_app.usecases.escrow_code import escrow_code
from db import device as device_file
from db import vault_file
from db.device import DeviceFile
from db.keyring import KeyRing
from db.recovery import EscrowedCodes
from db.slots import Argon2Cost
from db.vault import Credentials, Vault
from sync.client.enrolment import enrol
from sync.client.transport import Line
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
    """Keys made here, vault and files created, central's word kept, the recovery code at head office.

    Raises:
        CentralError: ask again; the keys made here stay.
        FileForeign: the code was made for another device, or a device lives here already.
    """
    vault, ring = _vault(folders, invitation.device, first, cost)
    file = _device_file(folders, vault)
    request = RequestId(random.token(16).hex())
    told = enrol(invitation.url, EnrolmentCode.from_text(invitation.code), session_keys(file), request)
    enrolment = told.enrolment
    if enrolment.device != invitation.device:
        raise FileForeign(file="enrolment", reason=enrolment.device)
    file.enrol(enrolment, told.policies, told.papers)
    # The device is taken in; a line that breaks now only leaves the code for the next time there is one.
    with suppress(CentralError), Line(invitation.url, enrolment.central_ca) as line:
        escrow_code(head_office(file, line, random), EscrowedCodes(vault, ring, file))
    file.close()
    return enrolment


def _vault(folders: DeviceFolders, device: str, first: Credentials, cost: Argon2Cost) -> tuple[Vault, KeyRing]:
    """As an interrupted first run left it, or new."""
    secret = machine_secret(folders)
    if (folders.data / vault_file.NAME).exists():
        vault = Vault.open(folders.data, secret, cost)
        return vault, vault.sign_in(first)
    return Vault.create(folders.data, device, secret, first, cost)


def _device_file(folders: DeviceFolders, vault: Vault) -> DeviceFile:
    if (folders.data / device_file.NAME).exists():
        return DeviceFile.open(folders.data, vault.machine_ring())
    return DeviceFile.create(folders.data, vault.machine_ring())
