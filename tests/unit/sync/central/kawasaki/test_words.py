"""The words of the city: seven wards of real towns, names with kana, all of it printable on a certificate."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from branch_app.documents.fonts import mincho
from branch_app.domain.errors import BadInput
from branch_app.domain.records.resident import Sex
from branch_app.domain.values.text import is_variation_selector
from branch_app.settings import RESOURCES
from sync.central.example.population import Name
from sync.central.kawasaki.words import load_words
from tests.fakes.kawasaki import words

_KATAKANA = re.compile("[ァ-ヺー\u3000]+")


def all_names() -> Iterator[Name]:
    """Surnames and given names."""
    yield from words().surnames.values
    for group in (*words().male, *words().female):
        yield from group.names.values


def test_seven_wards_with_their_towns() -> None:
    """Each town once in its ward; 菅 has six 丁目, 登戸 none."""
    wards = {ward.name: ward.towns for ward in words().wards.values}
    assert {"川崎区", "幸区", "中原区", "高津区", "宮前区", "多摩区", "麻生区"} == set(wards)
    for towns in wards.values():
        assert len(towns) == len(set(towns))
    assert {"菅一丁目", "菅六丁目", "登戸"} <= set(wards["多摩区"])
    assert "菅七丁目" not in wards["多摩区"]
    assert 600 < sum(map(len, wards.values())) < 700


def test_names_have_kana() -> None:
    """Katakana beside every name; many of them."""
    assert all(_KATAKANA.fullmatch(name.kana) for name in all_names())
    assert len(set(words().surnames.values)) > 2_000
    assert all("\u3000" not in name.written for name in all_names())


def test_the_commonest_surnames_are_the_commonest() -> None:
    """佐藤 about 1.9 in a hundred of those counted, before 鈴木; 髙橋 a seventh of all Takahashi."""
    table = words().surnames
    weights = {
        name.written: high - low
        for name, low, high in zip(table.values, (0, *table.bounds), table.bounds, strict=False)
    }
    assert ["佐藤", "鈴木"] == sorted(weights, key=lambda name: -weights[name])[:2]
    assert 0.015 < weights["佐藤"] / table.bounds[-1] < 0.025
    assert 0.10 < weights["髙橋"] / (weights["高橋"] + weights["髙橋"]) < 0.18


def test_variants_are_among_the_surnames() -> None:
    """髙 﨑 𠮷 邉 邊, kanji beyond the first plane, and selectors from U+E0100 on."""
    written = "".join(name.written for name in all_names())
    assert {"髙", "﨑", "𠮷", "邉", "邊", "濵", "𡈽", "𣘺"} <= set(written)
    assert {"\U000e0101", "\U000e0102", "\U000e0103", "\U000e010f"} <= {
        each for each in written if is_variation_selector(each)
    }


def test_every_word_can_be_drawn() -> None:
    """The certificates' own font has a glyph for each grapheme, variants included; else GlyphMissing."""
    face, held = mincho(RESOURCES).faces, words()
    for name in all_names():
        face.glyphs(name.written + name.kana)
    for text in (*held.elsewhere, *held.buildings, *(town for ward in held.wards.values for town in ward.towns)):
        face.glyphs(text)
    for nation in held.nations.values:
        for part in (*nation.surnames, *nation.given[Sex.MALE], *nation.given[Sex.FEMALE]):
            face.glyphs(nation.name + part.letters + part.kana + part.kanji)


@pytest.mark.parametrize("name", ["surnames.csv", "variants.csv", "given.toml", "places.toml", "foreign.toml"])
def test_a_broken_file_is_refused(tmp_path: Path, name: str) -> None:
    """BadInput, never a city without names."""
    folder = shutil.copytree(RESOURCES / "kawasaki", tmp_path / "kawasaki")
    (folder / name).write_text("a = 1\n", encoding="utf-8")
    with pytest.raises(BadInput):
        load_words(folder)
