"""A small export, written anew for each test."""

from pathlib import Path

import pytest

from branch_app.ed25519 import signer
from branch_app.exports.audit.write import write_export
from tests.fakes.sample_log import KEYS, LOG_PRIVATE, sample_log


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """The sample day as an auditor gets it."""
    target = tmp_path / "export"
    log = sample_log()
    write_export(target, log.leaves, log.receipt.to_bytes(), KEYS, signer(LOG_PRIVATE))
    return target
