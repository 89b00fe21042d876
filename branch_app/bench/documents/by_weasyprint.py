"""The sample page by WeasyPrint, in a process of its own, with the arguments of ``by_typst``.

WeasyPrint is an extra of the bench and of nothing that ships.
"""

import dataclasses
import json
import sys
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from branch_app.bench.documents.stopwatch import taken

_ROWS = (
    ((("続柄", "relationship"), ("住民となった年月日", "became_resident"), ("届出日", "notified")), 0.0),
    ((("住民票コード", "juminhyo_code"), ("住所を定めた年月日", "address_since")), 6.4),
    ((("本籍", "honseki"), ("筆頭者", "hittousha")), 12.8),
    ((("前住所", "previous_address"),), 19.2),
)


def main(page: Path, font: Path, rounds: int) -> None:
    """Print what it took. ``page`` is the folder with page.json and seal.png."""
    text = _html(json.loads((page / "page.json").read_text(encoding="utf-8")))
    fonts = FontConfiguration()
    face = f"@font-face {{ font-family: IPAmjMincho; src: url({font.as_uri()}) }}"
    style = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    sheet = CSS(string=face + style, font_config=fonts)

    def make() -> bytes:
        made = HTML(string=text, base_url=page.as_uri() + "/").write_pdf(stylesheets=[sheet], font_config=fonts)
        (page / "weasyprint.pdf").write_bytes(made)
        return bytes(made)

    print(json.dumps(dataclasses.asdict(taken(make, rounds))))  # noqa: T201 - the bench reads it


def _html(words: Mapping[str, object]) -> str:
    said = {key: escape(str(value)) for key, value in words.items()}
    persons = words["persons"]
    blocks = (_person(person, index) for index, person in enumerate(persons if isinstance(persons, list) else ()))
    return "".join(
        (
            _at(18, 18, f"<center style='width:174mm;font-size:19pt'>{said['title']}</center>"),
            _at(18, 28.5, f"<center style='width:174mm'>{said['subtitle']}</center>"),
            _table(18, 38, (("住所", said["address"]),), (24, 150)),
            _table(18, 46.5, (("世帯主", said["head"]),), (24, 150)),
            *blocks,
            _at(18, 228, said["statement"]),
            _at(26, 241, said["issued"]),
            _at(90, 250, f"<span style='font-size:16pt'>{said['issuer']}</span>"),
            _at(163, 239, "<img src='seal.png' style='width:21mm'>"),
            _at(18, 276, f"発行番号　{said['number']}"),
            _at(100, 276, "1／1"),
            _at(150, 276, f"{said['office']}　発行"),
            _at(18, 280, f"処理番号　{said['job']}"),
        )
    )


def _person(person: Mapping[str, str], index: int) -> str:
    top = 57.5 + index * 41.7
    name = (
        f"<span class='kana'>{escape(person['kana'])}</span><br><span class='name'>{escape(person['name'])}</span>"
    )
    head = (("氏名", name), ("生年月日", escape(person["birth"])), ("性別", escape(person["sex"])))
    rows = (
        _table(25, top + 14.5 + below, [(label, escape(person[key])) for label, key in cells], _widths(len(cells)))
        for cells, below in _ROWS
    )
    return _at(18, top, str(index + 1)) + _table(25, top, head, (21, 70, 16, 34, 12, 14)) + "".join(rows)


def _widths(cells: int) -> tuple[float, ...]:
    return (21, (167 - 21 * cells) / cells) * cells


def _table(x: float, y: float, cells: Sequence[tuple[str, str]], widths: tuple[float, ...]) -> str:
    columns = "".join(f"<col style='width:{width}mm'>" for width in widths)
    row = "".join(f"<th>{label}</th><td>{text}</td>" for label, text in cells)
    return f"<table style='left:{x}mm;top:{y}mm;width:{sum(widths)}mm'>{columns}<tr>{row}</tr></table>"


def _at(x: float, y: float, inner: str) -> str:
    return f"<div class='at' style='left:{x}mm;top:{y}mm'>{inner}</div>"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
