"""Names shrink, then wrap; they are never cut and never leave their box."""

from hypothesis import given, settings
from hypothesis import strategies as st

from branch_app.documents.fit import LEADING, SMALLEST, fit
from branch_app.documents.fonts import mincho
from branch_app.domain.values.text import graphemes
from tests.fakes.papers import RESOURCES

FACE = mincho(RESOURCES).faces
CHARACTERS = st.sampled_from(["𠮷", "野", "邉\U000e010f", "\u3000", "A", " ", "ー", "々", "-", "侮\ufe00"])
TEXTS = st.lists(CHARACTERS, min_size=1, max_size=90).map("".join)
ROOMS = st.tuples(st.floats(20, 400), st.floats(8, 60))


@given(text=TEXTS, room=ROOMS, size=st.floats(7, 20), shrink=st.floats(0.3, 1))
@settings(max_examples=150, deadline=None)
def test_every_setting_lies_inside_its_room(
    text: str, room: tuple[float, float], size: float, shrink: float
) -> None:
    """Width and height hold, the text is whole, lines break between graphemes, print stays readable."""
    setting = fit(text, FACE, room, size, shrink)
    if setting is None:
        return
    assert text == "".join(setting.lines)
    assert list(graphemes(text)) == [part for line in setting.lines for part in graphemes(line)]
    assert SMALLEST <= setting.size <= size + 1e-6
    assert all(FACE.width(line.rstrip("\u3000")) * setting.size <= room[0] + 1e-6 for line in setting.lines)
    assert ((len(setting.lines) - 1) * LEADING + 1) * setting.size <= room[1] + 1e-6


def test_a_short_name_keeps_its_size() -> None:
    """Nothing shrinks without need."""
    assert (14, ("𠮷野\u3000翔",)) == unpacked("𠮷野\u3000翔", (200, 20), 14)


def test_a_longer_name_shrinks_on_one_line() -> None:
    """Before it is wrapped."""
    size, lines = unpacked("山" * 16, (200, 40), 14)
    assert (12.5, 1) == (size, len(lines))


def test_a_long_name_wraps_between_family_and_given_name() -> None:
    """The space hangs at the end of the first line, where it is not seen."""
    _, lines = unpacked("山" * 9 + "\u3000" + "川" * 7, (100, 40), 14)
    assert ("山" * 9 + "\u3000", "川" * 7) == lines


def test_what_fits_in_no_readable_size_is_not_set() -> None:
    """Instead of print nobody can read."""
    assert fit("山" * 200, FACE, (100, 12), 14) is None


def unpacked(text: str, room: tuple[float, float], size: float) -> tuple[float, tuple[str, ...]]:
    """Size and lines of a text that fits."""
    setting = fit(text, FACE, room, size)
    assert setting is not None
    return setting.size, setting.lines
