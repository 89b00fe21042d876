"""A row that breaks a rule stops the certificates of those it names, with its reason, and nobody else's."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from branch_app.domain.errors import RowUnfit
from branch_app.domain.records.register_rows import RegisterLine, Row, Value, line_of
from branch_app.domain.values.identifiers import ResidentId
from branch_app.domain.values.query import parse_query
from branch_app.ports import Bucket, SpoiltLine
from db.generations import RegisterFolder
from db.register import SqlRegister
from db.replica import StoredReplica
from tests.fakes.device import ignore_progress
from tests.fakes.register_records import ANA, HOME, RECORDS, SEAL, TARO, home
from tests.fakes.register_source import MemorySource

LINES = {line.table: line for line in map(line_of, RECORDS)}
NEIGHBOUR = home(1)


def changed(row: Row, **values: Value) -> Row:
    """With other values at some places: c0 is the first."""
    return tuple(values.get(f"c{at}", value) for at, value in enumerate(row))


def member(**values: Value) -> RegisterLine:
    """The household with another first member."""
    line = LINES["household"]
    return replace(line, companions=(changed(line.companions[0], **values), *line.companions[1:]))


def loaded(folder: RegisterFolder, *lines: RegisterLine | SpoiltLine) -> tuple[MemorySource, SqlRegister]:
    """Everything, and these rows instead of some of it."""
    source = MemorySource()
    source.change(*RECORDS, NEIGHBOUR, *lines)
    StoredReplica(folder).build(source, source.offer(), ignore_progress)
    return source, folder.open()


ASK: dict[str, Callable[[SqlRegister, ResidentId], object]] = {
    "household": lambda register, person: register.household_of(person),
    "removed_resident": lambda register, person: register.removed_of(person),
    "seal": lambda register, person: register.seal_of(person),
    "koseki": lambda register, person: register.koseki_of(person),
    "fuhyo": lambda register, person: register.fuhyo_of(person),
    "tax": lambda register, person: register.tax_of(person, 2026),
    "alien": lambda register, person: register.alien_of(person),
    "certificate_link": lambda register, _person: register.resident_by_certificate("0a1b2c"),
    "city_card": lambda register, _person: register.city_card("3000000093"),
    "status_notice": lambda register, person: register.notices_of(person),
}
UNFIT = [
    (member(c6="12"), "head"),
    (replace(LINES["household"], row=("H1000001", "川崎市\u200b", "渡邉")), "character"),
    (member(c3="1945-13-01"), "day"),
    (member(c5="x"), "sex"),
    (member(c13="11111111111"), "juminhyo_code"),
    (replace(LINES["removed_resident"], row=changed(LINES["removed_resident"].row, c5="never")), "day"),
    (replace(LINES["seal"], row=changed(LINES["seal"].row, c3=9)), "seal_size"),
    (replace(LINES["koseki"], row=changed(LINES["koseki"].row, c1="x")), "state"),
    (replace(LINES["fuhyo"], row=changed(LINES["fuhyo"].row, c3="")), "character"),
    (replace(LINES["tax"], row=changed(LINES["tax"].row, c3="x")), "standing"),
    (replace(LINES["status_notice"], row=changed(LINES["status_notice"].row, c2="x")), "notice_kind"),
    (replace(LINES["status_notice"], row=changed(LINES["status_notice"].row, c3="2024-02-30")), "day"),
    (SpoiltLine("household", "H1000001", (TARO, ANA)), "unreadable"),
    (SpoiltLine("alien", "B123456789", (ANA,)), "unreadable"),
    (SpoiltLine("certificate_link", "0a1b2c", (TARO,)), "unreadable"),
    (SpoiltLine("city_card", "3000000093", (TARO,)), "unreadable"),
    (replace(LINES["tax"], row=changed(LINES["tax"].row, c4="{}")), "record"),
    (replace(LINES["koseki"], row=changed(LINES["koseki"].row, c4="no json")), "record"),
]


@pytest.mark.parametrize(("line", "why"), UNFIT)
def test_an_unfit_row_is_refused_with_its_reason(
    folder: RegisterFolder, line: RegisterLine | SpoiltLine, why: str
) -> None:
    """To whoever it names; other registers of the same person and everybody else's serve."""
    _, register = loaded(folder, line)
    person = ANA if line.table in {"alien", "status_notice"} else TARO
    with pytest.raises(RowUnfit) as caught:
        ASK[line.table](register, person)
    assert why == caught.value.facts["why"]
    for table, ask in ASK.items():
        if table != line.table:
            ask(register, person)
    assert NEIGHBOUR == register.household_of(NEIGHBOUR.members[0].id)
    register.close()


@pytest.mark.parametrize(("line", "_why"), UNFIT)
def test_a_row_put_right_serves(folder: RegisterFolder, line: RegisterLine | SpoiltLine, _why: str) -> None:
    """The next delta takes it out of quarantine, and nothing is left there."""
    source, register = loaded(folder, line)
    source.change(LINES[line.table])
    position = StoredReplica(folder).position()
    assert position is not None
    StoredReplica(folder).apply(source.delta(position))
    assert ASK[line.table](register, ANA if line.table in {"alien", "status_notice"} else TARO)
    with register._file.connected() as connection:
        assert [] == connection.execute("SELECT * FROM quarantine").fetchall()
        assert [] == connection.execute("SELECT * FROM quarantined_person").fetchall()
    register.close()


@pytest.mark.parametrize(("line", "_why"), UNFIT)
def test_an_unfit_row_that_is_gone_is_gone(
    folder: RegisterFolder, line: RegisterLine | SpoiltLine, _why: str
) -> None:
    """Removed at head office, nobody is refused for it any more; numbers agree all along."""
    source, register = loaded(folder, line)
    source.remove(line.table, line.key)
    position = StoredReplica(folder).position()
    assert position is not None
    StoredReplica(folder).apply(source.delta(position))
    assert not ASK[line.table](register, ANA if line.table == "alien" else TARO)
    register.close()


@pytest.mark.parametrize(("line", "_why"), [each for each in UNFIT if isinstance(each[0], RegisterLine)])
def test_an_unfit_row_can_be_compared(folder: RegisterFolder, line: RegisterLine, _why: str) -> None:
    """It lies here as it came, byte for byte: head office's digest of its bucket is ours."""
    source, register = loaded(folder, line)
    register.close()
    position = StoredReplica(folder).position()
    assert position is not None
    for bucket in source.buckets(position, line.table):
        assert bucket.digest == source.digest(StoredReplica(folder).lines(bucket))


@pytest.mark.parametrize(
    ("line", "listed"),
    [
        (member(c6="12"), True),
        (member(c13="11111111111"), True),
        (member(c1="渡邉\u202e"), False),
        (member(c5="x"), False),
        (member(c3="1945-13-01"), False),
        (SpoiltLine("household", "H1000001", (TARO, ANA)), False),
    ],
)
def test_a_search_lists_what_it_can_show(
    folder: RegisterFolder, line: RegisterLine | SpoiltLine, listed: bool
) -> None:
    """Somebody whose entry lacks a head is found, and refused when opened; a name that cannot be drawn is not."""
    _, register = loaded(folder, line)
    found = register.search(parse_query("ワタナベ タロウ"), 50).rows
    assert listed == (TARO in {hit.id for hit in found})
    assert NEIGHBOUR.members[0].id in {hit.id for hit in found}
    register.close()


def test_two_entries_of_one_person(folder: RegisterFolder) -> None:
    """Nobody knows which is true: neither is shown, in any register."""
    again = replace(home(5), members=(replace(HOME.members[0], relationship=("02",)),))
    seal = replace(SEAL, number="1000000161")
    _, register = loaded(folder, line_of(again), line_of(seal))
    for ask in (register.household_of, register.seal_of):
        with pytest.raises(RowUnfit) as caught:
            ask(TARO)
        assert "twice" == caught.value.facts["why"]
    assert HOME == register.household_of(ANA)
    assert TARO == register.resident_by_seal(SEAL.number)
    register.close()


def test_a_seal_number_of_an_unfit_row(folder: RegisterFolder) -> None:
    """Asked by its number it is refused too."""
    line = replace(LINES["seal"], row=changed(LINES["seal"].row, c3=9))
    _, register = loaded(folder, line)
    with pytest.raises(RowUnfit):
        register.resident_by_seal(SEAL.number)
    assert [line] == list(StoredReplica(folder).lines(Bucket("seal", "", None, 0, "")))
    register.close()
