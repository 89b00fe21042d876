"""A head office that signs for a device's log, and is nothing else."""

from dataclasses import replace

from branch_app.composition.audit_export import audit_keys
from branch_app.composition.device import Device
from branch_app.domain.log.checkpoint import Checkpoint, sign_checkpoint
from branch_app.domain.log.cosignature import cosign
from branch_app.ed25519 import signer
from tests.fakes.sample_log import KEYS, WITNESS_PRIVATE, WITNESSED_AT


def under_the_witness(device: Device) -> Device:
    """The same device, enrolled at the samples' witness."""
    return replace(device, enrolment=replace(device.enrolment, central_key=KEYS.witness.text))


def sign_for(device: Device) -> None:
    """All there is by now."""
    head = device.ledger.head()
    checkpoint = Checkpoint(device.enrolment.origin, head.size, head.root)
    signed = sign_checkpoint(checkpoint, audit_keys(device).log, device.seals.sign_checkpoint)
    note = cosign(signed, KEYS.witness, WITNESSED_AT, signer(WITNESS_PRIVATE))
    device.ledger.keep_receipt(note.to_bytes().decode())
