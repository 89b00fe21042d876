"""Nothing that somebody types becomes a line of nginx's configuration that was not meant."""

from pathlib import Path
from typing import Any

import pytest

from branch_app.domain.errors import BadInput
from sync.central.serving.hosts import FIRST_HOSTS, load_hosts, name_hosts
from sync.central.serving.proxy import Proxy, configuration
from sync.central.trust.authority import Line

_LINE = Line(Path("/c"))
_TEMPLATE = Path("resources/central/nginx.conf")
_GOOD: dict[str, Any] = {
    "listen": "0.0.0.0:8443",
    "inside": "127.0.0.1:9443",
    "run": Path("/run/madoguchi"),
    "workers": [Path("/run/madoguchi/1.sock"), Path("/run/madoguchi/2.sock")],
}


def test_every_process_is_named_for_devices_and_for_the_inside() -> None:
    """And no gap of the template is left."""
    text = configuration(_TEMPLATE.read_text(), Proxy(**_GOOD), _LINE)
    assert 2 == text.count("server unix:/run/madoguchi/")
    assert "location ~ ^/2/(health|ready|metrics)$ { proxy_pass http://unix:/run/madoguchi/2.sock:/$1; }" in text
    assert "${" not in text
    assert "$$" not in text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("listen", "0.0.0.0:8443; evil on"),
        ("listen", "8443"),
        ("listen", "0.0.0.0:99999"),
        ("inside", "0.0.0.0:9443"),
        ("inside", "192.0.2.1:9443"),
        ("run", Path("/run/{evil}")),
        ("workers", []),
        ("workers", [Path("/run/a b.sock")]),
        ("user", "root; evil"),
    ],
)
def test_what_nginx_would_misread_is_refused(name: str, value: object) -> None:
    """And an inside that others than this machine could reach."""
    with pytest.raises(BadInput):
        Proxy(**{**_GOOD, name: value})


def test_hosts_are_kept(tmp_path: Path) -> None:
    """This machine until others are named, then exactly those."""
    assert FIRST_HOSTS == load_hosts(tmp_path)
    name_hosts(tmp_path, ["central.example", "192.0.2.1"])
    assert ("central.example", "192.0.2.1") == load_hosts(tmp_path)
    with pytest.raises(BadInput):
        name_hosts(tmp_path, ["a b"])
