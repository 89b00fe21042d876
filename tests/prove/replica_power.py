"""The power goes at random points of build and delta, round after round.

    python -m tests.prove.replica_power FOLDER POINTS SEED

A child works on a disk that forgets (``power_disk``) and ends with it, and what is left is looked at. Says one line
of JSON: cuts and changes. Needs root and /dev/fuse.
"""

import json
import sys
from pathlib import Path

from tests.prove.crash_trial import NeitherOldNorNew, Trial
from tests.prove.fault_disk import Fault
from tests.prove.work_on_disk import work_on_disk

_LONGEST = {True: 1_150, False: 980}
"""Changes of the disk that a build and a delta make, and some more: then nothing was cut."""

_TAKEN_UP = 0.5
"""How often the same work is taken up where it was left; else something else comes between."""


def main(root: Path, points: int, seed: int) -> None:
    """Until the power has gone so often."""
    mount = root / "mount"
    for folder in (mount, root / "disk"):
        folder.mkdir()
    trial = Trial(root / "disk", seed)
    cuts = rounds = 0
    while cuts < points:
        rounds += 1
        trial.change()
        build = rounds % 2 == 1 or not trial.served
        fault = Fault("cut", trial.chance.randrange(1, _LONGEST[build]), seed * 1_000 + rounds)
        cuts += _cut(trial, mount, build, fault)
        trial.look(trial.root)
        if trial.chance.random() < _TAKEN_UP:
            trial.go_on(trial.root, build)
    trial.go_on(trial.root, build=False)
    print(json.dumps({"cuts": cuts, "rounds": rounds, "changes": trial.source.change_seq}))  # noqa: T201


def _cut(trial: Trial, mount: Path, build: bool, fault: Fault) -> bool:
    """Whether the power went before the work was done."""
    status, changes = work_on_disk(trial.root, mount, fault, lambda: _work(trial, mount, build))
    if status > 0:
        raise NeitherOldNorNew(f"{fault}: not done")
    return changes is None


def _work(trial: Trial, mount: Path, build: bool) -> int:
    trial.work(mount, build)
    return 0


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
