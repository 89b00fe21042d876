"""The first paper of a process that has made none: fonts hashed and read, marks drawn, tables read.

In a process of its own: ``python -m branch_app.bench.documents.first``.
"""

import dataclasses
import json

from branch_app.bench.documents.stopwatch import taken
from branch_app.bench.papers import sample_order
from branch_app.bench.seals import PassingSeals
from branch_app.composition.papers import paper_renderer


def main() -> None:
    """Print what it took, and what the second one took."""
    renderer, order = paper_renderer(PassingSeals()), sample_order()
    print(json.dumps(dataclasses.asdict(taken(lambda: renderer.render(order).pdf, 1))))  # noqa: T201 - the bench reads


if __name__ == "__main__":
    main()
