"""``central serve`` and ``proxy``: head office for devices, alone or as one of several processes behind nginx."""

import argparse
import sys
from pathlib import Path

from branch_app.cli.central_place import command, open_central
from branch_app.cli.kinds import Commands
from branch_app.cli.meant import port
from branch_app.settings import RESOURCES
from sync.central.serving.hosts import name_hosts
from sync.central.serving.notify import notify_ready
from sync.central.serving.proxy import Proxy, configuration
from sync.central.serving.server import RunningCentral
from sync.central.serving.worker import serve
from sync.central.trust.authority import prepare_line


def fill_serving(central: Commands) -> None:
    """Register the commands."""
    serving = command(central, "serve", "serve devices: alone until the standard input closes, or behind the proxy")
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=port, default=8443)
    serving.add_argument("--socket", type=Path, help="behind the proxy on this Unix socket, until SIGTERM")
    serving.set_defaults(run=_serve)
    proxy = command(central, "proxy", "write the configuration of nginx; nothing of it is secret")
    proxy.add_argument("--listen", required=True, help="for devices, as 0.0.0.0:8443")
    proxy.add_argument("--inside", default="127.0.0.1:9443", help="for health and figures, on this machine only")
    proxy.add_argument(
        "--worker", type=Path, action="append", required=True, help="socket of a process; again for more"
    )
    proxy.add_argument(
        "--name", action="append", help="by which devices reach it; all of them, replaces the old ones"
    )
    proxy.add_argument("--run", type=Path, required=True, dest="place", help="folder of nginx's own files")
    proxy.add_argument("--user", default="www-data", help="whom nginx becomes when root starts it")
    proxy.add_argument("--out", type=Path, required=True)
    proxy.set_defaults(run=_proxy)


def _serve(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    if chosen.socket is not None:
        serve(central, chosen.socket, lambda: _started(chosen.socket))
        return 0
    with RunningCentral(central, chosen.host, chosen.port) as running:
        print(running.url, flush=True)
        sys.stdin.read()
    return 0


def _started(path: Path) -> None:
    notify_ready()
    print(path, flush=True)


def _proxy(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    line = (
        central.line if chosen.name is None else prepare_line(chosen.folder, name_hosts(chosen.folder, chosen.name))
    )
    central.close()
    sockets = [path.resolve() for path in chosen.worker]
    proxy = Proxy(chosen.listen, chosen.inside, chosen.place.resolve(), sockets, chosen.user)
    text = configuration((RESOURCES / "central" / "nginx.conf").read_text("utf-8"), proxy, line)
    chosen.out.write_text(text, "utf-8")
    return 0
