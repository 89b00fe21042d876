"""Whether this device may go on: what head office ended is asked for again before every step, whoever heard it."""

from branch_app.domain.errors import DeviceLocked
from branch_app.domain.records.standing import Standing
from branch_app.ports import LineBook


def refuse_ended(line: LineBook) -> None:
    """Raise DeviceLocked when head office trusts this device's log no more."""
    standing = line.standing()
    if standing is not Standing.IN_FORCE:
        raise DeviceLocked(why=standing.value)
