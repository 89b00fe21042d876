"""Sounds by Windows' own call, with its flags."""

from pathlib import Path

from branch_app.ports import Sound
from branch_app.sound.winsound_calls import WindowsSounder

FOLDER = Path("sounds")


def test_the_calls_carry_file_and_flags() -> None:
    """Beside the program, without the system's own beep, looping only where asked, and purged to stop."""
    calls: list[tuple[str | None, int]] = []
    sounds = WindowsSounder(FOLDER, lambda file, flags: calls.append((file, flags)))
    sounds.play(Sound.DONE)
    sounds.repeat(Sound.FORGOTTEN_CARD)
    sounds.stop()
    expected = [
        (str(FOLDER / "done.wav"), 0x20003),
        (str(FOLDER / "forgotten_card.wav"), 0x2000B),
        (None, 0x40),
    ]
    assert expected == calls
    assert sounds.available()


def test_a_machine_without_a_sound_device_says_so() -> None:
    """RuntimeError is Windows' way to say that nothing was played."""

    def refused(_file: str | None, _flags: int) -> None:
        raise RuntimeError("Failed to play sound")

    sounds = WindowsSounder(FOLDER, refused)
    sounds.play(Sound.DONE)
    assert not sounds.available()
