"""The demo day and every trouble, played at the real window with real keys: a process of its own, one window.

::

    python tests/e2e/window/play_day.py --scale 100 --palette light --scenes all --out pictures

Writes one picture a screen and ``scenes.json``: what was true at the end of each scene.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from branch_app.strings import Language  # noqa: E402 - the tree is not installed
from branch_app.ui import theme  # noqa: E402
from branch_app.ui.measures import TextSize  # noqa: E402
from tests.e2e.window.card_scenes import record_by_card, seal_by_number, unknown_card  # noqa: E402
from tests.e2e.window.catalogue_scenes import koseki_of_a_relative, tax_by_an_agent  # noqa: E402
from tests.e2e.window.clerk import Clerk  # noqa: E402
from tests.e2e.window.day_scenes import (  # noqa: E402
    at_the_door,
    branch_state,
    close_the_day,
    ended_by_head_office,
    line_down,
    open_the_day,
    stale_in_the_morning,
    wrong_clock,
)
from tests.e2e.window.desk_scenes import (  # noqa: E402
    copies_and_receipt,
    doctor_and_help,
    free_by_purpose,
    hold_recall_and_lock,
    recent_list,
    refused,
    same_again,
)
from tests.e2e.window.printer_scenes import jam, runs_empty, unknown_end, voided  # noqa: E402
from tests.e2e.window.theatre import opened_theatre, play  # noqa: E402
from tests.fakes.display import settle  # noqa: E402

SHORT: tuple[Callable[[Clerk], None], ...] = (at_the_door, open_the_day, record_by_card, refused, jam)
ALL: tuple[Callable[[Clerk], None], ...] = (
    *SHORT[:3],
    seal_by_number,
    free_by_purpose,
    copies_and_receipt,
    same_again,
    refused,
    jam,
    runs_empty,
    unknown_end,
    voided,
    unknown_card,
    hold_recall_and_lock,
    recent_list,
    doctor_and_help,
    koseki_of_a_relative,
    tax_by_an_agent,
    line_down,
    wrong_clock,
    close_the_day,
    stale_in_the_morning,
    ended_by_head_office,
)


def main() -> None:
    """Play, and write down what was true."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=int, choices=[100, 125], default=100)
    parser.add_argument("--palette", choices=["light", "dark", "contrast"], default="light")
    parser.add_argument("--language", type=Language, default=Language.JA)
    parser.add_argument("--scenes", choices=["short", "all"], default="all")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    scenes = SHORT if chosen.scenes == "short" else ALL
    with opened_theatre("window", chosen.out) as theatre:
        clerk = theatre.clerk()
        palette = {"light": theme.LIGHT, "dark": theme.DARK, "contrast": theme.CONTRAST}[chosen.palette]
        clerk.app.look.change(palette=palette, size=TextSize(chosen.scale), language=chosen.language)
        settle(clerk.app.root)
        play(clerk, scenes)
        state = branch_state(clerk)
        clerk.app.close()
    played = [scene.__name__ for scene in scenes]
    result = {"played": played, "faults": clerk.app.faults, "clipped": clerk.clipped, **state}
    (chosen.out / "scenes.json").write_text(json.dumps(result, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
