"""The registers as device and central speak of them: a generation, what changed after it, buckets to mend by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sync.wire.envelope import is_digest
from sync.wire.messages import DeviceMessage, Message

_BULK_BYTES = 8 << 20
"""Some fifty thousand chunks, or a thousand changes of a mebibyte together with one more."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows of one table in key order, from ``first`` up to the next chunk's first.

    ``digest`` is the hex SHA-256 of the plain NDJSON, ``rows`` their number.
    """

    table: str
    first: str
    rows: int
    digest: str

    def __post_init__(self) -> None:
        """Refuse what is no chunk."""
        if not is_digest(self.digest) or self.rows < 1:
            raise ValueError("chunk")


@dataclass(frozen=True, slots=True)
class ManifestRequest(DeviceMessage):
    """Which registers may this device hold, and where are they? ``schema`` is the one it reads."""

    TYPE = "application/vnd.madoguchi.manifest-request.v1+json"
    schema: int


@dataclass(frozen=True, slots=True)
class RegisterManifest(Message):
    """One generation for one kind of replica, as it was at ``change_seq``; a ``ChunkRequest`` fetches its chunks.

    ``schema`` is the version of tables and columns, ``share`` what ``Share.text`` of every table makes of the
    office; ``as_of`` is the time until which central vouches for the data; ``counts`` are rows per table; ``mark``
    names the history up to ``change_seq``.
    """

    TYPE = "application/vnd.madoguchi.register-manifest.v1+json"
    LIMIT = _BULK_BYTES
    generation: int
    schema: int
    share: str
    change_seq: int
    mark: str
    as_of: datetime
    counts: Mapping[str, int]
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True)
class DeltaRequest(DeviceMessage):
    """What changed after ``since`` in the registers of that ``share``? ``schema`` is the one the replica has.

    ``mark`` is what central called its history by up to ``since``; "" when the replica was told none.
    """

    TYPE = "application/vnd.madoguchi.delta-request.v1+json"
    schema: int
    share: str
    since: int
    mark: str


@dataclass(frozen=True, slots=True)
class DeltaAnswer(Message):
    """The next changes in order; the last is ``change_seq``, and ``more`` says whether others follow.

    ``sealed`` is compressed NDJSON, one line a change: ``[change_seq, table, key, row or null]``, null when the
    row is gone. ``as_of`` counts once nothing follows; ``counts`` are the rows per table then. ``mark`` names the
    history up to ``change_seq``.
    """

    TYPE = "application/vnd.madoguchi.delta-answer.v1+json"
    LIMIT = _BULK_BYTES
    change_seq: int
    mark: str
    more: bool
    as_of: datetime
    counts: Mapping[str, int]
    sealed: bytes


@dataclass(frozen=True, slots=True)
class BucketsRequest(DeviceMessage):
    """What should the rows of that ``share`` be, bucket by bucket, as they were at ``change_seq``?

    ``first`` is where to begin: the empty string, then whatever ``following`` says. ``mark`` is that of a
    ``DeltaRequest``.
    """

    TYPE = "application/vnd.madoguchi.buckets-request.v1+json"
    schema: int
    share: str
    change_seq: int
    mark: str
    table: str
    first: str


@dataclass(frozen=True, slots=True)
class BucketsAnswer(Message):
    """The next buckets of one table in key order: ranges of keys as a chunk is one.

    ``following`` is where those that follow begin, None when there are none.
    """

    TYPE = "application/vnd.madoguchi.buckets-answer.v1+json"
    buckets: tuple[Chunk, ...]
    following: str | None


@dataclass(frozen=True, slots=True)
class BucketRequest(DeviceMessage):
    """The rows of one bucket: ``first`` inclusive, ``before`` exclusive or None for the last."""

    TYPE = "application/vnd.madoguchi.bucket-request.v1+json"
    schema: int
    share: str
    change_seq: int
    mark: str
    table: str
    first: str
    before: str | None


@dataclass(frozen=True, slots=True)
class BucketAnswer(Message):
    """Compressed NDJSON of those rows, sealed."""

    TYPE = "application/vnd.madoguchi.bucket-answer.v1+json"
    LIMIT = _BULK_BYTES
    sealed: bytes
