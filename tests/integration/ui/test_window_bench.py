"""The window's bench, small: every figure was really measured. Whether limits hold is for the bench itself."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from branch_app.bench.window.figures import KEY_MS, MEMORY_RATIO, STALL_MS, START_MS, SWITCH_MS
from branch_app.bench.window.switches import BARE

_MAIN = Path(__file__).parent.parent.parent.parent / "main.py"
_SIZES = {"starts": 2, "keys": 20, "rounds": 2, "entries": 40, "few": 2, "many": 4}
_SWITCHES = {
    "counter to manager",
    "manager to counter",
    "find to form",
    "form to work",
    "work to form",
    "form to find",
    "counter to door",
    "door to counter",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the command prints and writes; both are the same, and the status is that of the limits."""
    file = tmp_path_factory.mktemp("bench") / "out" / "window.json"
    sizes = [word for name, size in _SIZES.items() for word in (f"--{name}", str(size))]
    command = [sys.executable, str(_MAIN), "bench", "window", "--json", str(file), *sizes]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    written: dict[str, Any] = json.loads(file.read_text())
    assert written == json.loads(done.stdout)
    assert (1 if written["over"] else 0) == done.returncode
    return written


def test_starts_are_slower_than_an_empty_window(report: dict[str, Any]) -> None:
    """Both were started; coming in takes time, too."""
    start = report["start"]
    assert (2, START_MS) == (start["rounds"], start["limit"])
    assert 0 < start["bare"] < start["window"] <= start["worst"]
    assert 0 < start["own"] <= start["window"]
    assert start["sign_in"] > 0
    assert start["ratio"] == pytest.approx(start["window"] / start["bare"], abs=0.01)


def test_keys_were_typed_while_the_line_was_busy(report: dict[str, Any]) -> None:
    """At least as many as asked for, most of them with a full list, and at least one round over the line."""
    keys = report["keys"]
    assert KEY_MS == keys["limit"]
    assert 20 <= keys["keys"]
    assert 10 <= keys["full"] <= keys["keys"]
    assert 0 < keys["p50"] <= keys["p99"] <= keys["worst"]
    assert 0 < keys["own_p99"] <= keys["p99"]
    assert 1 <= keys["renewed"]
    assert 200 <= keys["pushed"]


def test_every_switch_was_seen(report: dict[str, Any]) -> None:
    """So many times each, with a limit beside it, and with a yardstick of bare Tk."""
    switches = report["switches"]
    bare = switches.pop(BARE)
    assert (2, True) == (bare["times"], bare["own"] > 0)
    assert all(switch["ratio"] == round(switch["own"] / bare["own"], 2) for switch in switches.values())
    assert _SWITCHES == set(switches)
    assert {(2, SWITCH_MS)} == {(switch["times"], switch["limit"]) for switch in switches.values()}
    assert all(0 < switch["own"] <= switch["median"] <= switch["worst"] for switch in switches.values())


def test_the_heart_beat_through_every_kind_of_work(report: dict[str, Any]) -> None:
    """Printing, the line, a card, another process's entries, and nothing at all."""
    stalls = report["stalls"]
    assert {"idle", "print", "sync", "card", "entries"} == set(stalls)
    assert all(stall["beats"] > 10 and stall["own"] <= stall["worst"] for stall in stalls.values())
    assert {STALL_MS} == {stall["limit"] for stall in stalls.values()}


def test_memory_was_looked_at_twice(report: dict[str, Any]) -> None:
    """After few issues and after many, in megabytes that a window can have."""
    memory = report["memory"]
    assert (2, 4, MEMORY_RATIO) == (memory["few"], memory["many"], memory["limit"])
    assert 20 < memory["after_few"] < 2_000
    assert memory["ratio"] == pytest.approx(memory["after_many"] / memory["after_few"], abs=0.001)
