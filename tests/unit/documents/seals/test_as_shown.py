"""What the back of a paper carries is what its front shows: the same page comes of it, nothing else is in it."""

from dataclasses import replace
from datetime import date

import pytest

from branch_app.documents.readback import fronts, read_back
from branch_app.documents.seals.content import content_of, load_dictionaries, read_content
from branch_app.documents.seals.marks import PaperMarks, Press
from branch_app.domain.errors import BadInput
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.resident import ForeignStanding, MovingOut
from branch_app.domain.records.snapshots import InkanSnapshot, KazeiSnapshot, KisaijikoItem, KisaijikoSnapshot
from branch_app.settings import RESOURCES
from tests.fakes.every_paper import EVERY_PAPER
from tests.fakes.family_papers import kazei
from tests.fakes.paper_seals import steady_renderer, steady_seals
from tests.fakes.papers import ADDRESS, FAMILY, HEAD, WIFE, household, inkan, juminhyo, kisaijiko, order

RENDERER = steady_renderer()


def runs(wanted: PrintOrder) -> list[tuple[str, ...]]:
    """Every run of every front."""
    return [page.runs for page in fronts(read_back(RENDERER.render(wanted).pdf))]


def drawn_again(told: PrintOrder) -> list[tuple[str, ...]]:
    """Of an order from a back: who checks a paper draws it without asking the register's rules again."""
    layout = RENDERER.layout(told)
    marks = PaperMarks.of(told, layout.pages(), steady_seals(), Press.of(RESOURCES, told.snapshot))
    return [page.runs for page in fronts(read_back(RENDERER._draw(told, layout, marks).pdf))]


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_a_back_draws_its_front_again(name: str) -> None:
    """Text by text, for every kind of paper, through the bytes that the back carries."""
    wanted = EVERY_PAPER[name]
    dictionaries = load_dictionaries(RESOURCES)
    told = read_content(dictionaries.inflated(dictionaries.deflated(content_of(wanted)), 1))
    assert runs(wanted) == drawn_again(told)
    assert content_of(wanted) == content_of(told)


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_a_back_carries_no_number_of_the_register(name: str) -> None:
    """宛名番号, household and 戸籍 ids, and the registered number of a seal stand on no paper."""
    content = content_of(EVERY_PAPER[name]).decode()
    ids = {member.id for member in FAMILY} | {"0000000100", "K1000001", '"0000123"'}
    assert set() == {each for each in ids if each in content}


def test_who_is_left_out_is_not_on_the_back() -> None:
    """A part of a household shows nobody else, in clear or sealed; nor a 住民票コード that was not asked for."""
    content = content_of(order(juminhyo(shown=(WIFE,)))).decode()
    assert WIFE.name in content
    assert HEAD.name not in content
    assert WIFE.juminhyo_code not in content
    assert WIFE.honseki not in content


def test_a_paper_about_one_person_has_nobody_else_on_its_back() -> None:
    """Whatever the household of the record says."""
    assert WIFE.name not in content_of(order(kisaijiko(HEAD))).decode()


MOVING = replace(
    HEAD,
    address_since=date(2011, 1, 11),
    became_resident=date(2010, 10, 10),
    notified=date(2012, 12, 12),
    moving_out=MovingOut(date(2026, 12, 31), "架空県見本市一丁目"),
    foreign=ForeignStanding("見本国", "中長期在留者", "見本の資格", "5年", date(2029, 9, 9), "AB12345678CD", None),
)
UNSHOWN = ("2011-01-11", "2010-10-10", "2012-12-12", "架空県", "中長期在留者", "見本の資格", "2029-09-09", "AB123")
HOME = household((MOVING,))


@pytest.mark.parametrize(
    ("snapshot", "more"),
    [
        (kisaijiko(MOVING), ("見本国",)),
        (
            replace(kisaijiko(MOVING), items=(KisaijikoItem.NAME, KisaijikoItem.HONSEKI)),
            (ADDRESS, MOVING.birth.isoformat()),
        ),
        (replace(inkan(MOVING), household=HOME), ("見本国", MOVING.kana)),
        (replace(kazei(MOVING), household=HOME), ("見本国", MOVING.kana)),
    ],
    ids=["usual", "chosen", "seal", "tax"],
)
def test_what_a_paper_about_one_person_leaves_out_is_not_on_its_back(
    snapshot: KisaijikoSnapshot | InkanSnapshot | KazeiSnapshot, more: tuple[str, ...]
) -> None:
    """Items that were not chosen, or that such a paper never shows: a move ahead, days of entry, the stay."""
    wanted = order(snapshot)
    content = content_of(wanted)
    assert () == tuple(each for each in (*UNSHOWN, *more) if each in content.decode())
    assert runs(wanted) == drawn_again(read_content(content))


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b'{"kind":"juminhyo","order":{}}', b'{"kind":"x","order":{}}', b'{"kind":[],"order":{}}'],
)
def test_what_is_no_content_is_refused(data: bytes) -> None:
    """By name of the fault, not by an exception of its own."""
    with pytest.raises(BadInput):
        read_content(data)


def test_a_bomb_does_not_unfold() -> None:
    """A megabyte is the end, whatever a stranger deflated."""
    dictionaries = load_dictionaries(RESOURCES)
    with pytest.raises(BadInput):
        dictionaries.inflated(dictionaries.deflated(bytes(2 << 20)), 1)
