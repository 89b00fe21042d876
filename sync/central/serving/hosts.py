"""The names and addresses under which devices reach head office: its server certificate says them."""

import re
from collections.abc import Sequence
from pathlib import Path

from branch_app.domain.errors import BadInput
from sync.central.trust.keys import kept, replace_private

FIRST_HOSTS = ("localhost", "127.0.0.1")
"""Until others are named: nobody but this machine."""

_FILE = "hosts"
_HOST = re.compile(r"[A-Za-z0-9:][A-Za-z0-9.:-]{0,252}")


def load_hosts(folder: Path) -> tuple[str, ...]:
    """Those of that folder."""
    return tuple(kept(folder / _FILE, "\n".join(FIRST_HOSTS).encode).decode().split())


def name_hosts(folder: Path, hosts: Sequence[str]) -> tuple[str, ...]:
    """Be reached by these from now on, and by no others; the certificate follows at the next start.

    Raises:
        BadInput: no name of a host.
    """
    if not hosts or not all(_HOST.fullmatch(host) for host in hosts):
        raise BadInput(at="name")
    replace_private(folder / _FILE, "\n".join(hosts).encode())
    return load_hosts(folder)
