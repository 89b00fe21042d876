"""Words of a command that mean something: what cannot be meant is refused with what is."""

import argparse
from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import Enum
from typing import TypedDict, TypeVar

_Member = TypeVar("_Member", bound=Enum)


class OneOf(TypedDict):
    """For ``add_argument``: how it is read, and how the usage shows it."""

    type: Callable[[str], Enum]
    metavar: str


def one_of(members: Iterable[_Member]) -> OneOf:
    """One of these, by its code."""
    known = {str(member.value): member for member in members}

    def read(text: str) -> Enum:
        if text not in known:
            raise _meant(text, f"one of {', '.join(known)}")
        return known[text]

    return OneOf(type=read, metavar=f"{{{','.join(known)}}}")


def positive(text: str) -> int:
    """A whole number from 1 on.

    Raises:
        argparse.ArgumentTypeError: none, or a smaller one.
    """
    if not text.isdecimal() or int(text) < 1:
        raise _meant(text, "a whole number from 1 on")
    return int(text)


def port(text: str) -> int:
    """A port of TCP; 0 is any that is free.

    Raises:
        argparse.ArgumentTypeError: none.
    """
    if not text.isdecimal() or int(text) > 65_535:
        raise _meant(text, "a port from 0 to 65535")
    return int(text)


def day(text: str) -> date:
    """A day.

    Raises:
        argparse.ArgumentTypeError: none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _meant(text, "a day as 2026-11-30") from error


def month(text: str) -> date:
    """The first day of a month.

    Raises:
        argparse.ArgumentTypeError: no month.
    """
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise _meant(text, "a month as 2026-11") from error


def moment(text: str) -> datetime:
    """A time.

    Raises:
        argparse.ArgumentTypeError: none.
    """
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise _meant(text, "a time as 2026-11-30T08:30+09:00") from error


def key(text: str) -> bytes:
    """A public key.

    Raises:
        argparse.ArgumentTypeError: no bytes.
    """
    try:
        return bytes.fromhex(text)
    except ValueError as error:
        raise _meant(text, "a key as `desk key` prints it") from error


def _meant(text: str, what: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(f"{text}: {what} is meant")
