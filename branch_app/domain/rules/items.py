"""Items that a paper shows only when they are asked for: to whom each may be shown is a dated table."""

from datetime import date
from enum import Enum
from typing import assert_never

from branch_app.domain.records.snapshots import (
    FuhyoSnapshot,
    GenpyoSnapshot,
    InkanSnapshot,
    JohyoSnapshot,
    JuminhyoOptions,
    JuminhyoSnapshot,
    JuriSnapshot,
    KazeiSnapshot,
    KisaijikoItem,
    KisaijikoSnapshot,
    KosekiSnapshot,
    MibunSnapshot,
    Snapshot,
)


class Item(Enum):
    """As in ``JuminhyoOptions`` (住民基本台帳法 12条5項); 本籍 of a 附票 counts as one of them."""

    HEAD_AND_RELATIONSHIP = "head_and_relationship"
    HONSEKI = "honseki"
    JUMINHYO_CODE = "juminhyo_code"
    NATIONALITY_AND_STAY = "nationality_and_stay"
    CARD_NUMBER = "card_number"

    @property
    def why(self) -> str:
        """What a refusal says of it."""
        return f"item_{self.value}"


FUHYO_LEAVES_OUT_HONSEKI = date(2022, 1, 11)
"""From that day 本籍 and 筆頭者 stand on a 附票 only when asked for, until then always (住民基本台帳法 17条)."""

CERTIFIED_ITEMS = {
    KisaijikoItem.HEAD: Item.HEAD_AND_RELATIONSHIP,
    KisaijikoItem.RELATIONSHIP: Item.HEAD_AND_RELATIONSHIP,
    KisaijikoItem.HONSEKI: Item.HONSEKI,
}


def items_of(snapshot: Snapshot) -> frozenset[Item]:
    """The items that this paper was asked to show."""
    match snapshot:
        case JuminhyoSnapshot() | JohyoSnapshot():
            return _chosen(snapshot.options)
        case KisaijikoSnapshot():
            return frozenset(CERTIFIED_ITEMS[item] for item in snapshot.items if item in CERTIFIED_ITEMS)
        case FuhyoSnapshot():
            return frozenset({Item.HONSEKI} if snapshot.honseki else ())
        case (
            InkanSnapshot()
            | KosekiSnapshot()
            | JuriSnapshot()
            | GenpyoSnapshot()
            | KazeiSnapshot()
            | MibunSnapshot()
        ):
            return frozenset()
        case _:
            assert_never(snapshot)


def _chosen(options: JuminhyoOptions) -> frozenset[Item]:
    return frozenset(item for item in Item if getattr(options, item.value))
