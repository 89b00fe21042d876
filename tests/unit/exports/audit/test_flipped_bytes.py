"""Every byte of an export, one after another: turned, found, and named by file and place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from branch_app.domain.log.tiles import read_bundle
from branch_app.ed25519 import signer
from branch_app.exports.audit.finding import Finding
from branch_app.exports.audit.verify import verify_export
from branch_app.exports.audit.write import write_export
from tests.fakes.sample_log import KEYS, LOG_PRIVATE, sample_log

ENTRIES = 12
BUNDLE = f"tile/entries/000.p/{ENTRIES}"
EXACT = (f"tile/0/000.p/{ENTRIES}", "issues.csv", "fees.csv", "drawer.csv", "acts.csv", "columns.csv")
BY_LINE = ("checkpoint", "manifest.txt", "keys.txt")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Half of the sample day: an issued copy, its charge, a spoilt sheet."""
    log = sample_log(ENTRIES)
    write_export(tmp_path / "export", log.leaves, log.receipt.to_bytes(), KEYS, signer(LOG_PRIVATE))
    return tmp_path / "export"


def _flipped(export: Path, name: str) -> Iterator[tuple[int, Finding]]:
    """Position and the only finding for every byte of a file, each with another bit turned."""
    path = export / name
    data = path.read_bytes()
    for at in range(len(data)):
        damaged = bytearray(data)
        damaged[at] ^= 1 << at % 8
        path.write_bytes(damaged)
        (finding,) = verify_export(export).findings
        yield at, finding
    path.write_bytes(data)
    assert verify_export(export).intact


def test_every_file_is_flipped_here(export: Path) -> None:
    """A file that joins the export joins this module."""
    there = {path.relative_to(export).as_posix() for path in export.rglob("*") if path.is_file()}
    assert {BUNDLE, *EXACT, *BY_LINE} == there


@pytest.mark.parametrize("name", EXACT)
def test_a_byte_of_what_follows_from_the_log_is_named_exactly(export: Path, name: str) -> None:
    """Tiles and tables are made again, so the very byte is known."""
    for at, finding in _flipped(export, name):
        assert (name, at) == (finding.file, finding.offset)


def test_a_byte_of_an_entry_is_named_by_the_entry(export: Path) -> None:
    """Length prefixes and content alike: the entry that holds the byte, and where it begins."""
    starts = [offset for offset, _ in read_bundle((export / BUNDLE).read_bytes(), ENTRIES)]
    for at, finding in _flipped(export, BUNDLE):
        entry = max(index for index, start in enumerate(starts) if start <= at)
        assert (BUNDLE, entry, starts[entry]) == (finding.file, finding.entry, finding.offset)


@pytest.mark.parametrize("name", BY_LINE)
def test_a_byte_of_what_is_signed_or_signs_is_named_by_its_line(export: Path, name: str) -> None:
    """Signatures and keys are good or bad as a whole: the line that holds the byte, or the byte itself."""
    data = (export / name).read_bytes()
    for at, finding in _flipped(export, name):
        line = data.rfind(b"\n", 0, at) + 1
        assert name == finding.file
        assert finding.offset is not None
        assert line <= finding.offset <= at
