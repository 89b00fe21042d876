"""Sounds by player programs: one at a time, nobody waits, and only ``stop`` ends a repeated one."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from branch_app.ports import Sound
from branch_app.sound.choice import sounder
from branch_app.sound.players import Command, PlayerSounder, installed_players
from branch_app.sound.silent import SilentSounder


@pytest.fixture
def told(tmp_path: Path) -> Iterator["Told"]:
    """What the players say they do, in order."""
    with Told(tmp_path / "told") as told:
        yield told


class Told:
    """A pipe that players write a line into; reading waits until one does."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self.path = path

    def __enter__(self) -> Self:
        # Open for reading and writing, so that the pipe never ends between two players.
        self._file = os.fdopen(os.open(self.path, os.O_RDWR), "rb", buffering=0)
        return self

    def __exit__(self, *_exception: object) -> None:
        self._file.close()

    def line(self) -> str:
        """The next line."""
        return self._file.readline().decode().strip()


def _player(folder: Path, name: str, script: str) -> Command:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return (str(path),)


def _short(folder: Path, told: Told) -> Command:
    return _player(folder, "short", f'echo "$(basename "$1")" > "{told.path}"')


def _endless(folder: Path, told: Told) -> Command:
    return _player(folder, "endless", f'echo "$(basename "$1") $$" > "{told.path}"; exec sleep 1000')


def test_a_sound_is_played_once(tmp_path: Path, told: Told) -> None:
    """The player gets the file of that sound, and the sound was heard."""
    sounds = PlayerSounder(tmp_path, [_short(tmp_path, told)])
    sounds.play(Sound.DONE)
    assert "done.wav" == told.line()
    sounds.join()
    assert sounds.available()


def test_a_repeated_sound_goes_on_until_it_is_stopped(tmp_path: Path, told: Told) -> None:
    """Round after round; after ``stop`` its thread ends by itself."""
    sounds = PlayerSounder(tmp_path, [_short(tmp_path, told)], pause_s=0)
    sounds.repeat(Sound.FORGOTTEN_CARD)
    assert ["forgotten_card.wav"] * 3 == [told.line() for _ in range(3)]
    sounds.stop()
    sounds.join()


def test_stop_ends_the_player_in_the_middle(tmp_path: Path, told: Told) -> None:
    """The child is gone, though it would have played for a quarter of an hour; silence is no failure."""
    sounds = PlayerSounder(tmp_path, [_endless(tmp_path, told)])
    sounds.repeat(Sound.FORGOTTEN_CARD)
    _, pid = told.line().split()
    sounds.stop()
    sounds.join()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)
    assert sounds.available()


def test_a_new_sound_ends_the_old_one(tmp_path: Path, told: Told) -> None:
    """The old player is gone before the new one starts: a device without a mixer plays one sound at a time."""
    sounds = PlayerSounder(tmp_path, [_endless(tmp_path, told)])
    sounds.repeat(Sound.FORGOTTEN_CARD)
    first, pid = told.line().split()
    sounds.play(Sound.DONE)
    second, _ = told.line().split()
    assert ("forgotten_card.wav", "done.wav") == (first, second)
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)
    sounds.stop()
    sounds.join()


def test_a_player_that_fails_hands_over_to_the_next(tmp_path: Path, told: Told) -> None:
    """No sound server is no silence while there is another way; a program that is not there is no fault."""
    players = [("/nonexistent/player",), _player(tmp_path, "broken", "exit 1"), _short(tmp_path, told)]
    sounds = PlayerSounder(tmp_path, players)
    sounds.play(Sound.ATTENTION)
    assert "attention.wav" == told.line()
    sounds.join()
    assert sounds.available()


def test_where_no_player_works_the_sounder_says_so(tmp_path: Path) -> None:
    """The alarm must then be seen."""
    sounds = PlayerSounder(tmp_path, [_player(tmp_path, "broken", "exit 1")])
    sounds.play(Sound.ATTENTION)
    sounds.join()
    assert not sounds.available()


def test_stopping_silence_is_no_error(tmp_path: Path) -> None:
    """Before the first sound, and twice."""
    for sounds in (PlayerSounder(tmp_path, []), SilentSounder()):
        sounds.stop()
        sounds.stop()
        assert not sounds.available()


def test_a_machine_without_players_is_silent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty PATH has no player, and the choice says that nothing will be heard."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert () == installed_players()
    assert not sounder(tmp_path).available()
