"""Colours by role, after デジタル庁デザインシステム v2, in three palettes.

Nothing outside this module names a colour. ``PAIRS`` lists what stands on what; a test computes the contrast of
each pair in each palette (WCAG 2.2, 1.4.3 and 1.4.11).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto


class Role(Enum):
    """What a colour is for."""

    SURFACE = auto()
    """Ground of the window."""
    CARD = auto()
    TEXT = auto()
    MUTED = auto()
    EMPHASIS = auto()
    """Text and lines in the palette's blue."""
    BORDER = auto()
    """Edge of whatever can be used."""
    DIVIDER = auto()
    """Edge that only orders; carries no meaning."""
    PRIMARY = auto()
    ON_PRIMARY = auto()
    SECONDARY = auto()
    ON_SECONDARY = auto()
    DANGER = auto()
    ON_DANGER = auto()
    DISABLED = auto()
    ON_DISABLED = auto()
    GOOD_TEXT = auto()
    NOTICE_TEXT = auto()
    BAD_TEXT = auto()
    NOTICE = auto()
    """Yellow ground of what wants attention."""
    ON_NOTICE = auto()
    FIELD = auto()
    PLACEHOLDER = auto()
    MARKED = auto()
    """Marked letters in a field."""
    ON_MARKED = auto()
    FOCUS_RING = auto()
    FOCUS_OUTLINE = auto()
    TABLE = auto()
    STRIPE = auto()
    TABLE_HEAD = auto()
    ON_TABLE_HEAD = auto()
    SELECTED = auto()
    ON_SELECTED = auto()
    RESTRICTED = auto()
    """Row of a person under 支援措置."""
    ON_RESTRICTED = auto()
    RESTRICTED_SELECTED = auto()
    ON_RESTRICTED_SELECTED = auto()
    HEADER = auto()
    ON_HEADER = auto()
    STATUS = auto()
    """Ground of the status bar."""
    ON_STATUS = auto()
    STATUS_GOOD = auto()
    STATUS_NOTICE = auto()
    STATUS_BAD = auto()
    BANNER = auto()
    """Training banner; the same in every palette, so that nobody can overlook it."""
    ON_BANNER = auto()


TEXT_RATIO = 4.5
OTHER_RATIO = 3.0


@dataclass(frozen=True, slots=True)
class Pair:
    """``front`` stands on ``ground`` with at least this contrast."""

    front: Role
    ground: Role
    ratio: float


PAIRS = (
    *(
        Pair(front, ground, TEXT_RATIO)
        for ground in (Role.SURFACE, Role.CARD)
        for front in (Role.TEXT, Role.MUTED, Role.EMPHASIS, Role.GOOD_TEXT, Role.NOTICE_TEXT, Role.BAD_TEXT)
    ),
    *(
        Pair(front, ground, TEXT_RATIO)
        for front, ground in (
            (Role.ON_PRIMARY, Role.PRIMARY),
            (Role.ON_SECONDARY, Role.SECONDARY),
            (Role.ON_DANGER, Role.DANGER),
            (Role.ON_DISABLED, Role.DISABLED),
            (Role.ON_NOTICE, Role.NOTICE),
            (Role.TEXT, Role.FIELD),
            (Role.BAD_TEXT, Role.FIELD),
            (Role.PLACEHOLDER, Role.FIELD),
            (Role.ON_MARKED, Role.MARKED),
            (Role.TEXT, Role.TABLE),
            (Role.TEXT, Role.STRIPE),
            (Role.MUTED, Role.TABLE),
            (Role.MUTED, Role.STRIPE),
            (Role.ON_TABLE_HEAD, Role.TABLE_HEAD),
            (Role.ON_SELECTED, Role.SELECTED),
            (Role.ON_RESTRICTED, Role.RESTRICTED),
            (Role.ON_RESTRICTED_SELECTED, Role.RESTRICTED_SELECTED),
            (Role.ON_HEADER, Role.HEADER),
            (Role.ON_STATUS, Role.STATUS),
            (Role.STATUS_GOOD, Role.STATUS),
            (Role.STATUS_NOTICE, Role.STATUS),
            (Role.STATUS_BAD, Role.STATUS),
            (Role.ON_BANNER, Role.BANNER),
        )
    ),
    *(
        Pair(front, ground, OTHER_RATIO)
        for front, ground in (
            (Role.BORDER, Role.SURFACE),
            (Role.BORDER, Role.CARD),
            (Role.BORDER, Role.FIELD),
            (Role.PRIMARY, Role.SURFACE),
            (Role.PRIMARY, Role.CARD),
            (Role.DANGER, Role.SURFACE),
            (Role.DANGER, Role.CARD),
            (Role.ON_SECONDARY, Role.SURFACE),
            (Role.ON_SECONDARY, Role.CARD),
            (Role.FOCUS_RING, Role.FOCUS_OUTLINE),
            (Role.PRIMARY, Role.FIELD),
            (Role.BAD_TEXT, Role.FIELD),
        )
    ),
)
"""Text 4.5:1; edges and marks 3:1. A focus ring is yellow inside black: on any ground one of the two stands out."""

_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour a role, as ``#rrggbb``.

    Raises:
        ValueError: a role without a colour, or something that is no colour.
    """

    colours: Mapping[Role, str]

    def __post_init__(self) -> None:
        if set(self.colours) != set(Role):
            raise ValueError("palette_incomplete")
        if not all(_COLOUR.fullmatch(colour) for colour in self.colours.values()):
            raise ValueError("not_a_colour")

    def __getitem__(self, role: Role) -> str:
        return self.colours[role]

    def __hash__(self) -> int:
        return hash(tuple(sorted((role.value, colour) for role, colour in self.colours.items())))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#rrggbb``, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


_ALWAYS = {
    Role.NOTICE: "#ffd43d",
    Role.ON_NOTICE: "#1a1a1a",
    Role.FOCUS_RING: "#ffd43d",
    Role.FOCUS_OUTLINE: "#000000",
    Role.BANNER: "#ffd43d",
    Role.ON_BANNER: "#000000",
}

LIGHT = Palette(
    {
        **_ALWAYS,
        Role.SURFACE: "#f2f2f2",
        Role.CARD: "#ffffff",
        Role.TEXT: "#1a1a1a",
        Role.MUTED: "#595959",
        Role.EMPHASIS: "#0017c1",
        Role.BORDER: "#767676",
        Role.DIVIDER: "#cccccc",
        Role.PRIMARY: "#0017c1",
        Role.ON_PRIMARY: "#ffffff",
        Role.SECONDARY: "#e8f1fe",
        Role.ON_SECONDARY: "#0017c1",
        Role.DANGER: "#ce0000",
        Role.ON_DANGER: "#ffffff",
        Role.DISABLED: "#e6e6e6",
        Role.ON_DISABLED: "#595959",
        Role.GOOD_TEXT: "#197a4b",
        Role.NOTICE_TEXT: "#6e5600",
        Role.BAD_TEXT: "#ce0000",
        Role.FIELD: "#ffffff",
        Role.PLACEHOLDER: "#666666",
        Role.MARKED: "#0017c1",
        Role.ON_MARKED: "#ffffff",
        Role.TABLE: "#ffffff",
        Role.STRIPE: "#f5f7fc",
        Role.TABLE_HEAD: "#e6e6e6",
        Role.ON_TABLE_HEAD: "#1a1a1a",
        Role.SELECTED: "#0017c1",
        Role.ON_SELECTED: "#ffffff",
        Role.RESTRICTED: "#fdeeee",
        Role.ON_RESTRICTED: "#a90000",
        Role.RESTRICTED_SELECTED: "#a90000",
        Role.ON_RESTRICTED_SELECTED: "#ffffff",
        Role.HEADER: "#0017c1",
        Role.ON_HEADER: "#ffffff",
        Role.STATUS: "#333333",
        Role.ON_STATUS: "#ffffff",
        Role.STATUS_GOOD: "#9bd4b5",
        Role.STATUS_NOTICE: "#ffd43d",
        Role.STATUS_BAD: "#ffbbbb",
    }
)

DARK = Palette(
    {
        **_ALWAYS,
        Role.SURFACE: "#1a1a1c",
        Role.CARD: "#26262a",
        Role.TEXT: "#f2f2f2",
        Role.MUTED: "#b8b8be",
        Role.EMPHASIS: "#9db7f9",
        Role.BORDER: "#8f8f96",
        Role.DIVIDER: "#46464c",
        Role.PRIMARY: "#9db7f9",
        Role.ON_PRIMARY: "#000a52",
        Role.SECONDARY: "#1f2a48",
        Role.ON_SECONDARY: "#b9cbfb",
        Role.DANGER: "#ff9696",
        Role.ON_DANGER: "#3d0000",
        Role.DISABLED: "#3a3a40",
        Role.ON_DISABLED: "#c2c2c8",
        Role.GOOD_TEXT: "#71c598",
        Role.NOTICE_TEXT: "#ffd43d",
        Role.BAD_TEXT: "#ff9696",
        Role.FIELD: "#1a1a1c",
        Role.PLACEHOLDER: "#a3a3aa",
        Role.MARKED: "#9db7f9",
        Role.ON_MARKED: "#000a52",
        Role.TABLE: "#1f1f22",
        Role.STRIPE: "#26262a",
        Role.TABLE_HEAD: "#3a3a40",
        Role.ON_TABLE_HEAD: "#f2f2f2",
        Role.SELECTED: "#9db7f9",
        Role.ON_SELECTED: "#000a52",
        Role.RESTRICTED: "#451a1a",
        Role.ON_RESTRICTED: "#ffbbbb",
        Role.RESTRICTED_SELECTED: "#ffbbbb",
        Role.ON_RESTRICTED_SELECTED: "#5c0000",
        Role.HEADER: "#00118f",
        Role.ON_HEADER: "#ffffff",
        Role.STATUS: "#101012",
        Role.ON_STATUS: "#f2f2f2",
        Role.STATUS_GOOD: "#9bd4b5",
        Role.STATUS_NOTICE: "#ffd43d",
        Role.STATUS_BAD: "#ffbbbb",
    }
)

CONTRAST = Palette(
    {
        **_ALWAYS,
        Role.SURFACE: "#000000",
        Role.CARD: "#000000",
        Role.TEXT: "#ffffff",
        Role.MUTED: "#ffffff",
        Role.EMPHASIS: "#1aebff",
        Role.BORDER: "#ffffff",
        Role.DIVIDER: "#ffffff",
        Role.PRIMARY: "#1aebff",
        Role.ON_PRIMARY: "#000000",
        Role.SECONDARY: "#000000",
        Role.ON_SECONDARY: "#ffffff",
        Role.DANGER: "#ffffff",
        Role.ON_DANGER: "#a90000",
        Role.DISABLED: "#000000",
        Role.ON_DISABLED: "#b3b3b3",
        Role.GOOD_TEXT: "#00ff7f",
        Role.NOTICE_TEXT: "#ffd43d",
        Role.BAD_TEXT: "#ffb3b3",
        Role.FIELD: "#000000",
        Role.PLACEHOLDER: "#cccccc",
        Role.MARKED: "#1aebff",
        Role.ON_MARKED: "#000000",
        Role.TABLE: "#000000",
        Role.STRIPE: "#1a1a1a",
        Role.TABLE_HEAD: "#ffffff",
        Role.ON_TABLE_HEAD: "#000000",
        Role.SELECTED: "#1aebff",
        Role.ON_SELECTED: "#000000",
        Role.RESTRICTED: "#5c0000",
        Role.ON_RESTRICTED: "#ffffff",
        Role.RESTRICTED_SELECTED: "#ffffff",
        Role.ON_RESTRICTED_SELECTED: "#a90000",
        Role.HEADER: "#000000",
        Role.ON_HEADER: "#ffffff",
        Role.STATUS: "#000000",
        Role.ON_STATUS: "#ffffff",
        Role.STATUS_GOOD: "#00ff7f",
        Role.STATUS_NOTICE: "#ffd43d",
        Role.STATUS_BAD: "#ffb3b3",
    }
)
"""High contrast. Yellow is kept for the focus and for notices; what acts is blue-green, as Windows has it."""
