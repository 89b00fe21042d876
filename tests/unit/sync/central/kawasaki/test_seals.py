"""印鑑登録: its part of the residents, and for each an 印影 of their own."""

from collections import Counter
from functools import cache

from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.rules.entitlement import age
from branch_app.domain.values.codes import parse_city_card_number
from branch_app.domain.values.ink import pack_ink
from sync.central.kawasaki.lots import Lottery, Purpose
from sync.central.kawasaki.stamps import Cutter
from tests.fakes.kawasaki import CITY, FONT, TODAY, residents_by_id, rows, tools


@cache
def seals() -> list[SealRegistration]:
    """All of them."""
    return [row for row in rows("seal", CITY) if isinstance(row, SealRegistration)]


def test_551_000_of_1_431_000_have_one() -> None:
    """Within two in a hundred of that part."""
    assert 0.98 < len(seals()) / CITY / (551 / 1_431) < 1.02


def test_each_is_its_own() -> None:
    """No two impressions are alike, no two people share a number, no one has two."""
    for values in (
        [seal.impression.bits for seal in seals()],
        [seal.number for seal in seals()],
        [seal.resident for seal in seals()],
    ):
        assert len(values) == len(set(values))


def test_neighbours_of_one_name_have_different_seals() -> None:
    """A thousand 佐藤: a thousand impressions."""
    lottery, cutter = Lottery(7), tools().cutter
    cut = {cutter.cut("佐藤", lottery.lots(Purpose.SEAL, number)).bits for number in range(1_000)}
    assert 1_000 == len(cut)


def test_sizes_are_those_of_real_seals() -> None:
    """More than 8 and less than 25 mm, both far ends among them, most between 12 and 15; round, square and oval."""
    sizes = [seal.impression.size_mm() for seal in seals()]
    assert 8 < min(map(min, sizes)) < 9
    assert 23 < max(map(max, sizes)) < 25
    assert sum(11.5 < max(size) < 15.5 for size in sizes) > len(sizes) / 2
    assert any(width < height for width, height in sizes)


def test_they_are_compact() -> None:
    """Packed, a seal takes about 800 bytes: 551,000 of them less than half a gigabyte."""
    sample = seals()[:500]
    packed = sum(len(pack_ink(seal.impression.bits, seal.impression.width)) for seal in sample)
    assert packed / len(sample) < 900


def test_nothing_is_inked_beside_the_seal() -> None:
    """Bits that pad a row stay clear, and between a twentieth and a half of the dots are ink."""
    for seal in seals()[:300]:
        picture = seal.impression
        pitch = (picture.width + 7) // 8
        padding = (1 << pitch * 8 - picture.width) - 1
        ends = {picture.bits[row * pitch + pitch - 1] & padding for row in range(picture.height)}
        assert ends == {0}
        inked = int.from_bytes(picture.bits, "big").bit_count() / (picture.width * picture.height)
        assert 0.05 < inked < 0.5


def test_a_name_stands_in_the_seal() -> None:
    """The same lots with another name cut another picture; a variant is cut as its base character."""
    cutter = Cutter(FONT)
    lots = [Lottery(7).lots(Purpose.SEAL, 1) for _ in range(3)]
    first, other, variant = (
        cutter.cut(text, each) for text, each in zip(("葛西", "大西", "葛\U000e0102西"), lots, strict=True)
    )
    assert first != other
    assert first == variant


def test_registered_of_age_and_in_residence() -> None:
    """Fifteen or older, since residence, before the turn of the year; the number is that of a card."""
    for seal in seals():
        person = residents_by_id()[seal.resident]
        assert age(person.birth, seal.registered) >= 15
        assert person.became_resident <= seal.registered < TODAY.replace(month=1, day=1)
        assert seal.number == parse_city_card_number(seal.number)


def test_surnames_repeat() -> None:
    """Many seals of one surname: a search by name finds them all, and only the number tells them apart."""
    surnames = Counter(residents_by_id()[seal.resident].name.partition("\u3000")[0] for seal in seals())
    assert surnames.most_common(1)[0][1] > 50
