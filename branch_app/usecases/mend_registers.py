"""Drift: rows that are not what head office says they were at this very position are found and put right."""

from branch_app.domain.records.register_rows import RegisterLine
from branch_app.ports import Bucket, Progress, RegisterPosition, RegisterSource, Replica


def mend_registers(source: RegisterSource, replica: Replica, progress: Progress) -> int:
    """Compare every bucket by its digest and fetch those that differ; how many did.

    Raises:
        CentralError: what was mended stays so.
        OutOfOrder: the registers moved on meanwhile.
        StoreBusy, FileDamaged, DiskFull.
    """
    position = replica.position()
    if position is None:
        return 0
    mended = 0
    for table in replica.tables():
        buckets = source.buckets(position, table)
        for done, bucket in enumerate(buckets):
            progress("compare", done, len(buckets))
            mended += _mended(source, replica, position, bucket)
    return mended


def _mended(source: RegisterSource, replica: Replica, position: RegisterPosition, bucket: Bucket) -> bool:
    """A row that cannot be read gives no digest: its bucket is always fetched, and differs only in the others."""
    if source.digest(replica.lines(bucket)) == bucket.digest:
        return False
    held, told = list(replica.lines(bucket)), source.bucket_rows(position, bucket)
    replica.mend(position, bucket, told)
    return held != [line for line in told if isinstance(line, RegisterLine)]
