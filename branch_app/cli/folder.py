"""A folder as an argument."""

import argparse
from pathlib import Path


def folder(text: str) -> Path:
    """That folder, made where there is none yet.

    Raises:
        argparse.ArgumentTypeError: nothing can lie there.
    """
    path = Path(text)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise argparse.ArgumentTypeError(f"{path}: {error.strerror}") from error
    return path
