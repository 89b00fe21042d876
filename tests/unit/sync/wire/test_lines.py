"""Rows on the wire."""

import pytest

from branch_app.domain.errors import BadInput
from branch_app.domain.records.register_rows import line_of
from branch_app.domain.records.registers import RegisterRow
from sync.wire.lines import (
    bare_line,
    digest_of,
    from_line,
    from_lines,
    hints_of,
    pack,
    pack_chunks,
    to_line,
    unpack,
)
from tests.fakes.register_records import HOME, RECORDS


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_row_survives_the_wire(record: RegisterRow) -> None:
    """Value by value, and written again it is the same bytes: a digest over lines is one over rows."""
    line = line_of(record)
    wire = to_line(line)
    assert line == from_line(line.table, wire)
    assert wire == to_line(from_line(line.table, wire))
    assert [line, line] == from_lines(line.table, wire + b"\n" + wire + b"\n")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b'["H1","a"]',
        b'["H1","a","b",[["x"]]]',
        b'["H1","a",7,[]]',
        b'["H1","a","b",[],"more"]',
        b'["H1","a","b",[]',
        b'["H1","a",null,[]]',
    ],
)
def test_what_does_not_fit_the_columns_is_refused(data: bytes) -> None:
    """Too few, too many, of another kind, or no JSON."""
    with pytest.raises(BadInput):
        from_line("household", data)


def test_an_unknown_table_is_refused() -> None:
    """A newer central's."""
    with pytest.raises(BadInput):
        from_line("passport", b"[]")
    with pytest.raises(BadInput):
        from_lines("passport", b"[]\n")


def test_chunks_are_whole_rows_in_order() -> None:
    """About a mebibyte each, named by their first key; together they are the lines as they were."""
    line = to_line(line_of(HOME))
    lines = [(f"H{number:05d}", line) for number in range(4_000)]
    chunks = list(pack_chunks(lines))
    assert 4_000 == sum(rows for _, _, rows in chunks)
    assert len(chunks) > 1
    assert b"".join(plain for _, plain, _ in chunks) == b"".join(data + b"\n" for _, data in lines)
    at = 0
    for first, plain, rows in chunks:
        assert first == lines[at][0]
        assert len(plain) < (1 << 20) + len(line) + 1
        assert plain == unpack(pack(plain))
        at += rows


def test_a_digest_changes_with_any_row() -> None:
    """Also when only their order does."""
    assert digest_of(b"a\nb\n") != digest_of(b"b\na\n")


def test_a_new_row_moves_few_ends_of_chunks() -> None:
    """Chunks before it and some way behind it stay the same: they are neither kept nor fetched twice."""
    lines = [(f"H{number:05d}", b"%05d" % number * 150) for number in range(8_000)]
    grown = sorted([*lines, ("H02000x", b"new" * 200)])
    before = {digest_of(plain) for _, plain, _ in pack_chunks(lines)}
    after = {digest_of(plain) for _, plain, _ in pack_chunks(grown)}
    assert len(before) > 6
    assert len(after - before) <= 3


@pytest.mark.parametrize(
    ("table", "data", "hints"),
    [
        (
            "household",
            b'["H1",7,"b",[["9100000101",7],["9100000102"],[8],"x"]]',
            ("H1", ("9100000101", "9100000102")),
        ),
        ("household", b'["H1"]', ("H1", ())),
        ("seal", b'["1000000064","9100000101",false]', ("1000000064", ("9100000101",))),
        ("seal", bare_line("1000000064"), ("1000000064", ())),
        ("seal", b"[7,7]", ("", ())),
        ("seal", b"[]", ("", ())),
        ("seal", b'{"number":"1"}', ("", ())),
        ("seal", b'["1000', ("", ())),
        ("passport", b'["P1","9100000101"]', ("P1", ("9100000101",))),
    ],
)
def test_a_line_that_does_not_fit_tells_what_it_can(
    table: str, data: bytes, hints: tuple[str, tuple[str, ...]]
) -> None:
    """Whose it is, so that nothing is certified of them while it stands aside."""
    with pytest.raises(BadInput):
        from_line(table, data)
    assert hints == hints_of(table, data)
