"""The sample page by typst, in a process of its own.

``python -m branch_app.bench.documents.by_typst PAGE FONT ROUNDS``

typst is an extra of the bench and of nothing that ships.
"""

import dataclasses
import json
import shutil
import sys
from itertools import count
from pathlib import Path

import typst

from branch_app.bench.documents.stopwatch import taken


def main(page: Path, font: Path, rounds: int) -> None:
    """Print what it took. ``page`` is the folder with page.json and seal.png."""
    shutil.copy(Path(__file__).with_name("page.typ"), page / "page.typ")
    words = json.loads((page / "page.json").read_text(encoding="utf-8"))
    compiler = typst.Compiler(page / "page.typ", font_paths=[str(font.parent)], ignore_system_fonts=True)
    numbers = count(1)

    def make() -> bytes:
        """A paper with a job of its own: the same page once more would come out of the engine's memory."""
        said = json.dumps({**words, "job": f"019a0000-0000-7000-8000-{next(numbers):012d}"})
        made = compiler.compile(format="pdf", sys_inputs={"page": said})
        if not isinstance(made, bytes):
            raise TypeError("pdf")
        (page / "typst.pdf").write_bytes(made)
        return made

    print(json.dumps(dataclasses.asdict(taken(make, rounds))))  # noqa: T201 - the bench reads it


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
