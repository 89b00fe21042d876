"""複写 on whole certificates, printed and photocopied in simulation: how far it stands out where it lies.

    python -m tests.prove.copied_word SEED

Where the word lies is taken from the file: the dots that a certificate on plain paper has and one on security paper
has not, the coarse ones the word, the fine ones its ground. What ``verify`` measures is less, because it knows no
file and counts places that text made calm. Says one line of JSON, and ends with 1 when an original shows more than
0.005 or a copy less than 0.03.
"""

import json
import sys
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.paper import Paper
from tests.fakes.every_paper import EVERY_PAPER
from tests.fakes.laser import printed
from tests.fakes.marked import drawn
from tests.fakes.paper_seals import steady_renderer
from tests.fakes.photocopier import CopyMode, photocopied
from tests.fakes.scanner import PAPER_DPI, Grey

PAPERS = ("juminhyo everything", "kisaijiko")
ORIGINAL, COPY = 0.005, 0.03
_SHRUNK = 4
_LOW_PASS = 0.5 / 25.4 * PAPER_DPI

Places = NDArray[np.bool_]


def places(order: PrintOrder) -> tuple[Grey, Places, Places]:
    """The page on plain paper as drawn; where the word lies on it, and where its ground, each 0.3 mm inside."""
    plain, bare = (
        drawn(steady_renderer().render(replace(order, paper=paper)).pdf) for paper in (Paper.PLAIN, Paper.SECURITY)
    )
    dots = (plain < 128) & (bare >= 128)
    coarse = _grown(_filtered(dots, ImageFilter.MinFilter(3)), 19)
    fine = _grown(dots & ~coarse, 9) & ~coarse
    written = _small(bare < 128, Image.Resampling.BOX).filter(ImageFilter.MaxFilter(13))
    empty = np.asarray(written) <= 8
    word, ground = (
        np.asarray(_small(kind, Image.Resampling.NEAREST).filter(ImageFilter.MinFilter(7))) > 127
        for kind in (coarse, fine)
    )
    return plain, word & empty, ground & empty


def standing_out(paper: Grey, word: Places, ground: Places) -> float:
    """Mean light of the word less that of its ground, of 1 in all, after a low-pass of 1 mm."""
    smooth = Image.fromarray(paper).filter(ImageFilter.GaussianBlur(_LOW_PASS))
    light = np.asarray(smooth.resize(word.shape[::-1], Image.Resampling.BOX), np.float64) / 255
    return float(light[word].mean() - light[ground].mean())


def _small(kind: Places, how: Image.Resampling) -> Image.Image:
    height, width = kind.shape
    return _picture(kind).resize((width // _SHRUNK, height // _SHRUNK), how)


def _grown(kind: Places, reach: int) -> Places:
    return _filtered(kind, ImageFilter.MaxFilter(reach))


def _filtered(kind: Places, by: ImageFilter.Filter) -> Places:
    return np.asarray(_picture(kind).filter(by)) > 127


def _picture(kind: Places) -> Image.Image:
    return Image.fromarray(np.where(kind, np.uint8(255), np.uint8(0)))


def main(seed: int) -> int:
    """Say how far it stands out."""
    found: dict[str, float] = {}
    held = True
    for name in PAPERS:
        page, word, ground = places(EVERY_PAPER[name])
        paper = printed(page, seed)
        found[f"{name} original"] = original = standing_out(paper, word, ground)
        copies = [standing_out(photocopied(paper, seed + 1, mode), word, ground) for mode in CopyMode]
        found |= {f"{name} {mode.value}": copy for mode, copy in zip(CopyMode, copies, strict=True)}
        held &= abs(original) <= ORIGINAL and max(copies) <= -COPY
    print(json.dumps({name: round(contrast, 4) for name, contrast in found.items()}))  # noqa: T201
    return int(not held)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
