"""``desk``: a person of head office, of an office, or an auditor, away from head office's own computer."""

import argparse
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from branch_app.cli.meant import one_of
from branch_app.domain.errors import WrongKey
from branch_app.domain.log.verifier_key import VerifierKey
from branch_app.domain.records.standing import WhyRevoked
from branch_app.machine import SystemRandom
from db.atomic_file import write_new
from sync.client.staff import Desk
from sync.client.transport import Line
from sync.wire.envelope import Signer
from sync.wire.papers import TrustFile


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the commands."""
    desk = parser.add_subparsers(required=True, metavar="what")
    key = desk.add_parser("key", help="make a key for this desk and print its public half, for `central grant`")
    key.set_defaults(run=_key)
    devices = desk.add_parser("devices", help="how the devices stand that this key may see")
    devices.set_defaults(run=_devices)
    revoke = desk.add_parser("revoke", help="end a device's log, from its next contact on and for good")
    revoke.add_argument("--device", required=True)
    revoke.add_argument("--epoch", type=int, required=True)
    revoke.add_argument("--reason", **one_of(WhyRevoked), required=True)
    revoke.set_defaults(run=_revoke)
    for command in (devices, revoke):
        command.add_argument("--url", required=True, help="head office's address")
        command.add_argument("--trust", type=Path, required=True, help="the file of `central paper-trust`")
    for command in (key, devices, revoke):
        command.add_argument("--key", type=Path, required=True, help="the private key of this desk")


def _key(chosen: argparse.Namespace) -> int:
    if not chosen.key.exists():
        write_new(chosen.key, Ed25519PrivateKey.generate().private_bytes_raw())
    print(_private(chosen.key).public_key().public_bytes_raw().hex())
    return 0


def _devices(chosen: argparse.Namespace) -> int:
    def told(desk: Desk) -> None:
        for log in desk.standings():
            print(log.office, f"{log.device}/{log.epoch}", log.standing.value, log.size, sep="\t")

    return _at_desk(chosen, told)


def _revoke(chosen: argparse.Namespace) -> int:
    return _at_desk(chosen, lambda desk: desk.revoke(chosen.device, chosen.epoch, chosen.reason))


def _at_desk(chosen: argparse.Namespace, act: Callable[[Desk], None]) -> int:
    trust, private = TrustFile.from_bytes(chosen.trust.read_bytes()), _private(chosen.key)
    signer = Signer(private.public_key().public_bytes_raw(), private.sign)
    with Line(chosen.url, trust.ca) as line:
        act(Desk(line, signer, VerifierKey.parse(trust.central_key).public, SystemRandom()))
    return 0


def _private(path: Path) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    except (OSError, ValueError) as error:
        raise WrongKey(slot="desk") from error
