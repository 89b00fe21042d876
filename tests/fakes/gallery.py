"""Every control of the window once, for tests that hold for all of them."""

import tkinter as tk
from dataclasses import dataclass, field

from branch_app.ports import Raster
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Target, Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.banner import TrainingBanner
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.check import Check
from branch_app.ui.widgets.entry import DigitEntry, Digits, TextEntry
from branch_app.ui.widgets.key_hints import Hint, KeyHints
from branch_app.ui.widgets.label import Label, Paragraph
from branch_app.ui.widgets.money import AmountLine
from branch_app.ui.widgets.numpad import NumPad, PadActs
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.widgets.picture import Picture
from branch_app.ui.widgets.progress import Progress
from branch_app.ui.widgets.status_cell import StatusCell
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.table import Column, DataTable, Row, RowKind
from branch_app.usecases.level import Level

CERTIFICATES = (
    ("住民票の写し", Key.F1, "300円"),
    ("印鑑登録証明書", Key.F2, "300円"),
    ("戸籍全部事項証明書", Key.F3, "450円"),
    ("課税証明書", Key.F4, "300円"),
)
COLUMNS = (
    Column("氏名", 140),
    Column("カナ", 150),
    Column("生年月日", 160),
    Column("住所", 160, grows=True),
    Column("注意", 120),
)


def rows(count: int) -> list[Row]:
    """Made-up residents; every fourth is restricted, one has a name that needs a picture."""
    return [_row(at) for at in range(count)]


def _row(at: int) -> Row:
    restricted = at % 4 == 2
    cells = (f"佐藤 {at}郎", "サトウ タロウ", "昭和32年1月3日", "字川端5番8号", "⚠ 支援措置" if restricted else "")
    return Row(cells, RowKind.RESTRICTED if restricted else RowKind.PLAIN, bar_raster() if at == 3 else None)


def bar_raster() -> Raster:
    """A black bar of 40 by 20 on white, for a name drawn by the certificate's font."""
    white, black = b"\xff" * 3, b"\0" * 3
    edge, middle = white * 40, white * 5 + black * 30 + white * 5
    return Raster(40, 20, edge * 5 + middle * 10 + edge * 5)


def page_raster() -> Raster:
    """An empty sheet of A4."""
    return Raster(210, 297, b"\xff" * (3 * 210 * 297))


@dataclass(slots=True)
class Gallery:
    """What the tests speak to; ``heard`` is what controls did."""

    area: Area
    heard: list[str] = field(default_factory=list)
    stops: list[tk.Misc] = field(default_factory=list)
    """Where Tab must stop, in order."""
    buttons: dict[str, ActionButton] = field(default_factory=dict)
    entries: dict[str, TextEntry] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    tables: list[DataTable] = field(default_factory=list)


def build(parent: tk.Misc, look: Look) -> Gallery:
    """All of it on one screen of 1366 × 768."""
    gallery = Gallery(Area(parent, look))
    gallery.area.pack(fill="both", expand=True)
    TrainingBanner(gallery.area, look, "研修中 見本").pack(fill="x")
    _bottom(gallery, look)
    gap = look.gap(Space.S)
    left, right = Area(gallery.area, look), Area(gallery.area, look)
    right.pack(side="right", fill="y", padx=(0, gap), pady=gap)
    left.pack(side="left", fill="both", expand=True, padx=gap, pady=gap)
    _search(gallery, left, look)
    _actions(gallery, left, look)
    _list(gallery, left, look)
    _till(gallery, right, look)
    return gallery


def _bottom(gallery: Gallery, look: Look) -> None:
    bar = Area(gallery.area, look, Role.STATUS)
    bar.pack(side="bottom", fill="x")
    for level, text in ((Level.GOOD, "読取機"), (Level.NOTICE, "未送信 12件"), (Level.BAD, "プリンタ 紙なし")):
        cell = StatusCell(bar, look)
        cell.tell(level, text)
        cell.pack(side="left", padx=look.gap(Space.S), pady=look.gap(Space.S))
    hints = KeyHints(bar, look, lambda key: gallery.heard.append(key.value))
    hints.show([Hint(Key.F9, "取消"), Hint(Key.F10, "保留"), Hint(Key.F11, "領収書"), Hint(Key.ESCAPE, "もどる")])
    hints.pack(side="left", fill="x", expand=True, padx=look.gap(Space.S))


def _search(gallery: Gallery, parent: Area, look: Look) -> None:
    panel = Panel(parent, look, "さがす")
    panel.pack(fill="x")
    panel.body.columnconfigure(0, weight=1)
    gap = look.gap(Space.S)
    search = TextEntry(panel.body, look, gallery.heard.append, "氏名・生年月日・番号", "さとう / S50.4.1")
    wrong = TextEntry(panel.body, look, gallery.heard.append, "誤りのある欄")
    pin = DigitEntry(panel.body, look, gallery.heard.append, Digits.PIN, 4, "暗証番号")
    wrong.complain("その日はありません")
    pin.put("1234")
    for at, (name, entry) in enumerate((("search", search), ("wrong", wrong), ("pin", pin))):
        entry.grid(row=0, column=at, sticky="new", padx=(0, gap))
        gallery.entries[name] = entry
        gallery.stops.append(entry.field)
    for at, text in enumerate(("本籍を載せる", "続柄を載せる")):
        check = Check(panel.body, look, text, lambda on: gallery.heard.append(str(on)))
        check.put(checked=at == 0)
        check.grid(row=1, column=at, sticky="ew")
        gallery.checks.append(check)
        gallery.stops.append(check)
    Paragraph(panel.body, look, "153件のうち先頭の50件", Type.HINT, Role.MUTED).grid(row=2, column=0, sticky="ew")


def _actions(gallery: Gallery, parent: Area, look: Look) -> None:
    area = Area(parent, look)
    area.pack(side="bottom", fill="x")
    for at, (label, key, fee) in enumerate(CERTIFICATES):
        _button(gallery, ActionButton(area, look, label, _says(gallery, label), key, detail=fee), 0, at)
    for at, (label, key, kind) in enumerate(
        (
            ("会計して発行する", Key.F12, ButtonKind.MAIN),
            ("決定", Key.RETURN, ButtonKind.PRIMARY),
            ("取り消す", Key.F9, ButtonKind.DANGER),
            ("使えない", Key.F10, ButtonKind.SECONDARY),
        )
    ):
        _button(gallery, ActionButton(area, look, label, _says(gallery, label), key, kind), 1, at)
    gallery.buttons["使えない"].disable()
    area.columnconfigure((0, 1, 2, 3), weight=1, uniform="action")


def _button(gallery: Gallery, button: ActionButton, row: int, column: int) -> None:
    edge = button.look.gap(Space.XS)
    button.grid(row=row, column=column, sticky="nsew", padx=edge, pady=edge)
    gallery.buttons[button.label] = button
    gallery.stops.append(button)


def _says(gallery: Gallery, label: str):  # noqa: ANN202 - a closure of no arguments
    return lambda: gallery.heard.append(label)


def _list(gallery: Gallery, parent: Area, look: Look) -> None:
    table = DataTable(parent, look, COLUMNS, on_pick=lambda at: gallery.heard.append(f"row {at}"))
    table.pack(fill="both", expand=True, pady=look.gap(Space.S))
    table.fill(rows(50), 0)
    gallery.tables.append(table)
    gallery.stops.append(table.tree)


def _till(gallery: Gallery, parent: Area, look: Look) -> None:
    panel = Panel(parent, look, "会計")
    panel.pack(fill="both", expand=True)
    gap = look.gap(Space.S)
    for caption, figures, style in (("合計", "900円", Type.FIGURE), ("お釣り", "100円", Type.TOTAL)):
        line = AmountLine(panel.body, look, style=style)
        line.show(caption, figures)
        line.pack(fill="x")
    progress = Progress(panel.body, look)
    progress.show(0.4, "1枚目を印刷しています")
    progress.pack(fill="x", pady=gap)
    acts = PadActs(
        gallery.heard.append, lambda: gallery.heard.append("clear"), lambda: gallery.heard.append("enter")
    )
    pad = NumPad(panel.body, look, acts, "消す", "決定", Target.CONTROL)
    pad.pack(fill="x")
    gallery.stops.extend(child for child in pad.winfo_children() if isinstance(child, ActionButton))
    Label(panel.body, look, "見本", Type.HEADING, Role.EMPHASIS, "center").pack()
    picture = Picture(panel.body, look)
    picture.configure(width=look.px(160), height=look.px(120))
    picture.show(page_raster())
    picture.pack(fill="both", expand=True)
