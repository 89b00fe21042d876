"""Folded kanji finds names however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.values.kanji import fold_kanji

NAMES = st.text(alphabet="渡邊邉辺高髙﨑崎𠮷吉齋斎々さサっー\u3000\U000e0101", max_size=12)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("髙橋", "高橋"),
        ("渡邉\U000e010f", "渡辺"),
        ("渡邊", "渡邉"),
        ("𠮷野", "吉野"),
        ("山﨑", "山崎"),
        ("濵田", "浜田"),
        ("濱田", "浜田"),
        ("齋藤", "斉藤"),
        ("齊藤", "斎藤"),
        ("廣澤", "広沢"),
        ("櫻井", "桜井"),
        ("嶋田", "島田"),
        ("國分", "国分"),
        ("德永", "徳永"),
        ("龍崎", "竜崎"),
        ("栁澤", "柳沢"),
        ("佐々木", "佐佐木"),
        ("神\ufe00谷", "神谷"),
        ("神谷", "神谷"),
        ("さくら", "サクラ"),
        ("ノブ子", "のぶ子"),
        ("SMITH", "ｓｍｉｔｈ"),
    ],
)
def test_variants_meet(written: str, typed: str) -> None:
    """Both sides fold to one key."""
    assert fold_kanji(written) == fold_kanji(typed)


@pytest.mark.parametrize(("one", "other"), [("高橋", "高島"), ("太田", "大田"), ("川", "河"), ("一", "ー")])
def test_other_names_stay_apart(one: str, other: str) -> None:
    """Folding joins variants of a character, not characters."""
    assert fold_kanji(one) != fold_kanji(other)


@given(NAMES)
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded key is its own key."""
    assert fold_kanji(text) == fold_kanji(fold_kanji(text))


@given(NAMES, NAMES)
def test_a_folded_prefix_is_a_prefix(start: str, rest: str) -> None:
    """Typing more only narrows."""
    assert fold_kanji(start + rest).startswith(fold_kanji(start))
