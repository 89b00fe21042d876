"""The power goes at random points of build and delta, round after round.

    python -m tests.prove.replica_power FOLDER POINTS SEED

A child works on a disk that forgets (``power_disk``); when it is cut the child is killed, and what is left on the
real disk is looked at. Says one line of JSON: cuts and changes. Needs root or ``fusermount3``, and /dev/fuse.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.prove.crash_trial import Trial

_WAIT_S = 10.0
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
        cuts += _cut(trial, mount, build, trial.chance.randrange(1, _LONGEST[build]), seed * 1_000 + rounds)
        trial.look(trial.root)
        if trial.chance.random() < _TAKEN_UP:
            trial.go_on(trial.root, build)
    trial.go_on(trial.root, build=False)
    print(json.dumps({"cuts": cuts, "rounds": rounds, "changes": trial.source.change_seq}))  # noqa: T201


def _cut(trial: Trial, mount: Path, build: bool, at: int, seed: int) -> bool:
    """Whether the power went before the work was done."""
    command = [sys.executable, "-m", "tests.prove.power_disk", str(trial.root), str(mount), str(at), str(seed)]
    disk = subprocess.Popen(command)
    try:
        _until(mount.is_mount)
        child = os.fork()
        if child == 0:
            _work_and_die(trial, mount, build)
        _until(lambda: disk.poll() is not None or _gone(child))
        went = disk.poll() is not None
        if went:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    finally:
        subprocess.run(("umount", "--lazy", str(mount)), check=False, capture_output=True)
        disk.wait(_WAIT_S)
    return went


def _work_and_die(trial: Trial, mount: Path, build: bool) -> None:
    """Never returns."""
    try:
        trial.work(mount, build)
    finally:
        os._exit(0)


def _gone(child: int) -> bool:
    return os.waitpid(child, os.WNOHANG)[0] == child


def _until(condition: object) -> None:
    """Wait for another process; nothing here takes long."""
    assert callable(condition)
    last = time.monotonic() + _WAIT_S
    while not condition():
        if time.monotonic() > last:
            raise TimeoutError
        time.sleep(0.01)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
