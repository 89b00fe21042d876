"""Names on the screen: which need a picture, and that the picture is the glyph that was asked for."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont, features

from branch_app.documents.fonts import mincho_file
from branch_app.documents.name_images import MinchoNames
from branch_app.documents.pages import PdfPages
from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.errors import GlyphMissing
from branch_app.ports import Raster
from tests.fakes.paper_seals import steady_seals
from tests.fakes.papers import RESOURCES, juminhyo, order
from tests.unit.documents.shapes import difference, picture

NAMES = MinchoNames(RESOURCES)
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
SIZE = 240
"""Large enough that hinting, which only the other engine does, moves no stroke visibly."""
SAME = 9.0
"""Grey levels of 255 on average between two engines' drawings of one glyph; look-alikes differ by 14."""
KATSU = ["葛", "葛\U000e0102", "葛\U000e0103", "葛\U000e0104", "葛\U000e0105"]
VARIANTS = [*KATSU, "邉", "邉\U000e010f", "邉\U000e0110", "𠮷", "吉", "髙", "高", "﨑", "崎"]


def drawn(text: str, height: int = SIZE) -> Raster:
    """Black on white."""
    return NAMES.draw(text, height, BLACK, WHITE)


def by_raqm(text: str) -> Image.Image:
    """The same by a text engine that is not ours: FreeType and HarfBuzz in Pillow."""
    font = ImageFont.truetype(mincho_file(RESOURCES), SIZE, layout_engine=ImageFont.Layout.RAQM)
    image = Image.new("L", (2 * SIZE, 2 * SIZE), 255)
    ImageDraw.Draw(image).text((SIZE // 3, SIZE // 3), text, fill=0, font=font)
    return image


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("山田\u3000太郎", False),
        ("ＡＢＣ-abc ｱｲｳ", False),
        ("髙﨑", False),
        ("葛\U000e0102城", True),
        ("神\ufe00", True),
        ("𠮷野", True),
        ("か\u3099", True),
        ("\u4e25", True),
        ("", False),
    ],
    ids=["plain", "latin", "髙﨑", "selector", "standard selector", "beyond BMP", "combining", "lacking", "empty"],
)
def test_a_name_the_screen_would_draw_wrong_needs_a_picture(text: str, needed: bool) -> None:
    """Selectors, characters beyond the BMP, combining marks, and what BIZ UDPGothic lacks; the rest is text."""
    assert needed is NAMES.needs_image(text)


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_text_needs_a_picture_when_a_part_does(one: str, other: str) -> None:
    """Character by character, whatever stands beside."""
    assert (NAMES.needs_image(one) or NAMES.needs_image(other)) is NAMES.needs_image(one + other)


@pytest.mark.parametrize("text", VARIANTS)
def test_the_picture_shows_what_another_engine_draws(text: str) -> None:
    """Glyph by glyph the shape is that of HarfBuzz's choice in the same font, and no other variant's is nearer."""
    assert features.check("raqm")
    ours = picture(drawn(text))
    assert difference(ours, by_raqm(text)) < SAME
    distances = {other: difference(ours, by_raqm(other)) for other in VARIANTS}
    assert distances[text] == min(distances.values())


def test_selectors_choose_different_pictures() -> None:
    """Only the selector that names the plain form draws the plain form: 葛 with U+E0103, 邉 with U+E010F."""
    pictures = {text: drawn(text).rgb for text in VARIANTS}
    assert pictures["葛"] == pictures["葛\U000e0103"]
    assert pictures["邉"] == pictures["邉\U000e010f"]
    assert len(VARIANTS) - 2 == len(set(pictures.values()))


def test_a_picture_has_the_height_and_the_width_of_its_em_boxes() -> None:
    """Four full-width characters of 30 pixels; nothing around."""
    shown = drawn("𠮷野花子", 30)
    assert (120, 30) == (shown.width, shown.height)


def test_ink_and_ground_are_the_asked_ones() -> None:
    """Red on yellow, in that order of bytes; no third hue, for the toolkit knows nothing of subpixels."""
    shown = NAMES.draw("■", 20, (200, 0, 0), (255, 255, 0))
    pixels = [shown.rgb[at : at + 3] for at in range(0, len(shown.rgb), 3)]
    assert bytes((200, 0, 0)) == pixels[10 * 20 + 10]
    assert bytes((255, 255, 0)) == pixels[0]
    assert all(pixel[2] == 0 and 200 <= pixel[0] for pixel in pixels)


def test_a_character_the_certificate_could_not_print_is_named() -> None:
    """葛 with a selector of another collection: no other glyph stands in for it."""
    with pytest.raises(GlyphMissing) as refused:
        drawn("葛\U000e01ef")
    assert {"code_points": "U+845B U+E01EF"} == refused.value.facts


def test_threads_never_meet_inside_the_libraries() -> None:
    """Names, previews and papers made at once in four threads are those made alone."""
    renderer, pages = PaperRenderer(RESOURCES, steady_seals()), PdfPages()

    def made(text: str) -> tuple[bytes, bytes, bytes]:
        pdf = renderer.render(order(juminhyo())).pdf
        return drawn(text, 24).rgb, pages.page(pdf, 1, 120).rgb, pdf

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(made, VARIANTS * 8))
    assert [made(text) for text in VARIANTS] * 8 == together
