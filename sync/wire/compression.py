"""zstd with a bound, because a few bytes may claim to be gigabytes."""

import zstandard

from branch_app.domain.errors import BadInput

_LEVEL = 3


def compress(data: bytes) -> bytes:
    """One zstd frame that states its content size."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(data)


def expand(data: bytes, limit: int) -> bytes:
    """What ``compress`` was given.

    Raises:
        BadInput: not one whole frame, or more than ``limit`` bytes.
    """
    try:
        size = zstandard.frame_content_size(data)
        if not 0 <= size <= limit:
            raise BadInput(at="zstd size")
        return zstandard.ZstdDecompressor().decompress(data, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise BadInput(at="zstd") from error
