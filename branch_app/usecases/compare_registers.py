"""The registers compared with head office, a little at a time: drift that no number of rows gives away."""

from branch_app.domain.log.events import RegisterMended
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import Bucket, Random, RegisterSource, Replica
from branch_app.usecases.journal import Journal
from branch_app.usecases.mend_registers import mend_stretch


def compare_registers(source: RegisterSource, replica: Replica, journal: Journal, random: Random) -> int:
    """Compare the next stretch; what had to be mended is noted in the log, whatever comes after; how many buckets.

    Raises:
        CentralError: the same stretch comes again.
        FileDamaged, DiskFull.
    """
    mended: list[Bucket] = []
    try:
        mend_stretch(source, replica, mended.append)
    finally:
        if mended:
            event = RegisterMended(mended[0].table, len(mended))
            journal.record(RequestId(random.token(16).hex()), lambda _state: [event])
    return len(mended)
