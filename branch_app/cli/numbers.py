"""Numbers as arguments."""

import argparse


def positive(text: str) -> int:
    """A whole number from 1 on.

    Raises:
        argparse.ArgumentTypeError: none, or a smaller one.
    """
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text}: a whole number from 1 on is meant")
    return int(text)


def port(text: str) -> int:
    """A port of TCP; 0 is any that is free.

    Raises:
        argparse.ArgumentTypeError: none.
    """
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text}: a port from 0 to 65535 is meant")
    return int(text)
