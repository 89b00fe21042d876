"""A log as tiles and entry bundles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import EntryNotUnderstood, TreeMismatch
from branch_app.domain.log.merkle import EMPTY_ROOT, leaf_hashes, root_of
from branch_app.domain.log.tiles import (
    Span,
    bundle_path,
    log_paths,
    read_bundle,
    spans,
    tile_path,
    tile_tree,
    write_bundle,
)

LEAVES = leaf_hashes(number.to_bytes(4, "big") for number in range(70_000))


def test_the_published_example_of_70000_entries() -> None:
    """273 full level 0 tiles and one of 112, one full level 1 tile and one of 17, one level 2 tile of 1."""
    tiles = dict(tile_tree(LEAVES).tiles())
    assert 273 + 1 + 1 + 1 + 1 == len(tiles)
    assert 112 * 32 == len(tiles["tile/0/273.p/112"])
    assert 256 * 32 == len(tiles["tile/1/000"])
    assert 17 * 32 == len(tiles["tile/1/001.p/17"])
    assert root_of(LEAVES[:65_536]) == tiles["tile/2/000.p/1"]


def test_a_tree_of_256_is_a_full_tile_and_a_partial_one_above() -> None:
    """The format's other example."""
    assert ["tile/0/000", "tile/1/000.p/1"] == [path for path, _ in tile_tree(LEAVES[:256]).tiles()]


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000])
def test_the_root_over_tiles_is_the_root_over_leaves(size: int) -> None:
    """Cutting the tree into tiles does not change it."""
    assert root_of(LEAVES[:size]) == tile_tree(LEAVES[:size]).root


def test_an_empty_log_has_no_tiles() -> None:
    """Empty tiles must not be served."""
    assert EMPTY_ROOT == tile_tree([]).root
    assert [] == list(tile_tree([]).tiles())
    assert [] == list(spans(0))


@pytest.mark.parametrize(
    ("span", "path"),
    [
        (Span(1_234_067, 256), "tile/entries/x001/x234/067"),
        (Span(999, 256), "tile/entries/999"),
        (Span(1_000, 7), "tile/entries/x001/000.p/7"),
        (Span(0, 1), "tile/entries/000.p/1"),
    ],
)
def test_an_index_is_cut_into_threes(span: Span, path: str) -> None:
    """All but the last group begin with x; a partial piece names its width."""
    assert path == bundle_path(span)
    assert path.replace("entries", "3") == tile_path(3, span)


@given(st.lists(st.binary(max_size=40), max_size=20))
def test_a_bundle_gives_back_its_entries(entries: list[bytes]) -> None:
    """Each with the place where it begins."""
    read = list(read_bundle(write_bundle(entries), len(entries)))
    assert entries == [entry for _, entry in read]
    assert [len(write_bundle(entries[:number])) for number in range(len(entries))] == [at for at, _ in read]


@pytest.mark.parametrize(
    ("data", "position", "offset"),
    [
        (b"\x00\x01a\x00", 1, 3),
        (b"\x00\x01a\x00\x02b", 1, 3),
        (b"\x00\x01a", 1, 3),
        (b"\x00\x01a\x00\x01bc", 2, 6),
        (b"", 0, 0),
    ],
)
def test_a_damaged_bundle_says_where(data: bytes, position: int, offset: int) -> None:
    """Cut in a length, cut in an entry, one entry short, something behind the end, nothing at all."""
    with pytest.raises(TreeMismatch) as refusal:
        list(read_bundle(data, 2))
    assert {"position": position, "offset": offset} == refusal.value.facts


def test_an_entry_beyond_its_length_field_is_refused() -> None:
    """65,535 bytes fit, one more does not."""
    assert 65_537 == len(write_bundle([bytes(65_535)]))
    with pytest.raises(EntryNotUnderstood):
        write_bundle([bytes(65_536)])


@pytest.mark.parametrize(
    ("size", "paths"),
    [
        (0, []),
        (1, ["tile/entries/000.p/1", "tile/0/000.p/1"]),
        (256, ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]),
        (
            257,
            ["tile/entries/000", "tile/entries/001.p/1", "tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1"],
        ),
    ],
)
def test_a_log_of_a_size_has_these_files(size: int, paths: list[str]) -> None:
    """Bundles, then the tiles of every level."""
    assert paths == list(log_paths(size))
