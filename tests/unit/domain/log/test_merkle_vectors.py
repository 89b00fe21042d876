"""The published proofs of transparency-dev/merkle, good and bad, one test a file."""

import base64
import json
from pathlib import Path

import pytest

from branch_app.domain.errors import ProofInvalid
from branch_app.domain.log.merkle_proofs import check_consistency, check_inclusion

_VECTORS = Path(__file__).parents[3] / "vectors" / "merkle" / "testdata"


def _cases(folder: str) -> list[object]:
    files = sorted((_VECTORS / folder).rglob("*.json"))
    return [pytest.param(file, id=str(file.relative_to(_VECTORS))) for file in files]


def _bytes(value: str | None) -> bytes:
    return base64.b64decode(value or "")


def _refused(check: object, *values: object) -> bool:
    try:
        check(*values)  # type: ignore[operator]
    except ProofInvalid:
        return True
    return False


@pytest.mark.parametrize("file", _cases("inclusion"))
def test_published_inclusion_proofs_are_judged_as_published(file: Path) -> None:
    """Every published inclusion proof is accepted or refused as its authors say."""
    case = json.loads(file.read_text())
    proof = [_bytes(value) for value in case["proof"] or ()]
    refused = _refused(
        check_inclusion, _bytes(case["leafHash"]), case["leafIdx"], case["treeSize"], proof, _bytes(case["root"])
    )
    assert case["wantErr"] == refused


@pytest.mark.parametrize("file", _cases("consistency"))
def test_published_consistency_proofs_are_judged_as_published(file: Path) -> None:
    """Every published consistency proof is accepted or refused as its authors say."""
    case = json.loads(file.read_text())
    proof = [_bytes(value) for value in case["proof"] or ()]
    refused = _refused(
        check_consistency, case["size1"], _bytes(case["root1"]), case["size2"], _bytes(case["root2"]), proof
    )
    assert case["wantErr"] == refused


def test_the_vectors_are_there() -> None:
    """An empty folder would make the two tests above vacuous."""
    assert len(_cases("inclusion")) > 90
    assert len(_cases("consistency")) > 90
