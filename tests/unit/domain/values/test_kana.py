"""Folded kana finds names however they were written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.values.kana import fold_kana

KANA = st.text(
    alphabet=[chr(code) for code in (*range(0x3041, 0x3097), *range(0x30A1, 0x30FD), *range(0xFF66, 0xFFA0))]
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ヨシノ　サクラ", "ヨシノサクラ"),
        ("よしの さくら", "ヨシノサクラ"),
        ("ﾖｼﾉ ｻｸﾗ", "ヨシノサクラ"),
        ("ヒロザワ", "ヒロサワ"),
        ("ﾋﾛｻﾞﾜ", "ヒロサワ"),
        ("ヒロサ\u3099ワ", "ヒロサワ"),
        ("パク", "ハク"),
        ("きょうこ", "キヨウコ"),
        ("キヨウコ", "キヨウコ"),
        ("ハットリ", "ハツトリ"),
        ("オーノ", "オオノ"),
        ("ユーコ", "ユウコ"),
        ("ガーナ", "カアナ"),
        ("キャーロ", "キヤアロ"),
        ("ヴィトール", "ウイトオル"),
        ("ヰヱヲ", "イエオ"),
        ("ヷヸヹヺ", "ワイエオ"),
        ("ケヶヵ", "ケケカ"),
        ("マリア・ルイサ", "マリアルイサ"),
        ("スミス john", "スミスJOHN"),
        ("ーア", "ア"),
        ("", ""),
    ],
)
def test_folds(written: str, folded: str) -> None:
    """Each rule of domain.md section 6 by an example."""
    assert folded == fold_kana(written)


@given(text=KANA)
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded key is its own key."""
    assert fold_kana(text) == fold_kana(fold_kana(text))


@given(start=KANA, rest=KANA)
def test_a_folded_prefix_is_a_prefix(start: str, rest: str) -> None:
    """Typing more only narrows."""
    assert fold_kana(start + rest).startswith(fold_kana(start))
