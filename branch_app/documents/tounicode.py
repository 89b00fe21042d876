"""The CMap that leads from a page's character codes back to what was written (ISO 32000-1, 9.10.3)."""

from collections.abc import Sequence
from functools import lru_cache

_LARGEST_BLOCK = 100
_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange"""
_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def to_unicode(graphemes: Sequence[str]) -> bytes:
    """CMap where code ``n + 1`` is ``graphemes[n]``, as UTF-16BE with its variation selector."""
    lines = [_HEAD]
    for start in range(0, len(graphemes), _LARGEST_BLOCK):
        block = graphemes[start : start + _LARGEST_BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:04X}> <{_utf16(text)}>" for code, text in enumerate(block, start + 1)]
        lines.append("endbfchar")
    lines.append(_TAIL)
    return "\n".join(lines).encode("ascii")


@lru_cache(maxsize=16_384)
def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()
