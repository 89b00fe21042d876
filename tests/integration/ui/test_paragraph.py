"""Text that breaks its lines: by 禁則, at every width and size, and Tk breaks none of them once more."""

import tkinter as tk

import pytest

from branch_app.ui.kinsoku import NEVER_FIRST, NEVER_LAST
from branch_app.ui.look import Look
from branch_app.ui.measures import TextSize
from branch_app.ui.widgets.label import Paragraph
from branch_app.ui.widgets.surface import Area
from tests.fakes.display import settle

TEXT = (
    "紙が出ませんでした（給紙口で「紙づまり」）。プリンターのカバーを開けて、ひっかかった紙をとり、F12を押します。"
)


def _laid_out(window: tk.Toplevel, look: Look) -> tuple[Area, Paragraph]:
    frame = Area(window, look)
    paragraph = Paragraph(frame, look, TEXT)
    paragraph.pack(fill="x")
    return frame, paragraph


def _lines(paragraph: Paragraph) -> list[str]:
    """As they stand on the screen."""
    (shown,) = (child for child in paragraph.winfo_children() if isinstance(child, tk.Label))
    lines = str(shown.cget("text")).split("\n")
    line = paragraph.look.font(paragraph.style).metrics("linespace")
    assert len(lines) == round((shown.winfo_reqheight() - 2) / line)
    return lines


@pytest.mark.parametrize("size", TextSize)
def test_no_line_begins_with_a_full_stop_or_ends_with_a_bracket(
    window: tk.Toplevel, look: Look, size: TextSize
) -> None:
    """From a few ideographs to the whole text in one line; nothing of it is lost, and its owner still reads it."""
    frame, paragraph = _laid_out(window, look)
    look.change(size=size)
    for room in range(150, 1300, 37):
        tk.Frame.place(frame, x=0, y=0, width=room)
        settle(window)
        lines = _lines(paragraph)
        assert TEXT == "".join(lines)
        assert TEXT == paragraph.cget("text")
        assert not {line[0] for line in lines} & NEVER_FIRST
        assert not {line[-1] for line in lines[:-1]} & NEVER_LAST


def test_another_text_and_another_size_are_broken_anew(window: tk.Toplevel, look: Look) -> None:
    """The width stays."""
    frame, paragraph = _laid_out(window, look)
    tk.Frame.place(frame, x=0, y=0, width=300)
    settle(window)
    before = len(_lines(paragraph))
    look.change(size=TextSize.LARGEST)
    settle(window)
    after = len(_lines(paragraph))
    paragraph.show("紙がありません。")
    settle(window)
    assert (True, ["紙がありません。"]) == (after > before, _lines(paragraph))
