"""Write the dictionary that contents of papers are deflated with: their members' names, and words they often have.

    python build/write_paper_dictionary.py NUMBER

A dictionary with which papers were printed is never written again: take the next number.
"""

import dataclasses
import hashlib
import sys
import types
from collections.abc import Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from branch_app.domain.log.canonical import to_canonical
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.resident import RELATIONSHIPS
from branch_app.domain.records.snapshots import Snapshot
from branch_app.domain.values.codec import Json

FOLDER = Path(__file__).parents[1] / "resources" / "seals"
WORDS = (
    "東京都", "横浜市", "神奈川県川崎市", "川崎区", "幸区", "中原区", "高津区", "宮前区", "多摩区", "麻生区",
    "一丁目", "二丁目", "三丁目", "四丁目", "五丁目", "１番", "２番", "番地", "番１号", "番２号", "号室", "\u3000",
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンガギグゲゴザジズゼゾダデドバビブベボパピプペポ",
    "佐藤", "鈴木", "高橋", "田中", "渡辺", "伊藤", "山本", "中村", "小林", "加藤", "太郎", "花子",
    "出生日", "出生地", "届出日", "届出人", "婚姻日", "配偶者氏名", "従前戸籍", "送付を受けた日", "受理者",
    "戸籍改製", "改製日", "改製事由", "平成６年法務省令第５１号附則第２条第１項による改製", "死亡日", "死亡地",
    "親族", "父", "母",
    "給与所得", "社会保険料控除", "基礎控除", "配偶者控除", "年金現況届", "川崎市長", "行政サービスコーナー",
    "区役所",
    "中長期在留者", "特別永住者", "永住者", "中国", "韓国", "ベトナム", "フィリピン", "ブラジル",
)  # fmt: skip


def sample(kind: Any) -> Json:  # noqa: ANN401 - a type form is any object
    """A value of that type, as short as it can be."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if type(None) in inner else sample(inner[0])
    if origin is tuple:
        return [sample(inner[0])]
    if origin is Mapping:
        return {}
    kind = getattr(kind, "__supertype__", kind)
    if dataclasses.is_dataclass(kind):
        return {name: sample(hint) for name, hint in get_type_hints(kind).items()}
    if issubclass(kind, Enum):
        return str(next(iter(kind)).value)
    return {bool: False, int: 0, date: "20"}.get(kind, "")


def dictionary() -> bytes:
    """Words first, then every kind of paper; the commonest stands last, where it is told in the fewest bits."""
    kinds = [kind for kind in reversed(get_args(Snapshot)) if kind.__name__ != "JuminhyoSnapshot"]
    ordered = (*kinds, next(kind for kind in get_args(Snapshot) if kind.__name__ == "JuminhyoSnapshot"))
    papers = b"".join(to_canonical(_paper(kind)) for kind in ordered)
    return "".join((*WORDS, *RELATIONSHIPS.values())).encode() + papers


def _paper(kind: type) -> Json:
    order = {name: sample(hint) for name, hint in get_type_hints(PrintOrder).items() if name != "snapshot"}
    order["snapshot"] = sample(kind)
    return {"kind": kind.__name__.removesuffix("Snapshot").lower(), "order": order}


if __name__ == "__main__":
    name = f"content-{int(sys.argv[1])}.dictionary"
    data = dictionary()
    (FOLDER / name).write_bytes(data)
    print(f'[{sys.argv[1]}]\nfile = "{name}"\nsha256 = "{hashlib.sha256(data).hexdigest()}"')
