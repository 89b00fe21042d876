"""The mayor's 電子公印: no seal, no print (Okayama issued 14 certificates without one)."""

from functools import lru_cache
from pathlib import Path

from branch_app.documents.bitmap import Bitmap, parse_pbm
from branch_app.documents.resource import checked, table
from branch_app.domain.errors import ResourceDamaged, SealMissing


def mayor_seal(resources: Path) -> Bitmap:
    """The seal ``seal/seals.toml`` vouches for, looked at anew for every paper.

    Raises:
        SealMissing: the table or the picture is missing or altered.
    """
    folder = resources / "seal"
    try:
        entry = table(folder / "seals.toml")["mayor"]
        return _parsed(checked(folder / entry["file"], str(entry["sha256"])), int(entry["dots_per_inch"]))
    except (ResourceDamaged, KeyError, ValueError) as error:
        raise SealMissing from error


@lru_cache(maxsize=4)
def _parsed(data: bytes, dots_per_inch: int) -> Bitmap:
    return parse_pbm(data, dots_per_inch)
