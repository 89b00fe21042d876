"""The crash matrix of a counter's day: every change of its files is a point; at each it dies, or the disk fails.

    python -m tests.prove.day_faults FOLDER MODE [POINTS [SEED]]

MODE is one of ``fault_disk``'s. Points are enumerated by a run that only counts; all of them, or so many by chance.
``cut`` goes on, with other chances of what the disk kept, until so many cuts were made. Every outcome is a line of
``MODE-POINTS-SEED.jsonl`` in FOLDER: the same command again goes on where it was stopped. Says one line of JSON:
points, deaths, other endings, days that were over before their point, questions, seconds. Needs root and /dev/fuse.
"""

import json
import random
import shutil
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.prove.day_trial import DayTrial, Ending
from tests.prove.fault_disk import Fault, unmount
from tests.prove.faulted_day import Outcome, faulted_day

Report = dict[str, int | float | str]
_COUNTED = 3
"""Days, of which the longest has the points."""

_SEEDS = 100_000


@dataclass(frozen=True, slots=True)
class Campaign:
    """The points of one mode, in order, and what is known of them; ``path`` keeps it."""

    path: Path
    mode: str
    seed: int
    changes: int
    points: tuple[int, ...]

    @classmethod
    def of(cls, trial: DayTrial, folder: Path, mode: str, most: int, seed: int) -> "Campaign":
        """One that was begun in ``folder``, or a new one."""
        path = folder / f"{mode}-{most or 'all'}-{seed}.jsonl"
        if not path.exists():
            counted = (faulted_day(trial, Fault("count", 0, seed)) for _ in range(1 if most else _COUNTED))
            changes = max(outcome.changes or 0 for outcome in counted)
            path.write_text(json.dumps({"changes": changes}) + "\n")
        changes = json.loads(path.read_text().splitlines()[0])["changes"]
        return cls(path, mode, seed, changes, _points(mode, changes, most, seed))

    def run(self, trial: DayTrial) -> None:
        """What is not known yet.

        Raises:
            BooksWrong.
            Stuck.
        """
        known = len(self._known())
        with self.path.open("a", buffering=1) as record:
            for number in range(known, len(self.points)):
                began = time.monotonic()
                outcome = faulted_day(trial, self._fault(number))
                seconds = round(time.monotonic() - began, 3)
                record.write(json.dumps({"at": self.points[number], "seconds": seconds} | asdict(outcome)) + "\n")

    def report(self) -> Report:
        """All of it."""
        known = self._known()
        outcomes = [Outcome(line["status"], line["asked"], line["changes"]) for line in known]
        return {
            "mode": self.mode,
            "changes": self.changes,
            "points": len(outcomes),
            "died": sum(outcome.status < 0 for outcome in outcomes),
            **{ending.name.lower(): sum(outcome.status == ending for outcome in outcomes) for ending in Ending},
            "spared": sum(outcome.spared(self._fault(number)) for number, outcome in enumerate(outcomes)),
            "asked": sum(outcome.asked for outcome in outcomes),
            "asked_most": max(outcome.asked for outcome in outcomes),
            "seconds": round(sum(line["seconds"] for line in known), 1),
        }

    def _fault(self, number: int) -> Fault:
        return Fault(self.mode, self.points[number], self.seed * _SEEDS + number)

    def _known(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.path.read_text().splitlines()[1:]]


def main(folder: Path, mode: str, most: int, seed: int) -> Report:
    """Every point once, or ``most`` of them."""
    work = folder / "work"
    unmount(work / "mount")
    shutil.rmtree(work, ignore_errors=True)
    trial = DayTrial(work)
    trial.warm_up()
    campaign = Campaign.of(trial, folder, mode, most, seed)
    campaign.run(trial)
    return campaign.report()


def _points(mode: str, changes: int, most: int, seed: int) -> tuple[int, ...]:
    points = list(range(1, changes + 1))
    if mode == "cut" and most > changes:
        points = points * (most // changes + 1)
    if most:
        chance = random.Random(seed)  # noqa: S311 - which points
        points = sorted(chance.sample(points, min(most, len(points))))
    return tuple(points)


if __name__ == "__main__":
    points = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2], points, seed)))  # noqa: T201
