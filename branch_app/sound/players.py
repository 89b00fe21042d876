"""Sounds through a player program of the desktop: one child process a sound, ended by its own process id.

Nobody waits here: a thread beside each sound starts the player, and stopping only signals it. A player that fails
(no sound server, no device) hands over to the next; when none could play, ``available`` says so, and a repeated
sound goes on trying, because a loudspeaker may be plugged in while the alarm is on.
"""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Thread

from branch_app.ports import Sound

Command = tuple[str, ...]
_KNOWN: tuple[Command, ...] = (("paplay",), ("pw-play",), ("aplay", "-q"))
_PAUSE_S = 1.5
"""Between two rounds of a repeated sound."""


def installed_players() -> tuple[Command, ...]:
    """The player programs this machine has, the desktop's own first."""
    return tuple(command for command in _KNOWN if shutil.which(command[0]) is not None)


class PlayerSounder:
    """``Sounder`` on player programs; ``folder`` holds one WAV file a sound."""

    def __init__(self, folder: Path, players: Sequence[Command], pause_s: float = _PAUSE_S) -> None:
        self._folder = folder
        self._players = tuple(players)
        self._pause_s = pause_s
        self._playing: _Playing | None = None
        self._heard = True

    def play(self, sound: Sound) -> None:
        """Once."""
        self._begin(sound, None)

    def repeat(self, sound: Sound) -> None:
        """Again and again until ``stop``."""
        self._begin(sound, self._pause_s)

    def stop(self) -> None:
        """Silence, at once."""
        if self._playing is not None:
            self._playing.stop()

    def available(self) -> bool:
        """Whether there is a player, and the last sound did not fail."""
        return bool(self._players) and self._heard

    def join(self) -> None:
        """Wait until the sound has ended; for programs that end after it."""
        if self._playing is not None:
            self._playing.join()

    def _begin(self, sound: Sound, pause_s: float | None) -> None:
        self.stop()
        commands = [(*command, str(self._folder / f"{sound.value}.wav")) for command in self._players]
        self._playing = _Playing(commands, pause_s, self._note, self._playing)
        self._playing.start()

    def _note(self, heard: bool) -> None:  # noqa: FBT001 - what the thread found out
        self._heard = heard


class _Playing(Thread):
    """One sound, once or with pauses until it is stopped. It begins when the one before it is silent."""

    def __init__(
        self,
        commands: Sequence[Command],
        pause_s: float | None,
        note: Callable[[bool], None],
        before: Thread | None,
    ) -> None:
        super().__init__(daemon=True, name="sound")
        self._commands = commands
        self._pause_s = pause_s
        self._note = note
        self._before = before
        self._stopped = Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._starting = Lock()

    def stop(self) -> None:
        """End the player that runs now, and start no other."""
        with self._starting:
            self._stopped.set()
            if self._child is not None:
                with suppress(ProcessLookupError):
                    self._child.terminate()

    def run(self) -> None:
        """Round after round."""
        if self._before is not None:
            self._before.join()
            self._before = None
        while not self._stopped.is_set():
            heard = any(self._plays(command) for command in self._commands)
            if not self._stopped.is_set():
                self._note(heard)
            if self._pause_s is None or self._stopped.wait(self._pause_s):
                return

    def _plays(self, command: Command) -> bool:
        """Whether the player did it, or was stopped."""
        with self._starting:
            if self._stopped.is_set():
                return True
            try:
                self._child = _start(command)
            except OSError:
                return False
        return self._child.wait() == 0 or self._stopped.is_set()


def _start(command: Command) -> subprocess.Popen[bytes]:
    nothing = subprocess.DEVNULL
    # S603: a fixed program with a file of our own
    return subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing)  # noqa: S603
