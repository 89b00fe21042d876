"""Helper programs of the training printer that never outlive it."""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

PATH: Final = "/usr/sbin:/usr/bin:/sbin:/bin"
"""Debian's own programs; an account that is not root's need not have all of it."""

Child = subprocess.Popen[bytes]


def is_installed(program: str) -> bool:
    """Whether the machine has it."""
    return shutil.which(program, path=PATH) is not None


def start(command: tuple[str, ...], environment: Mapping[str, str], output: IO[bytes] | int) -> Child:
    """Start a program as the head of a process group of its own.

    The kernel kills it when the thread that started it ends, even by SIGKILL (``PR_SET_PDEATHSIG``).
    """
    return subprocess.Popen(  # noqa: S603 - fixed programs, arguments of our own
        (Path(shutil.which("setpriv", path=PATH) or "setpriv"), "--pdeathsig", "KILL", *command),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.DEVNULL if output == subprocess.PIPE else output,
        env={"PATH": PATH, "LANG": "C.UTF-8", **environment},
        start_new_session=True,
    )


def end(child: Child) -> None:
    """Kill it and what it started, and wait until it is gone."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
