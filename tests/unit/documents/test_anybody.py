"""Whoever the register holds: the paper says it exactly, between its rules, on as many sheets as it takes."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from branch_app.documents.genkyo import PURPOSE
from branch_app.documents.item_dates import item_dates
from branch_app.documents.person import PersonItems
from branch_app.documents.readback import as_read, read_back, subject_read_back
from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.resident import Household, OtherName, Removal, RemovedResident
from branch_app.domain.records.snapshots import (
    InkanSnapshot,
    JohyoSnapshot,
    JuminhyoForm,
    JuminhyoOptions,
    JuminhyoSnapshot,
    KazeiSnapshot,
    KisaijikoItem,
    KisaijikoSnapshot,
    Scope,
)
from branch_app.domain.records.tax import TaxAmount, TaxRecord, TaxStanding
from tests.fakes.city_records import ALIEN, genpyo
from tests.fakes.paper_seals import steady_seals
from tests.fakes.papers import RESOURCES, inkan, order
from tests.unit.documents.anybody import (
    ADDRESSES,
    AHEAD,
    BEHIND,
    ISSUED,
    OPTIONS,
    OTHER_NAMES,
    households,
)
from tests.unit.documents.ink import crossings
from tests.unit.documents.writing import GIVEN

RENDERER = PaperRenderer(RESOURCES, steady_seals())
SINCE = item_dates(RESOURCES)
OFTEN, SELDOM = settings(max_examples=40, deadline=None), settings(max_examples=25, deadline=None)
AMOUNTS = st.lists(st.builds(TaxAmount, GIVEN, st.integers(-(10**9), 10**12)), max_size=14).map(tuple)


def said(wanted: PrintOrder) -> tuple[tuple[str, ...], list[str], str]:
    """Page marks, names one by one, and everything on the paper, after nothing was found across a rule."""
    pdf = RENDERER.render(wanted).pdf
    assert [] == crossings(pdf)
    subjects = subject_read_back(pdf)
    text = "".join(run for page in read_back(pdf) for run in page.runs)
    return subjects.pages, [*subjects.names], text


def one(text: str) -> str:
    """As it is read back."""
    return as_read([text])[0]


@given(home=households(12), options=OPTIONS, issued=ISSUED)
@OFTEN
def test_any_household_is_shown_whole(home: Household, options: JuminhyoOptions, issued: date) -> None:
    """Four persons a sheet, every name exactly; every item of everybody as it was meant."""
    members = tuple(member.id for member in home.members)
    wanted = order(JuminhyoSnapshot(members[0], home, Scope.WHOLE, members, options), issued)
    pages, names, text = said(wanted)
    sheets = -(-len(members) // 4)
    assert tuple(f"{page}／{sheets}" for page in range(1, sheets + 1)) == pages
    assert [one(member.name) for member in home.members] == names
    items = PersonItems(issued, SINCE, options)
    for index, member in enumerate(home.members):
        assert all(one(field.text) in text for field in items.fields(member, index).values())


@given(home=households(1), options=OPTIONS, issued=ISSUED, removal=st.sampled_from(Removal), gone=BEHIND)
@SELDOM
def test_any_entry_fits_a_sheet_of_its_own(
    home: Household, options: JuminhyoOptions, issued: date, removal: Removal, gone: date
) -> None:
    """個人票 and 除票: nothing lost, nothing across a rule."""
    (person,) = home.members
    removed = RemovedResident(person, home.address, home.head, removal, gone, home.address)
    for snapshot in (
        JuminhyoSnapshot(person.id, home, Scope.WHOLE, (person.id,), options, JuminhyoForm.PERSON),
        JohyoSnapshot(person.id, removed, options),
    ):
        pages, names, text = said(order(snapshot, issued))
        assert (("1／1",), [one(person.name)]) == (pages, names)
        assert one(home.address) in text


@given(
    home=households(1),
    issued=ISSUED,
    chosen=st.sets(st.sampled_from(KisaijikoItem)),
    purpose=GIVEN | st.just(PURPOSE),
)
@SELDOM
def test_any_choice_of_items_is_certified(
    home: Household, issued: date, chosen: set[KisaijikoItem], purpose: str
) -> None:
    """On our own form and on the pension office's; the seal's certificate too."""
    (person,) = home.members
    items = tuple(item for item in KisaijikoItem if item in chosen | {KisaijikoItem.NAME})
    certified = KisaijikoSnapshot(person.id, home, purpose, items)
    seal = replace(inkan().seal, resident=person.id)
    for snapshot in (certified, InkanSnapshot(person.id, home, seal)):
        _, names, text = said(order(snapshot, issued))
        assert [one(person.name)] == names
        if person.foreign is not None and person.foreign.alias is not None:
            assert one(person.foreign.alias.written) in text


@given(
    name=GIVEN,
    alias=st.none() | OTHER_NAMES,
    address=ADDRESSES,
    days=st.tuples(BEHIND, st.none() | BEHIND, BEHIND),
    expires=st.none() | AHEAD,
)
@SELDOM
def test_any_alien_record_fits(
    name: str,
    alias: OtherName | None,
    address: str,
    days: tuple[date, date | None, date],
    expires: date | None,
) -> None:
    """登録原票記載事項証明書."""
    birth, landed, registered = days
    record = replace(
        ALIEN,
        name=name,
        alias=alias,
        address=address,
        birth=birth,
        landed=landed,
        registered=registered,
        expires=expires,
    )
    _, names, text = said(order(genpyo(record), max(registered, date(2012, 7, 8))))
    assert [one(name)] == names
    assert one(address) in text


@given(
    home=households(1),
    amounts=st.tuples(AMOUNTS, AMOUNTS),
    year=st.integers(2010, 2026),
    taxes=st.tuples(st.integers(0, 10**10), st.integers(1, 10**10)),
)
@SELDOM
def test_any_tax_record_fits(
    home: Household, amounts: tuple[tuple[TaxAmount, ...], ...], year: int, taxes: tuple[int, int]
) -> None:
    """Up to fourteen lines of income and of deductions, of any length a label has."""
    (person,) = home.members
    income, deductions = amounts
    record = TaxRecord(
        person.id, year, TaxStanding.TAXED, home.address, income, deductions, len(income), taxes[0], taxes[1]
    )
    _, names, text = said(order(KazeiSnapshot(person.id, home, record)))
    assert [one(person.name)] == names
    assert all(one(part.label) in text and f"{part.yen:,}円" in text for part in (*income, *deductions))
