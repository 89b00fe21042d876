"""Mutation testing of the deciders: every small change to a rule must make some test of the domain fail.

    python -m tests.prove.mutants REPORT MODULE…

Tests are collected once; every mutant is a child of this process in which the code of one function is exchanged,
and the tests that call this function run, the quickest first, until one fails. Writes REPORT (JSON, what survived
with its line), says the score, and ends with 1 when it lies below 90 %. The days played at random are left out: a
rule has to be held by the test that names it, whatever a search would find.
"""

import gc
import json
import os
import resource
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import settings

from tests.prove.mutation import Mutant, mutants

ROOT = Path(__file__).parents[2]
TESTS = ("tests/unit/domain/deciders", "tests/unit/domain/reconcile")
AT_RANDOM = ("test_any_*.py", "test_month.py")
WANTED = 0.9
_CPU_SECONDS = 120
_WARNED = "ignore::pytest.PytestAssertRewriteWarning"
"""Hypothesis is known here before the runner could rewrite it."""
_QUIET = (
    "-q",
    "-p",
    "no:randomly",
    "-p",
    "no:cacheprovider",
    "-o",
    "timeout=0",
    "-W",
    _WARNED,
)


@dataclass(slots=True)
class Trial:
    """A plugin of the test runner: in the place of its loop stand the mutants."""

    modules: Sequence[Path]
    killed: int = 0
    survived: list[Mutant] = field(default_factory=list)
    broken: bool = False

    def pytest_collection(self) -> None:
        """The same examples for every mutant, and none kept."""
        settings.register_profile("mutants", derandomize=True, database=None, max_examples=15, deadline=None)
        settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Once without a mutant to learn what each test costs, then for every mutant."""
        tests = _tried(session.items)
        self.broken = not tests
        for module in self.modules if tests else ():
            for mutant in mutants(module):
                if _dies(mutant, [test.item for test in tests if (str(module), *mutant.key) in test.calls]):
                    self.killed += 1
                else:
                    self.survived.append(mutant)
                    print(f"survived: {_told(mutant)}", flush=True)  # noqa: T201
        return True

    @property
    def score(self) -> float:
        """Part of the mutants that a test noticed."""
        return self.killed / max(1, self.killed + len(self.survived))


@dataclass(frozen=True, slots=True)
class Tried:
    """A test, the CPU seconds it took and the functions it called: file, name, line."""

    item: pytest.Item
    cost: float
    calls: frozenset[tuple[str, str, int]]


def _tried(items: Sequence[pytest.Item]) -> list[Tried]:
    """The quickest first; none when one of them fails by itself."""
    tried = []
    for item in items:
        calls: set[CodeType] = set()
        began = time.process_time()
        sys.setprofile(lambda frame, _event, _argument, calls=calls: calls.add(frame.f_code))
        failed = _fails(item)
        sys.setprofile(None)
        if failed:
            print(f"fails by itself: {item.nodeid}", flush=True)  # noqa: T201
            return []
        named = frozenset((code.co_filename, code.co_qualname, code.co_firstlineno) for code in calls)
        tried.append(Tried(item, time.process_time() - began, named))
    return sorted(tried, key=lambda test: test.cost)


def _fails(item: pytest.Item) -> bool:
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def _dies(mutant: Mutant, items: Iterable[pytest.Item]) -> bool:
    """In a child, which may also loop for ever: that is noticed, too."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        os._exit(_outcome(mutant, items))
    return os.waitpid(child, 0)[1] != 0


def _outcome(mutant: Mutant, items: Iterable[pytest.Item]) -> int:
    try:
        _exchange(mutant)
        return int(any(_fails(item) for item in items))
    except BaseException:  # noqa: BLE001 - a child never returns into its parent's code
        return 1


def _exchange(mutant: Mutant) -> None:
    """Wherever that function is held: under its name, as a property, in a table of dispatch."""
    found = [function for function in gc.get_objects() if _is_of(function, mutant)]
    if not found:
        raise LookupError(_told(mutant))
    for function in found:
        function.__code__ = mutant.code


def _is_of(thing: object, mutant: Mutant) -> bool:
    if not isinstance(thing, FunctionType):
        return False
    code = thing.__code__
    return (code.co_qualname, code.co_firstlineno) == mutant.key and code.co_filename == str(mutant.path)


def _told(mutant: Mutant) -> str:
    return f"{mutant.path.relative_to(ROOT)}:{mutant.line} {mutant.key[0]}: {mutant.what}"


def main(report: Path, modules: Sequence[str]) -> int:
    """Run, write down, say the score."""
    trial = Trial([ROOT / module for module in modules])
    pytest.main([*_QUIET, *(f"--ignore-glob=*/{name}" for name in AT_RANDOM), *TESTS], plugins=[trial])
    survived = [_told(mutant) for mutant in trial.survived]
    total = trial.killed + len(survived)
    report.parent.mkdir(parents=True, exist_ok=True)
    found = {"mutants": total, "killed": trial.killed, "score": round(trial.score, 4), "survived": survived}
    report.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({name: found[name] for name in ("mutants", "killed", "score")}))  # noqa: T201
    return int(trial.broken or trial.score < WANTED)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
