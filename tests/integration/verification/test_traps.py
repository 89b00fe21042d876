"""Files that are no scan, or were made to hurt: a clear answer, in bounded time and memory, never a traceback."""

import io
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic

import numpy as np
import pytest
from PIL import Image

from branch_app.settings import RESOURCES
from branch_app.verification.apart import read_apart
from branch_app.verification.limits import LIMITS
from branch_app.verification.pages import Hindrance, Unreadable
from tests.fakes.checked_papers import write_trust

QUICK = replace(LIMITS, seconds=90)


def _png(width: int, height: int) -> bytes:
    """A header that promises so many pixels, and a little of them."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))

    head = struct.pack(">LL5B", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(1 << 20))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def _pdf(page: str, count: int = 1, extra: bytes = b"", content: bytes = b"") -> bytes:
    kids = " ".join("3 0 R" for _ in range(count))
    parts = [
        b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n",
        f"2 0 obj <</Type/Pages/Count {count}/Kids[{kids}]>> endobj\n".encode(),
        f"3 0 obj <</Type/Page/Parent 2 0 R/Contents 4 0 R {page}>> endobj\n".encode(),
        b"4 0 obj <</Length " + str(len(content)).encode() + b">> stream\n" + content + b"\nendstream endobj\n",
        extra,
        b"trailer <</Root 1 0 R>>\n%%EOF\n",
    ]
    return b"".join(parts)


def _jpeg() -> bytes:
    file = io.BytesIO()
    picture = np.random.default_rng(2).integers(0, 256, (800, 600), np.uint8)
    Image.fromarray(picture).save(file, "JPEG")
    return file.getvalue()[:-9_000]


def _looped_tiff() -> bytes:
    """A directory whose next one is itself."""
    entry = struct.pack("<HHLL", 256, 3, 1, 1) + struct.pack("<HHLL", 257, 3, 1, 1)
    return b"II*\0" + struct.pack("<LH", 8, 2) + entry + struct.pack("<L", 8)


_A4 = "/MediaBox[0 0 595 842]"
_NESTED = b"q " * 200_000
_FORMS = b"".join(
    f"{number} 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</F {number + 1} 0 R>>>>"
    f"/Length 60>> stream\n{'/F Do ' * 10}\nendstream endobj\n".encode()
    for number in range(5, 30)
)
"""Each form shows the next one ten times: 10²⁵ of the last."""


def _swollen(mebibytes: int) -> bytes:
    """So many zeros, deflated to a thousandth."""
    packer, zeros = zlib.compressobj(), bytes(1 << 20)
    return b"".join([*(packer.compress(zeros) for _ in range(mebibytes)), packer.flush()])


def _pdf_bomb() -> bytes:
    """A small file whose one picture is 60,000 dots wide and high."""
    body = _swollen(10)
    head = (
        f"5 0 obj <</Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceGray/BitsPerComponent 8\
/Filter/FlateDecode/Length {len(body)}>> stream\n"
    )
    picture = head.encode() + body + b"\nendstream endobj\n"
    return _pdf(f"{_A4}/Resources<</XObject<</F 5 0 R>>>>", extra=picture, content=b"500 0 0 800 0 0 cm /F Do")


FILES: dict[str, tuple[Callable[[], bytes], set[Hindrance | None]]] = {
    "empty": (lambda: b"", {Hindrance.EMPTY}),
    "text": (lambda: b"hello", {Hindrance.UNKNOWN_FORMAT}),
    "500 megapixels": (lambda: _png(25_000, 20_000), {Hindrance.TOO_LARGE}),
    "100 megapixels": (lambda: _png(10_000, 10_000), {Hindrance.TOO_LARGE}),
    "pixels that never come": (lambda: _png(2_480, 3_508), {Hindrance.CUT_OFF, Hindrance.BROKEN}),
    "truncated jpeg": (_jpeg, {Hindrance.CUT_OFF}),
    "only a jpeg's first bytes": (lambda: b"\xff\xd8\xff\xe0", {Hindrance.BROKEN, Hindrance.CUT_OFF}),
    "looped tiff": (_looped_tiff, {Hindrance.BROKEN, Hindrance.CUT_OFF, Hindrance.TOO_MANY_PAGES}),
    "pdf of nothing": (lambda: b"%PDF-1.7\n", {Hindrance.BROKEN}),
    "pdf of many pages": (lambda: _pdf(_A4, 100_000), {Hindrance.TOO_MANY_PAGES}),
    "pdf of a huge page": (lambda: _pdf("/MediaBox[0 0 1000000 1000000]"), {Hindrance.TOO_LARGE}),
    "pdf of a page without height": (lambda: _pdf("/MediaBox[0 0 595 0]"), {None, Hindrance.TOO_LARGE}),
    "pdf bomb": (_pdf_bomb, {None, Hindrance.TOO_COSTLY, Hindrance.TOO_LARGE, Hindrance.BROKEN}),
    "pdf within a pdf": (
        lambda: _pdf(f"{_A4}/Resources<</XObject<</F 5 0 R>>>>", extra=_FORMS, content=b"/F Do"),
        {None, Hindrance.TOO_COSTLY, Hindrance.BROKEN},
    ),
}


def hindrance(path: Path) -> Hindrance | None:
    """Of the file, or of its first page; None when it could be read."""
    try:
        sides = read_apart(path, QUICK, RESOURCES)
    except Unreadable as reason:
        return reason.hindrance
    return sides.pages[0].hindrance


@pytest.mark.parametrize("name", FILES)
def test_a_trap_is_named(tmp_path: Path, name: str) -> None:
    """By its kind, within the time that reading has; None where it can be read after all."""
    make, expected = FILES[name]
    path = tmp_path / "trap"
    path.write_bytes(make())
    begun = monotonic()
    assert hindrance(path) in expected
    assert monotonic() - begun < QUICK.seconds + 10


def test_deep_nesting_is_read_or_refused(tmp_path: Path) -> None:
    """Two hundred thousand open brackets of a content stream end nothing but the page."""
    path = tmp_path / "nested.pdf"
    path.write_bytes(_pdf(_A4, content=_NESTED))
    assert hindrance(path) in {None, Hindrance.BROKEN, Hindrance.TOO_COSTLY}


def test_time_is_up_at_some_point(tmp_path: Path) -> None:
    """Whatever the process is at, it is ended."""
    path = tmp_path / "slow.png"
    Image.fromarray(np.full((3508, 2480), 200, np.uint8)).save(path)
    with pytest.raises(Unreadable) as caught:
        read_apart(path, replace(LIMITS, seconds=0.05), RESOURCES)
    assert Hindrance.TOO_COSTLY is caught.value.hindrance


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    """So is a folder."""
    assert Hindrance.MISSING is hindrance(tmp_path / "nothing.png")
    assert Hindrance.MISSING is hindrance(tmp_path)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 10))])
def test_altered_bytes_of_a_file_end_in_an_answer(pdf: bytes, tmp_path: Path, seed: int) -> None:
    """Of a real paper's file, wherever they are."""
    chance = np.random.default_rng(seed)
    data = bytearray(pdf)
    for at in chance.integers(0, len(data), 40):
        data[at] = int(chance.integers(0, 256))
    path = tmp_path / "altered.pdf"
    path.write_bytes(data)
    assert hindrance(path) in {None, *Hindrance}


def test_the_command_says_why_in_both_languages(tmp_path: Path) -> None:
    """Status 2, and no traceback."""
    write_trust(tmp_path)
    path = tmp_path / "empty.png"
    path.write_bytes(b"")
    command = [sys.executable, "main.py", "verify", str(path), "--trust", str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (2, "") == (told.returncode, told.stderr)
    assert "ファイルが空です" in told.stdout
    assert "The file is empty" in told.stdout


def test_without_anything_to_check_by_nothing_is_told(tmp_path: Path) -> None:
    """It says where to get it."""
    command = [sys.executable, "main.py", "verify", "x.png", "--trust", str(tmp_path / "none")]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert 2 == told.returncode
    assert "paper-trust.json" in told.stdout
