"""Labelled cells between rules: the body of every official form."""

from dataclasses import dataclass

from branch_app.documents.box import Box
from branch_app.documents.fit import SHRINK
from branch_app.documents.sheet import Align, Mark, Rule, Sheet

OMITTED, EMPTY, UNUSED = "【省略】", "【空欄】", "＊＊＊"
_LABEL_MARGIN = 1.6
_VALUE_MARGIN = (2.2, 0.35)


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes of a form's label and value in points, and how far a value shrinks before it is wrapped."""

    label: float
    value: float
    shrink: float = SHRINK


@dataclass(frozen=True, slots=True)
class Field:
    """One item of the record: label, text as printed, the item's name for refusals, and a mark if it has one."""

    label: str
    text: str
    item: str
    mark: tuple[Mark, int] | None = None


def shown_or_empty(text: str | None) -> str:
    """The text, or 【空欄】 where the register has none."""
    return text or EMPTY


def draw_field(sheet: Sheet, field: Field, box: Box, label_width: float, size: Type) -> None:
    """Label, rule, value, inside ``box``; its outline is the grid's."""
    label, value = box.columns(label_width, box.width - label_width)
    sheet.spread(field.label, label.inset(_LABEL_MARGIN), size.label)
    sheet.rule((value.x, value.y), (value.x, value.bottom), Rule.HAIR)
    room = value.inset(*_VALUE_MARGIN)
    align = Align.CENTRE if field.text == UNUSED else Align.LEFT
    if field.mark is None:
        sheet.text(field.text, room, size.value, field.item, align, size.shrink)
        return
    with sheet.marked(*field.mark):
        sheet.text(field.text, room, size.value, field.item, align, size.shrink)


def divide(sheet: Sheet, *boxes: Box) -> None:
    """Thin rules between boxes that lie one below the other."""
    for box in boxes[1:]:
        sheet.rule((box.x, box.y), (box.right, box.y), Rule.THIN)


def part(sheet: Sheet, *boxes: Box) -> None:
    """Thin rules between boxes that lie side by side."""
    for box in boxes[1:]:
        sheet.rule((box.x, box.y), (box.x, box.bottom), Rule.THIN)
