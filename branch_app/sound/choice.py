"""The sounder of this system."""

import sys
from pathlib import Path

from branch_app.ports import Sounder
from branch_app.sound.players import PlayerSounder, installed_players
from branch_app.sound.silent import SilentSounder
from branch_app.sound.winsound_calls import WindowsSounder

if sys.platform == "win32":
    import winsound


def sounder(resources: Path) -> Sounder:
    """By Windows' own call, else by a player program, else silent."""
    folder = resources / "sounds"
    if sys.platform == "win32":
        return WindowsSounder(folder, winsound.PlaySound)
    else:  # noqa: RET505 - the type checker takes whatever follows a platform's return for unreachable
        players = installed_players()
        return PlayerSounder(folder, players) if players else SilentSounder()
