"""The proxy's configuration for one machine: nginx ends TLS and waits for slow lines in our place."""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from branch_app.domain.errors import BadInput
from sync.central.serving.bodies import MAX_ENVELOPE_BYTES
from sync.central.trust.authority import Line
from sync.wire.parcel import MAX_PARCEL_BYTES

_PATH = re.compile(r"/[\w./-]+", re.ASCII)
_HOST_PORT = re.compile(r"(\[[0-9a-f:]+\]|[0-9.]+):([0-9]{1,5})")
_USER = re.compile(r"[a-z_][a-z0-9_-]{0,31}")
_WORKER = "        server unix:{path} max_fails=1 fail_timeout=1s;"
_INSIDE = "        location ~ ^/{number}/(health|ready|metrics)$ {{ proxy_pass http://unix:{path}:/$1; }}"


@dataclass(frozen=True, slots=True)
class Proxy:
    """Where it listens (``address:port``) for devices and for the inside, its folder, sockets of processes.

    ``user`` is whom nginx becomes when root starts it. ``patience`` is seconds between two bytes of a body. From
    one address come at most ``rate`` requests a second, ``burst`` more at once, on ``lines`` connections.

    Raises:
        BadInput: an address that is none, an inside that is open to the outside, or a path nginx misreads.
    """

    listen: str
    inside: str
    run: Path
    workers: Sequence[Path]
    user: str = "www-data"
    patience: int = 20
    rate: int = 100
    burst: int = 400
    lines: int = 64

    def __post_init__(self) -> None:
        """Nothing of it may end a word of the configuration."""
        _address(self.listen, "listen")
        if not _address(self.inside, "inside").is_loopback:
            raise BadInput(at="inside")
        if not self.workers or not all(_PATH.fullmatch(str(path)) for path in (self.run, *self.workers)):
            raise BadInput(at="path")
        if not _USER.fullmatch(self.user):
            raise BadInput(at="user")


def configuration(template: str, proxy: Proxy, line: Line) -> str:
    """The text of ``nginx.conf``."""
    return Template(template).substitute(
        user=f"user {proxy.user};",
        run=proxy.run,
        listen=proxy.listen,
        inside=proxy.inside,
        certificate=line.certificate.resolve(),
        key=line.key.resolve(),
        patience=proxy.patience,
        rate=proxy.rate,
        burst=proxy.burst,
        lines=proxy.lines,
        push_bytes=MAX_PARCEL_BYTES,
        envelope_bytes=MAX_ENVELOPE_BYTES,
        workers="\n".join(_WORKER.format(path=path) for path in proxy.workers),
        each="\n".join(
            _INSIDE.format(number=number, path=path) for number, path in enumerate(proxy.workers, start=1)
        ),
    )


def _address(text: str, at: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    matched = _HOST_PORT.fullmatch(text)
    try:
        if matched is None or int(matched[2]) > 65_535:
            raise BadInput(at=at)
        return ipaddress.ip_address(matched[1].strip("[]"))
    except ValueError as error:
        raise BadInput(at=at) from error
