"""The crash matrix of a counter's day: every change of its files is a point; at each it dies, or the disk fails.

    python -m tests.prove.day_faults FOLDER MODE [POINTS [SEED]]

MODE is one of ``fault_disk``'s. Points are enumerated by one run that only counts; all of them, or so many by
chance. ``cut`` goes on, with other chances of what the disk kept, until so many cuts were made. Says one line of
JSON: points, deaths, refusals, questions. Needs root or fusermount3, and /dev/fuse.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.prove.day_trial import BooksWrong, DayTrial, in_child, look, play

_WAIT_S = 120.0


def main(root: Path, mode: str, most: int, seed: int) -> dict[str, int | str]:
    """Every point once, or ``most`` of them."""
    trial = DayTrial(root)
    _, total = _run(trial, "count", 0, seed)
    points = list(range(1, total + 1))
    if mode == "cut" and most > total:
        points = points * (most // total + 1)
    if most:
        chance = random.Random(seed)  # noqa: S311 - which points
        points = sorted(chance.sample(points, min(most, len(points))))
    died = refused = asked = 0
    for number, at in enumerate(points):
        status, questions = _run(trial, mode, at, seed * 100_000 + number)
        died += status < 0
        refused += status > 0
        asked += questions
    return {"mode": mode, "changes": total, "points": len(points), "died": died, "refused": refused, "asked": asked}


def _run(trial: DayTrial, mode: str, at: int, seed: int) -> tuple[int, int]:
    """The child's status (negative when killed) and the questions asked; for ``count`` the number of changes."""
    home = trial.fresh("disk")
    mount, spool = trial.root / "mount", home / "spool"
    mount.mkdir()
    outside = trial.root / "paper"
    outside.mkdir()
    # A sheet that came out stays out when the power goes: the printer's folder is not on the disk that forgets.
    at_work = outside if mode == "cut" else mount / "spool"
    reading, writing = os.pipe()
    child = in_child(lambda: play(mount, at_work), reading)
    try:
        status, said = _on_disk(home, mount, mode, at, (child, writing), seed)
    finally:
        os.close(reading)
        os.close(writing)
    where = f"{mode} at {at}, seed {seed}"
    if status == 1:
        raise BooksWrong(f"{where}: ended by something that is no error of ours")
    papers = outside if mode == "cut" else spool
    if mode != "count":
        trial.look_at_mirror(home, papers, where)
        said = look(home, papers, where)
    for folder in (home, mount, outside):
        shutil.rmtree(folder)
    return status, said


def _on_disk(home: Path, mount: Path, mode: str, at: int, worker: tuple[int, int], seed: int) -> tuple[int, int]:
    child, writing = worker
    command = [sys.executable, "-m", "tests.prove.fault_disk"]
    command += [str(home), str(mount), mode, str(at), str(child), str(seed)]
    disk = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        _until(mount.is_mount)
        os.write(writing, b"1")
        status: list[int] = []
        _until(lambda: disk.poll() is not None or _ended(child, status))
        if not status:
            os.kill(child, signal.SIGKILL)
            status.append(os.waitpid(child, 0)[1])
    finally:
        subprocess.run(("umount", str(mount)), check=False, capture_output=True)
        subprocess.run(("umount", "--lazy", str(mount)), check=False, capture_output=True)
    said = disk.communicate(timeout=_WAIT_S)[0].strip()
    return os.waitstatus_to_exitcode(status[0]), int(said or 0)


def _ended(child: int, status: list[int]) -> bool:
    gone, code = os.waitpid(child, os.WNOHANG)
    if gone == child:
        status.append(code)
    return gone == child


def _until(condition: object) -> None:
    """Wait for another process; nothing here takes long."""
    assert callable(condition)
    last = time.monotonic() + _WAIT_S
    while not condition():
        if time.monotonic() > last:
            raise TimeoutError
        time.sleep(0.005)


if __name__ == "__main__":
    points = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2], points, seed)))  # noqa: T201
