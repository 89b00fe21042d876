"""Drift: rows that are not what head office says they were at this very position are found and put right."""

from collections.abc import Callable, Sequence
from http import HTTPStatus

from branch_app.domain.errors import CentralRefused, OutOfOrder, StoreBusy
from branch_app.domain.records.register_rows import RegisterLine
from branch_app.ports import Bucket, Progress, RegisterPlace, RegisterPosition, RegisterSource, Replica
from branch_app.ports.registers import Stretch


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


def mend_stretch(source: RegisterSource, replica: Replica, mended: Callable[[Bucket], object]) -> None:
    """Compare the next few buckets of one table, tell of each that was mended, and note where to go on.

    After the last table the first comes again. While another program writes, or where head office knows this
    position no more, nothing is done: the same stretch comes the next time, after a renewal if it needs one.

    Raises:
        CentralError: what was mended stays so, and the same stretch comes again.
        FileDamaged, DiskFull.
    """
    position = replica.position()
    tables = replica.tables() if position else ()
    if position is None or not tables:
        return
    place = _place(replica, tables)
    try:
        stretch = source.buckets_from(position, place.table, place.first)
        for bucket in stretch.buckets:
            if _mended(source, replica, position, bucket):
                mended(bucket)
        replica.note_compared(_after(place, stretch, tables))
    except (OutOfOrder, StoreBusy):
        return
    except CentralRefused as refusal:
        if refusal.facts["status"] != HTTPStatus.CONFLICT:
            raise


def _place(replica: Replica, tables: Sequence[str]) -> RegisterPlace:
    """Where the comparison goes on; what the office holds may be other tables by now."""
    place = replica.compared()
    return place if place is not None and place.table in tables else RegisterPlace(tables[0])


def _after(place: RegisterPlace, stretch: Stretch, tables: Sequence[str]) -> RegisterPlace:
    if stretch.following is not None:
        return RegisterPlace(place.table, stretch.following)
    return RegisterPlace(tables[(tables.index(place.table) + 1) % len(tables)])


def _mended(source: RegisterSource, replica: Replica, position: RegisterPosition, bucket: Bucket) -> bool:
    """A row that cannot be read gives no digest: its bucket is always fetched, and differs only in the others."""
    if source.digest(replica.lines(bucket)) == bucket.digest:
        return False
    held, told = list(replica.lines(bucket)), source.bucket_rows(position, bucket)
    replica.mend(position, bucket, told)
    return held != [line for line in told if isinstance(line, RegisterLine)]
