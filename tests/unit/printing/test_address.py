"""The address of a printer, as a technician types it."""

import pytest

from branch_app.domain.errors import BadInput
from branch_app.printing.client import PrinterAddress


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("ipp://printer", PrinterAddress("printer", 631, "/ipp/print")),
        ("ipp://10.0.0.9:8631/ipp/print/2", PrinterAddress("10.0.0.9", 8631, "/ipp/print/2")),
        ("ipp://[::1]:631/ipp", PrinterAddress("::1", 631, "/ipp")),
    ],
)
def test_an_address_is_host_port_and_path(uri: str, expected: PrinterAddress) -> None:
    """Port 631 and the usual path unless it says otherwise."""
    assert expected == PrinterAddress.parse(uri)
    assert expected == PrinterAddress.parse(expected.uri)


@pytest.mark.parametrize(
    "uri",
    ["", "printer", "http://printer/", "ipp:///ipp/print", "ipp://printer:99999/", "ipp://[::1/", "ipp://a/b c"],
)
def test_anything_else_is_refused(uri: str) -> None:
    """At the edge, before a paper depends on it."""
    with pytest.raises(BadInput):
        PrinterAddress.parse(uri)
