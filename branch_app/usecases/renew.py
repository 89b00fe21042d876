"""New registers: what changed where it follows on what is held, or a new generation first."""

from contextlib import suppress
from dataclasses import replace

from branch_app.domain.errors import (
    BadInput,
    CentralError,
    CentralRefused,
    OutOfOrder,
    StoreBusy,
    StoreError,
)
from branch_app.domain.records.registers import RegisterVersion
from branch_app.ports import Progress, Random, RegisterPosition, RegisterSource, Replica
from branch_app.usecases.journal import Journal
from branch_app.usecases.mend_registers import mend_registers
from branch_app.usecases.note_registers import note_registers


def renew(source: RegisterSource, replica: Replica, journal: Journal, random: Random, progress: Progress) -> int:
    """Bring the registers up to date and note in the log which data serve from now on; the generation's number.

    Raises:
        CentralError: the old registers serve on.
        BadInput, FileDamaged, DiskFull, StoreBusy, OutOfOrder: so they do.
    """
    renew_registers(source, replica, progress)
    versions = note_registers(replica.versions, journal, random)
    return max((version.generation for version in versions), default=0)


def renew_registers(source: RegisterSource, replica: Replica, progress: Progress) -> tuple[RegisterVersion, ...]:
    """Changes where they follow on what is held; where they do not, or do not come out right, a new generation."""
    position = _position(replica)
    if position is not None:
        try:
            return _changed(source, replica, position, progress)
        except StoreBusy:
            raise
        except (BadInput, CentralRefused, OutOfOrder, StoreError):
            # Drifted beyond mending, another share or schema, damaged, an older program's: all of it anew.
            pass
    return _built(source, replica, progress)


def _position(replica: Replica) -> RegisterPosition | None:
    """Where to go on from; nowhere when what serves cannot be used."""
    try:
        return replica.position()
    except StoreError:
        return None


def _built(source: RegisterSource, replica: Replica, progress: Progress) -> tuple[RegisterVersion, ...]:
    """The newest generation, and what changed since it was published; without that it serves as old as it is."""
    offer = source.offer()
    versions = replica.build(source, offer, progress)
    with suppress(CentralError):
        versions = _followed(source, replica, offer.position, progress)
    return versions


def _changed(
    source: RegisterSource, replica: Replica, position: RegisterPosition, progress: Progress
) -> tuple[RegisterVersion, ...]:
    try:
        return _followed(source, replica, position, progress)
    except BadInput:
        # Other numbers of rows than head office counts: some got lost here, and only those buckets are fetched.
        mend_registers(source, replica, progress)
        return _followed(source, replica, replica.position() or position, progress)


def _followed(
    source: RegisterSource, replica: Replica, position: RegisterPosition, progress: Progress
) -> tuple[RegisterVersion, ...]:
    """Every change that follows, a thousand at a time; how many there will be nobody knows."""
    done = 0
    while True:
        delta = source.delta(position)
        try:
            versions = replica.apply(delta)
        except OutOfOrder:
            now = replica.position()
            if now is None or now.change_seq <= position.change_seq:
                raise
            position = now  # another program brought it there meanwhile
            continue
        done += len(delta.changes)
        progress("changes", done, 0)
        if not delta.more:
            return versions
        position = replace(position, change_seq=delta.change_seq, mark=delta.mark)
