"""What a page shows of what its seal says, taken from the texts that were drawn on it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from branch_app.documents.grid import EMPTY, OMITTED, UNUSED
from branch_app.documents.seals.front import Shown, plain_title
from branch_app.documents.sheet import Said

_NOTHING: Final = frozenset({EMPTY, OMITTED, UNUSED, ""})


def shown_on(page: Sequence[Said]) -> Shown:
    """Title, names, 住所, 生年月日 and 振り仮名 in the order of the page, but for what is left out."""
    names: dict[int, str] = {}
    for said in page:
        if said.name is not None:
            names[said.name] = names.get(said.name, "") + said.text
    return Shown(
        title=plain_title(next(_texts(page, "title"), "")),
        names=tuple(names.values()),
        address=next(_texts(page, "address"), ""),
        births=tuple(_texts(page, "birth")),
        kana=tuple(_texts(page, "kana")),
    )


def _texts(page: Iterable[Said], item: str) -> Iterator[str]:
    """Of an item such as ``birth``, whoever's it is: ``members[0].birth`` too."""
    return (said.text for said in page if said.item.rpartition(".")[2] == item and said.text not in _NOTHING)
