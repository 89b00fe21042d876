"""First days of items that stand on papers only since a law said so (``tables/paper.toml``)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from branch_app.documents.resource import table
from branch_app.domain.errors import ResourceDamaged


@dataclass(frozen=True, slots=True)
class ItemDates:
    """From when on: 氏名の振り仮名, 旧氏, foreign residents on the 住民票; 生年月日 and 性別 on the 附票.

    A field is a section of the table.
    """

    kana: date
    former_name: date
    foreign: date
    fuhyo_identity: date


def item_dates(resources: Path) -> ItemDates:
    """Read anew for every paper.

    Raises:
        ResourceDamaged: the table is missing, or a day is.
    """
    sections = table(resources / "tables" / "paper.toml")
    return ItemDates(**{item.name: _day(sections, item.name) for item in fields(ItemDates)})


def _day(sections: Mapping[str, Mapping[str, object]], item: str) -> date:
    try:
        since = sections[item]["from"]
    except (KeyError, TypeError) as error:
        raise ResourceDamaged(resource="paper.toml") from error
    if not isinstance(since, date):
        raise ResourceDamaged(resource="paper.toml")
    return since
