"""Papers kept as they should look: one text and one small picture a page.

After a change of layout that is meant: ``python -m tests.unit.documents.golden``, look at the pictures, commit.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
from PIL import Image

from branch_app.documents.readback import read_back
from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.paper import Paper
from tests.fakes.paper_seals import steady_seals
from tests.fakes.papers import (
    DAUGHTER,
    EVERYTHING,
    HEAD,
    RESOURCES,
    SON,
    WIFE,
    inkan,
    juminhyo,
    kisaijiko,
    members,
    order,
)

FOLDER = Path(__file__).parent / "golden"
DOTS_PER_INCH = 50
BEFORE_KANA = tuple(replace(member, address_since=None, birth=date(2001, 1, 1)) for member in members(6))
LONG = replace(
    HEAD,
    name="アレクサンドラ・マリア・ゴンザレス・デ・ラ・クルス\u3000ヴィクトリア・イザベラ・フェルナンデス",
    kana="アレクサンドラ・マリア・ゴンザレス・デ・ラ・クルス\u3000ヴィクトリア・イザベラ・フェルナンデス",
)
CASES: dict[str, PrintOrder] = {
    "juminhyo": order(juminhyo()),
    "juminhyo-everything": order(juminhyo(options=EVERYTHING)),
    "juminhyo-plain-paper": replace(order(juminhyo()), paper=Paper.PLAIN),
    "juminhyo-part": order(juminhyo(shown=(WIFE, DAUGHTER))),
    "juminhyo-six-2012-specimen": replace(
        order(juminhyo(BEFORE_KANA, EVERYTHING), issued=date(2012, 3, 15)),
        data_as_of=date(2012, 3, 13),
        specimen=True,
    ),
    "juminhyo-long-name": order(juminhyo((LONG, SON))),
    "kisaijiko": order(kisaijiko()),
    "inkan": order(inkan()),
}


def text(pdf: bytes) -> str:
    """Every run of every page, one a line."""
    return "\f\n".join("".join(f"{run}\n" for run in page.runs) for page in read_back(pdf))


def front_text(pdf: bytes) -> str:
    """The same of the fronts of a certificate."""
    return "\f\n".join(text(pdf).split("\f\n")[::2])


def pictures(pdf: bytes, dots_per_inch: int = DOTS_PER_INCH) -> list[Image.Image]:
    """Every page in grey, drawn by pdfium."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=dots_per_inch / 72, grayscale=True).to_pil() for page in document]
    document.close()
    return pages


def front_pictures(pdf: bytes) -> list[Image.Image]:
    """The same of the fronts of a certificate."""
    return pictures(pdf)[::2]


def write() -> None:
    """Make the kept files anew."""
    renderer = PaperRenderer(RESOURCES, steady_seals())
    for name, case in CASES.items():
        pdf = renderer.render(case).pdf
        (FOLDER / f"{name}.txt").write_text(front_text(pdf), encoding="utf-8")
        for number, picture in enumerate(front_pictures(pdf), 1):
            picture.quantize(64).save(FOLDER / f"{name}-{number}.png", optimize=True)


if __name__ == "__main__":
    write()
