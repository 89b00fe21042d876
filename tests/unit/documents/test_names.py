"""Names come back from the finished file exactly as they went in, and nothing crosses a rule."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branch_app.documents.fonts import mincho
from branch_app.documents.readback import as_read, subject_read_back
from branch_app.documents.renderer import PaperRenderer
from tests.fakes.paper_seals import steady_seals
from tests.fakes.papers import HEAD, RESOURCES, inkan, juminhyo, kisaijiko, members, order
from tests.unit.documents.ink import crossings

RENDERER = PaperRenderer(RESOURCES, steady_seals())
SEQUENCES = sorted(mincho(RESOURCES).faces.first.characters.variants())
GRAPHEMES = st.one_of(
    st.sampled_from([chr(base) + chr(selector) for base, selector in SEQUENCES]),
    st.sampled_from([chr(base) for base, _ in SEQUENCES]),
    st.sampled_from([*"𠮷𡈽𣏓ヶ々ー・ \u3000-.'", "ABC", "髙﨑濵"]),
)
NAMES = st.lists(GRAPHEMES, min_size=1, max_size=30).map("".join).map(str.strip).filter(bool)


@given(names=st.lists(NAMES, min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_every_name_comes_back_and_stays_between_its_rules(names: list[str]) -> None:
    """Read by pdfium from the bytes: exact sequences, but one half-width space for many; and no rule is touched."""
    residents = tuple(replace(member, name=name) for member, name in zip(members(6), names, strict=False))
    pdf = RENDERER.render(order(juminhyo(residents))).pdf
    assert [as_read([name]) for name in names] == [as_read([name]) for name in subject_read_back(pdf).names]
    assert [] == crossings(pdf)


@pytest.mark.parametrize("start", range(0, 11_474, 1_434))
def test_all_variation_sequences_come_back(start: int) -> None:
    """Every one of the 11,474, sixty a name, eight names a paper."""
    block = SEQUENCES[start : start + 1_434]
    texts = [chr(base) + chr(selector) for base, selector in block]
    names = ["".join(texts[at : at + 60]) for at in range(0, len(texts), 60)]
    for at in range(0, len(names), 8):
        some = names[at : at + 8]
        residents = tuple(replace(member, name=name) for member, name in zip(members(8), some, strict=False))
        assert tuple(some) == subject_read_back(RENDERER.render(order(juminhyo(residents))).pdf).names


@given(
    name=NAMES, address=st.text(st.sampled_from("神奈川県川崎市多摩区菅１２３－\u3000"), min_size=1, max_size=70)
)
@settings(max_examples=30, deadline=None)
def test_other_certificates_keep_names_and_addresses_in_their_boxes(name: str, address: str) -> None:
    """記載事項証明書 and 印鑑登録証明書."""
    subject = replace(HEAD, name=name)
    for snapshot in (kisaijiko(subject), inkan(subject)):
        housed = replace(snapshot, household=replace(snapshot.household, address="菅" + address))
        pdf = RENDERER.render(order(housed)).pdf
        assert as_read([name]) == as_read(subject_read_back(pdf).names)
        assert [] == crossings(pdf)


@pytest.mark.parametrize("name", ["SANTOS  ANA", "SANTOS   ANA  MARIA", "SANTOS" + "  " * 30 + "ANA"])
def test_a_name_with_many_spaces_is_issued(name: str) -> None:
    """Half-width spaces in a row are drawn as they are, although they are read back as one, on one line or two."""
    subject = replace(HEAD, name=name)
    for snapshot in (juminhyo((subject,)), kisaijiko(subject), inkan(subject)):
        (read,) = subject_read_back(RENDERER.render(order(snapshot)).pdf).names
        assert name.split() == read.split()


@pytest.mark.parametrize(
    ("runs", "read"),
    [
        (["A  B"], ("A B",)),
        (["A ", " B"], ("A ", "B")),
        (["A ", "", "  B"], ("A ", "", "B")),
        (["A B", "C D"], ("A B", "C D")),
        (["A\u3000\u3000B"], ("A\u3000\u3000B",)),
        (["AB"], ("AB",)),
    ],
)
def test_only_a_space_behind_a_space_is_left_out(runs: list[str], read: tuple[str, ...]) -> None:
    """A name without its space, or with fewer full-width ones, is another name still."""
    assert read == as_read(runs)


def test_the_check_of_boxes_sees_a_crossing() -> None:
    """The letters of 見本 lie across the rules, on purpose."""
    assert crossings(RENDERER.render(replace(order(inkan()), specimen=True)).pdf)
