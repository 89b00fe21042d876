"""What registers hold, for Hypothesis: names with every sequence the font knows, and running text."""

import re

from hypothesis import strategies as st

from branch_app.documents.fonts import mincho
from tests.fakes.papers import RESOURCES

SEQUENCES = sorted(mincho(RESOURCES).faces.first.characters.variants())
GRAPHEMES = st.one_of(
    st.sampled_from([chr(base) + chr(selector) for base, selector in SEQUENCES]),
    st.sampled_from([*"𠮷𡈽𣏓ヶ々ー・ \u3000-.'", "ABC", "髙﨑濵"]),
)


def _stripped(parts: list[str]) -> str:
    return re.sub(" +", " ", "".join(parts)).strip()


GIVEN = st.lists(GRAPHEMES, min_size=1, max_size=30).map(_stripped).filter(bool)
"""Given names; half-width spaces stand alone (pdfium reads many back as one)."""
PROSE = (
    st.lists(
        st.one_of(
            GRAPHEMES,
            st.sampled_from(
                [*"、。（）「」【】１２月日番ぁっャ", "平成31年12月31日", "ABCDEFGHIJKL", "神奈川県川崎市"]
            ),
        ),
        min_size=1,
        max_size=120,
    )
    .map(_stripped)
    .filter(bool)
)
"""Running text of 身分事項."""
