"""What the rows of a replica should be, range by range of keys: who drifted finds the place and mends it."""

from branch_app.domain.errors import CentralRefused
from branch_app.domain.rules.replica import Share
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog
from sync.central.registers.history import lines_as_of, mark_at, newest_change
from sync.central.registers.shares import check_schema, check_share, cut_lines, shares_for
from sync.central.trust.devices import heard
from sync.central.trust.terms import receiver
from sync.wire.envelope import Envelope
from sync.wire.lines import MAX_CHUNK_BYTES, digest_of, pack, pack_chunks
from sync.wire.register_messages import BucketAnswer, BucketRequest, BucketsAnswer, BucketsRequest, Chunk
from sync.wire.sealing import purpose, seal

_MOST_BUCKETS = 16
"""Of one answer: some sixteen mebibytes to read, well within the time that a device waits."""


def buckets(central: HeadOffice, envelope: Envelope) -> BucketsAnswer:
    """The next buckets of one table, as it was at a change.

    Raises:
        CentralRefused: 409, schema or share are others, or the change is not ours, or another one of ours; 404, no
            such table for it.
    """
    request, log = heard(BucketsRequest, envelope)
    share = _share(central, request, log)
    lines = cut_lines(share, lines_as_of(request.table, request.change_seq, request.first))
    found: list[Chunk] = []
    for first, plain, rows in pack_chunks(lines):
        if len(found) == _MOST_BUCKETS:
            return BucketsAnswer(request.request, buckets=tuple(found), following=first)
        found.append(Chunk(request.table, first, rows, digest_of(plain)))
    return BucketsAnswer(request.request, buckets=tuple(found), following=None)


def bucket(central: HeadOffice, envelope: Envelope) -> BucketAnswer:
    """The rows of one bucket, sealed.

    Raises:
        CentralRefused: as ``buckets``; 413, the range is none that ``buckets`` names.
    """
    request, log = heard(BucketRequest, envelope)
    share = _share(central, request, log)
    span = lines_as_of(request.table, request.change_seq, request.first, request.before)
    held: list[bytes] = []
    size = 0
    for _, line in cut_lines(share, span):
        size += len(line) + 1
        if size > MAX_CHUNK_BYTES:
            raise CentralRefused(status=413, reason="bucket too large")
        held.append(line + b"\n")
    info = purpose(f"bucket/{request.change_seq}/{request.table}/{request.first}", log.device, log.epoch)
    return BucketAnswer(request.request, sealed=seal(pack(b"".join(held)), receiver(central, log), info))


def _share(central: HeadOffice, request: BucketsRequest | BucketRequest, log: DeviceLog) -> Share:
    check_schema(request.schema)
    shares = shares_for(central, log)
    check_share(shares, request.share)
    if request.change_seq > newest_change():
        raise CentralRefused(status=409, reason="ahead")
    if request.mark not in {"", mark_at(request.change_seq)}:
        raise CentralRefused(status=409, reason="history")
    if request.table not in shares.of:
        raise CentralRefused(status=404, reason="table")
    return shares.of[request.table]
