"""The whole demo day and every trouble at the real window, with real keys, at both sizes, light and dark."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

HERE = Path(__file__).parent
KEPT = HERE.parents[2] / "docs" / "images" / "window"
BAR_TOP, CLOCK_LEFT, HEAD_BOTTOM = 690, 1190, 100
"""Below: bars whose figures depend on how far the line has come; right above: the clock on the wall."""
MOST_DIFFERENT = 0.006
"""Part of a picture's pixels that may differ: figures of a clock, of what is pending, of the log's root."""
DIFFERENT = 48
"""Grey levels by which a pixel must differ to count: antialiasing is not a change."""
BY_CHANCE = {
    "manager-audit.png": ((490, 356, 1045, 386), (318, 484, 866, 510)),
    "manager-audit-end.png": ((305, 276, 1065, 316), (305, 387, 1065, 407), (305, 433, 1065, 453)),
}
"""Where at 100 % the name of a temporary folder, a moment or a root stands, in large type."""
SCENES = 23


def _play(out: Path, *arguments: str) -> dict[str, Any]:
    command = [sys.executable, str(HERE / "play_day.py"), "--out", str(out), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)
    assert 0 == done.returncode, done.stderr[-2000:]
    result: dict[str, Any] = json.loads((out / "scenes.json").read_text(encoding="utf-8"))
    return result


@pytest.mark.parametrize(
    ("scale", "palette"),
    [
        ("100", "light"),
        ("125", "dark"),
        pytest.param("125", "light", marks=pytest.mark.long),
        pytest.param("100", "dark", marks=pytest.mark.long),
    ],
)
def test_the_day_by_keys_alone(scale: str, palette: str, tmp_path: Path) -> None:
    """All scenes, no mouse, no fault; money and sheets agree, nothing is cut off, the pictures are as kept."""
    result = _play(tmp_path, "--scale", scale, "--palette", palette)
    assert ([], SCENES) == (result["faults"], len(result["played"]))
    assert (4_050, 300) == (result["charged_yen"], result["refunded_yen"])
    assert (14, 2) == (result["issued"], result["spoilt"])
    assert {} == result["clipped"]
    kept = KEPT / f"{palette}-{scale}"
    assert {path.name for path in kept.glob("*.png")} <= {path.name for path in tmp_path.glob("*.png")}
    assert {} == {
        path.name: part
        for path in sorted(kept.glob("*.png"))
        if (part := _difference(path, tmp_path / path.name)) > MOST_DIFFERENT
    }


@pytest.mark.parametrize("language", ["en", "easy"])
def test_every_language_has_room(language: str, tmp_path: Path) -> None:
    """English and やさしい日本語 through the first scenes at 125 % in high contrast: nothing is cut off."""
    result = _play(tmp_path, "--scale", "125", "--palette", "contrast", "--language", language, "--scenes", "short")
    assert ([], {}) == (result["faults"], result["clipped"])


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "easy"])
def test_every_language_has_room_all_day(language: str, tmp_path: Path) -> None:
    """All scenes: refusals, the manager's pages, the doctor, the night."""
    result = _play(tmp_path, "--scale", "125", "--palette", "light", "--language", language)
    assert ([], {}) == (result["faults"], result["clipped"])


def test_a_picture_with_a_button_missing_is_not_the_same(tmp_path: Path) -> None:
    """The comparison has teeth: a white patch of a button's size is found."""
    kept = next((KEPT / "light-100").glob("pay.png"))
    picture = Image.open(kept).convert("RGB")
    picture.paste((255, 255, 255), (1040, 560, 1350, 640))
    picture.save(tmp_path / "changed.png")
    assert MOST_DIFFERENT < _difference(kept, tmp_path / "changed.png")


def _difference(kept: Path, seen: Path) -> float:
    """Part of the pixels that differ; clock, bars and what is by chance left out."""
    one, other = (_masked(path) for path in (kept, seen))
    changed = ImageChops.difference(one, other).convert("L").point(lambda level: 255 * (level > DIFFERENT))
    return changed.histogram()[255] / (one.width * one.height)


def _masked(path: Path) -> Image.Image:
    picture = Image.open(path).convert("RGB")
    picture.paste((0, 0, 0), (0, BAR_TOP, picture.width, picture.height))
    picture.paste((0, 0, 0), (CLOCK_LEFT, 0, picture.width, HEAD_BOTTOM))
    for box in BY_CHANCE.get(path.name, ()):
        picture.paste((0, 0, 0), box)
    return picture
