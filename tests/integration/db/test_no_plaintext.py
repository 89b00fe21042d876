"""No plaintext of a resident on the device's disk."""

from datetime import UTC, datetime

from branch_app.composition.registers import RowsAtHand
from branch_app.domain.values.codes import city_card_number
from branch_app.domain.values.identifiers import JobId
from branch_app.domain.values.query import parse_query
from db.connection import Durability, open_file
from db.device import DeviceFile
from db.migrations.ledger import LEDGER
from db.recovery import announce_code
from db.replica import StoredReplica
from tests.fakes.restrictions import tell
from tests.fakes.store import CLERK, Desk, enrolment, household, identified, records

NOW = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
SECRETS = (
    "𠮷野",
    "さくら",
    "廣澤",
    "ヨシノ",
    "ヒロサワ",
    "菅九丁目",
    "東京都架空区",
    "24727059608",
    "0000000011",
    city_card_number(1),
    "00c0ffee",
    "窓口 花子",
    CLERK.password,
)


def every_byte(desk: Desk) -> bytes:
    """All files under the data and machine folders, names included."""
    files = [path for path in desk.root.rglob("*") if path.is_file()]
    return b"\0".join(str(path.relative_to(desk.root)).encode() + b"\0" + path.read_bytes() for path in files)


def spelled(text: str) -> set[bytes]:
    """A text as any program might have left it."""
    return {text.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be")} | {text.encode().hex().encode()}


def test_nothing_readable_while_open_and_after_closing(desk: Desk) -> None:
    """After register, log, openings, print file, enrolment and restrictions; WAL, journals and temporaries too."""
    device = DeviceFile.create(desk.folder.data, desk.vault.machine_ring())
    device.enrol(enrolment())
    tell(device.restrictions, NOW, blocked=[household().members[0].id])
    announce_code(desk.vault, desk.counter)
    registers = desk.folder.registers(desk.counter)
    looks: list[bytes] = []
    source = RowsAtHand(records())
    StoredReplica(registers).build(source, source.offer(NOW, 1), lambda *_: looks.append(every_byte(desk)))
    seen = b"".join(looks)
    register = registers.open()
    register.search(parse_query("ヒロ"), 10)
    ledger = desk.new_ledger()
    with ledger.exclusive() as writer:
        added, openings = identified(0, evidence=repr(household()).encode())
        writer.append((added,), openings)
        seen += every_byte(desk)
    desk.folder.print_files(desk.counter).put(
        JobId("019a0000-0000-7000-8000-000000000001"), repr(household()).encode()
    )
    seen += every_byte(desk)
    for opened in (ledger, register, device):
        opened.close()
    seen += every_byte(desk)
    assert [] == [text for text in SECRETS if any(form in seen for form in spelled(text))]


def test_the_search_has_teeth(desk: Desk) -> None:
    """A plain file in the folder is found by it."""
    (desk.folder.data / "forgotten.txt").write_text("𠮷野 さくら", encoding="utf-16-le")
    assert any(form in every_byte(desk) for form in spelled("さくら"))


def test_the_log_itself_holds_no_person(desk: Desk) -> None:
    """Even decrypted, entries and openings without their keys say nothing of a resident."""
    ledger = desk.new_ledger()
    with ledger.exclusive() as writer:
        added, openings = identified(0, evidence=repr(household()).encode())
        writer.append((added,), openings)
    file = open_file(desk.place().path, desk.place().key, LEDGER, Durability.EVERY_COMMIT)
    with file.connected() as connection:
        tables = ("SELECT * FROM entry", "SELECT * FROM opening", "SELECT * FROM log")
        rows = [row for table in tables for row in connection.execute(table)]
    file.close()
    ledger.close()
    shown = b"\0".join(value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row)
    assert openings[0].commitment.encode() in shown
    assert [] == [text for text in SECRETS if any(form in shown for form in spelled(text))]
