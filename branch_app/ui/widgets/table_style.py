"""How ttk draws lists and their bars."""

from tkinter import ttk

from branch_app.ui.look import Look
from branch_app.ui.measures import SMALLEST_TEXT, Type
from branch_app.ui.theme import Role

STYLE = "Madoguchi.Treeview"
BAR_STYLE = "Madoguchi.Vertical.TScrollbar"
AIR = 4
"""Left of a cell, and above and below its text together, in px."""


def style_tables(look: Look, style: ttk.Style, row: int) -> None:
    """Ttk's styles are the window's; every table sets the same."""
    if style.theme_use() != "clam":
        style.theme_use("clam")
    colour = look.colour
    style.layout(STYLE, [("Treeview.treearea", {"sticky": "nswe"})])
    style.layout(
        f"{STYLE}.Item",
        [
            (
                "Treeitem.padding",
                {
                    "sticky": "nswe",
                    "children": [
                        ("Treeitem.image", {"side": "left", "sticky": ""}),
                        ("Treeitem.text", {"side": "left"}),
                    ],
                },
            )
        ],
    )
    style.configure(f"{STYLE}.Item", padding=(AIR, 0, 0, 0))
    style.configure(
        STYLE,
        font=look.font(Type.BODY),
        rowheight=row,
        indent=0,
        background=colour(Role.TABLE),
        fieldbackground=colour(Role.TABLE),
        foreground=colour(Role.TEXT),
        borderwidth=0,
    )
    air = max(0, (row - look.font(Type.STRONG).metrics("linespace")) // 2)
    style.configure(
        f"{STYLE}.Heading",
        font=look.font(Type.STRONG),
        background=colour(Role.TABLE_HEAD),
        foreground=colour(Role.ON_TABLE_HEAD),
        relief="flat",
        borderwidth=0,
        padding=(AIR, air, AIR, air),
    )
    style.map(f"{STYLE}.Heading", background=[("active", colour(Role.TABLE_HEAD))])
    style.configure(
        BAR_STYLE,
        background=colour(Role.BORDER),
        troughcolor=colour(Role.SURFACE),
        bordercolor=colour(Role.SURFACE),
        arrowcolor=colour(Role.SURFACE),
        lightcolor=colour(Role.BORDER),
        darkcolor=colour(Role.BORDER),
        arrowsize=look.px(SMALLEST_TEXT),
    )
    style.map(BAR_STYLE, background=[("active", colour(Role.EMPHASIS))])
