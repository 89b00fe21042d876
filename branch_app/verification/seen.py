"""A page as it came out of a file."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from branch_app.verification.pages import Medium

Grey = NDArray[np.uint8]
"""Rows of pixels from the top, 0 black to 255 white."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Its picture, the resolution that the file tells (0 if it does not), and its texts if it is a drawing."""

    grey: Grey
    told_dpi: int
    medium: Medium = Medium.PICTURE
    runs: tuple[str, ...] = ()
