"""``central backup-key``, ``backup`` and ``restore``: two sealed files, and a head office out of them again."""

import argparse
import json
from pathlib import Path

from branch_app.cli.central_place import answering, clock_of, command, database_of, open_central
from branch_app.cli.kinds import Commands
from branch_app.domain.errors import BadInput
from sync.central.backup.copies import SealedBackup, back_up, new_backup_key, read_backup_key, restore
from sync.central.overview import overview
from sync.central.trust.epochs import put_back


def fill_backup(central: Commands) -> None:
    """Register the commands."""
    key = command(central, "backup-key", "make the key that opens backups; it goes into a safe")
    key.add_argument("--out", type=Path, required=True)
    key.set_defaults(run=_key)
    backup = command(central, "backup", "write database and keys as sealed files, to two places")
    backup.add_argument("--database", type=Path)
    backup.add_argument("--keys", type=Path)
    backup.set_defaults(run=_backup)
    again = command(central, "restore", "make a head office of its backup, where there is none")
    again.add_argument("--database", type=Path, required=True)
    again.add_argument("--keys", type=Path, required=True)
    again.add_argument("--key", type=Path, required=True, help="the one out of the safe")
    again.set_defaults(run=_restore)
    other = command(central, "put-back", "the database was put back by other means than `restore`: say so at once")
    other.set_defaults(run=_put_back)


def _key(chosen: argparse.Namespace) -> int:
    open_central(chosen).close()
    new_backup_key(chosen.folder, chosen.out)
    return 0


def _backup(chosen: argparse.Namespace) -> int:
    if not (chosen.database or chosen.keys):
        raise BadInput(at="place")
    url = answering(chosen) if chosen.database else database_of(chosen)
    back_up(chosen.folder, url, chosen.database, chosen.keys)
    return 0


def _restore(chosen: argparse.Namespace) -> int:
    """Says how far each log came: every device that has more sends it again by itself."""
    url, key = answering(chosen), read_backup_key(chosen.key)
    chosen.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    restore(chosen.folder, url, SealedBackup(chosen.database, chosen.keys, key), clock_of(chosen)())
    central = open_central(chosen)
    with central.database.connection_context():
        for device in overview(central):
            print(json.dumps({"device": device.device, "epoch": device.epoch, "size": device.size}))
    central.close()
    return 0


def _put_back(chosen: argparse.Namespace) -> int:
    """Above which epoch everything lies that is given from now on."""
    central = open_central(chosen)
    with central.database.connection_context():
        print(put_back(central.clock()))
    central.close()
    return 0
