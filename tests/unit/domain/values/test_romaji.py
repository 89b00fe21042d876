"""Romaji typed without an IME finds names by their kana."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.values.kana import fold_kana
from branch_app.domain.values.romaji import romaji_prefixes

NAMES = (
    ("サトウ", "satou", "satoh", "satō", "satô", "sato", "satoo"),
    ("スズキ", "suzuki", "SUZUKI", "ｓｕｚｕｋｉ"),
    ("タカハシ", "takahashi", "takahasi"),
    ("シミズ", "shimizu", "simizu"),
    ("ツチヤ", "tsuchiya", "tutiya", "tsutiya"),
    ("フジイ", "fujii", "huzii", "hujii"),
    ("ジュンコ", "junko", "zyunko", "jyunko"),
    ("チョウ", "chou", "tyou", "cyou"),
    ("キョウコ", "kyouko", "kyohko", "kyōko"),
    ("リュウイチ", "ryuuichi", "ryūichi", "ryuuiti"),
    ("コンノ", "konno", "konnno", "kon'no"),
    ("ケンイチ", "kenichi", "ken'ichi", "ken’ichi", "kennichi"),
    ("シンヤ", "shinya", "shin'ya", "sinnya"),
    ("ナンバ", "nanba", "namba"),
    ("ホンマ", "honma", "homma"),
    ("ハットリ", "hattori"),
    ("ホッチ", "hotchi", "hocchi", "hotti"),
    ("オオノ", "oono", "ohno", "ōno"),
    ("コウノ", "kouno", "kohno", "kōno"),
    ("オハラ", "ohara"),
    ("オオハラ", "ohhara", "oohara", "ōhara"),
    ("イノウエ", "inoue"),
    ("ヲガタ", "wogata"),
    ("ヴィトール", "vitooru", "vitōru"),
    ("フィリップ", "firippu"),
    ("ティナ", "thina"),
    ("サンチェス", "sanchesu"),
)
SPELLINGS = [(kana, typed) for kana, *spellings in NAMES for typed in spellings]


@pytest.mark.parametrize(("kana", "typed"), SPELLINGS)
def test_found_by_every_spelling_and_every_beginning_of_it(kana: str, typed: str) -> None:
    """Hepburn, Kunrei and IME habits; one key after another the name stays found."""
    folded = fold_kana(kana)
    for end in range(1, len(typed) + 1):
        if typed[:end].strip("'’"):
            assert any(folded.startswith(start) for start in romaji_prefixes(typed[:end])), typed[:end]


@pytest.mark.parametrize(
    ("typed", "prefixes"),
    [
        ("sat", ("サタ", "サチ", "サツ", "サテ", "サト")),
        ("k", ("カ", "キ", "ク", "ケ", "コ")),
        ("sak", ("サカ", "サキ", "サク", "サケ", "サコ", "サツ")),
        ("sh", ("シ",)),
        ("ky", ("キイ", "キエ", "キヤ", "キユ", "キヨ")),
        ("kon", ("コナ", "コニ", "コヌ", "コネ", "コノ", "コン")),
        ("ono", ("オノ", "オンオ")),
        ("sa-to", ("サト",)),
    ],
)
def test_readings(typed: str, prefixes: tuple[str, ...]) -> None:
    """Sorted, none the beginning of another, an unfinished tail as the kana it may become."""
    assert prefixes == romaji_prefixes(typed)


@pytest.mark.parametrize("typed", ["", "smith", "xyz", "さとう", "sato1", "佐藤", "'"])
def test_no_romaji(typed: str) -> None:
    """What cannot be read as kana has no reading."""
    assert () == romaji_prefixes(typed)


@given(st.text(alphabet="aiueokstnhmyrwgzdbpjcf'", max_size=12), st.integers(min_value=1, max_value=12))
def test_typing_more_only_narrows(typed: str, end: int) -> None:
    """Every reading begins with a reading of what was typed before; few readings, so that a search stays quick."""
    longer, shorter = romaji_prefixes(typed), romaji_prefixes(typed[:end])
    assert len(longer) <= 100
    if len(longer) < 16:
        assert all(any(key.startswith(start) for start in shorter) for key in longer)
