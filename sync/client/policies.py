"""Bundles of dated tables as they come: checked to the last cell before anything of them is kept."""

from collections.abc import Iterable

from branch_app.domain.errors import BadInput, CentralGarbled
from branch_app.domain.records.policy import PolicyBundle
from branch_app.domain.rules.policies import Edition
from sync.wire.policy import read_policy


def read_policies(signed: Iterable[bytes], central: bytes) -> tuple[PolicyBundle, ...]:
    """Every one of them, signed by the holder of that raw key.

    Raises:
        EnvelopeNotTrusted: another signer.
        CentralGarbled: cut off, of another schema than this build's, or with a cell that means nothing.
    """
    try:
        bundles = tuple(read_policy(data, central) for data in signed)
        for bundle in bundles:
            Edition.of(bundle)
    except BadInput as error:
        raise CentralGarbled(what="policy", at=error.facts["at"]) from error
    return bundles
