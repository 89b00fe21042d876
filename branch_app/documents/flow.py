"""Rows of known height poured over pages: a heading never ends a page, and what belongs together stays together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from branch_app.documents.row import Row

Page = tuple[Row, ...]
_LEAD = 1 / 3
"""Of a page: how much of a group too large for one page follows its first row there."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Block:
    """Groups of rows under one heading, which stands in the first of them.

    A group stays on one page while a page has room for it. ``before`` parts the block from what stands above it on
    the same page, ``between`` one of its groups from the next; ``again`` heads each further page it goes on.
    """

    groups: tuple[Page, ...]
    before: Page = ()
    between: Page = ()
    again: Page = ()


def pour(blocks: Iterable[Block], height: float) -> tuple[Page, ...]:
    """Pages of at most ``height`` mm, at least one. No single row may be higher than a page with its heading."""
    pages: list[list[Row]] = [[]]
    for block in blocks:
        above, anew = block.before, Page()
        for group in block.groups:
            for piece in _pieces(group, height - tall(block.again)):
                page = pages[-1]
                if page and tall(page) + tall(above) + tall(piece) > height + _ROUNDING:
                    pages.append([*anew, *piece])
                else:
                    page += (*(above if page else ()), *piece)
                above, anew = (), block.again
            above = block.between
    return tuple(map(tuple, pages))


def tall(rows: Iterable[Row]) -> float:
    """Height of rows one below the other in mm."""
    return sum(row.height for row in rows)


def _pieces(group: Page, room: float) -> Iterator[Page]:
    """The whole group; or its beginning and then row by row, when no page has room for it."""
    if tall(group) <= room:
        yield group
        return
    lead = max(1, _count(group, room * _LEAD))
    yield group[:lead]
    yield from ((row,) for row in group[lead:])


def _count(rows: Sequence[Row], height: float) -> int:
    """How many of the rows are not higher than that."""
    return next((number for number in range(len(rows)) if tall(rows[: number + 1]) > height), len(rows))
