"""The Go project's implementation of notes and transparency logs reads our export; it shares no line with ours."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from branch_app.ed25519 import signer
from branch_app.exports.audit.write import write_export
from tests.fakes.sample_log import KEYS, LOG_PRIVATE, sample_log

_SOURCE = Path(__file__).parent / "verifier" / "main.go"
_GOPATH = Path("/usr/share/gocode")
"""Where the Debian package golang-golang-x-mod-dev puts golang.org/x/mod."""


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, built from Debian's sources without a network."""
    go = shutil.which("go")
    if go is None or not (_GOPATH / "src/golang.org/x/mod/sumdb/tlog").is_dir():
        pytest.fail("golang-go and golang-golang-x-mod-dev are not installed")
    built = tmp_path_factory.mktemp("verifier")
    environment = os.environ | {
        "GOCACHE": str(built / "cache"),
        "GOPATH": str(_GOPATH),
        "GO111MODULE": "off",
        "GOFLAGS": "",
        "CGO_ENABLED": "0",
    }
    subprocess.run([go, "build", "-o", built / "verifier", _SOURCE], env=environment, check=True)
    return built / "verifier"


def _export(target: Path, size: int) -> Path:
    log = sample_log(size)
    write_export(target, log.leaves, log.receipt.to_bytes(), KEYS, signer(LOG_PRIVATE))
    return target


def _run(verifier: Path, export: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([verifier, export], capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 512, 700])
def test_our_export_is_accepted(verifier: Path, tmp_path: Path, size: int) -> None:
    """Note, cosignature, tiles and entries of logs around the width of a tile."""
    outcome = _run(verifier, _export(tmp_path / "export", size))
    assert (0, f"{size}\n", "") == (outcome.returncode, outcome.stdout, outcome.stderr)


@pytest.mark.parametrize(
    "name", ["checkpoint", "tile/0/000", "tile/0/001.p/4", "tile/1/000.p/1", "tile/entries/001.p/4"]
)
def test_a_flipped_byte_is_refused(verifier: Path, tmp_path: Path, name: str) -> None:
    """Up to 100 bytes spread over every kind of file of the log."""
    path = _export(tmp_path / "export", 260) / name
    data = path.read_bytes()
    for at in range(0, len(data), max(1, len(data) // 100)):
        damaged = bytearray(data)
        damaged[at] ^= 0x10
        path.write_bytes(damaged)
        assert 1 == _run(verifier, tmp_path / "export").returncode, at
    path.write_bytes(data)
    assert 0 == _run(verifier, tmp_path / "export").returncode


def test_a_log_without_its_witness_is_refused(verifier: Path, tmp_path: Path) -> None:
    """The cosignature is asked for, not only looked at when it is there."""
    export = _export(tmp_path / "export", 5)
    lines = (export / "checkpoint").read_text().splitlines(keepends=True)
    (export / "checkpoint").write_text("".join(lines[:-1]))
    assert 1 == _run(verifier, export).returncode
