"""Signed closes on a stick, and the office's table of them."""

import csv
import io
from pathlib import Path

import pytest

from branch_app import ed25519
from branch_app.cli.commands import run
from branch_app.domain.errors import BadInput, NoteNotTrusted
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from branch_app.domain.reconcile.office import add_up, prove_close
from branch_app.exports.office.files import MAX_BYTES, load_closes, load_keys, save_close
from branch_app.exports.office.table import office_csv
from tests.fakes.played_log import MORNING
from tests.fakes.till import Till

PRIVATES = (b"\x01" * 32, b"\x02" * 32)
KEYS = [
    VerifierKey(f"ledger.kawasaki/W01-{number}/1", KeyKind.NOTE, ed25519.public_key(private))
    for number, private in enumerate(PRIVATES, start=1)
]
DAY = MORNING.date()


def _close(place: int) -> bytes:
    till = Till.opened(float_yen=10_000)
    till.hand_over(till.paid()[1][0])
    till.count()
    till.close()
    leaves = [entry.to_bytes() for entry in till.entries]
    return prove_close(leaves, KEYS[place], ed25519.signer(PRIVATES[place]))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Two closes and the office's list."""
    for place in range(2):
        save_close(tmp_path, f"close-{place}.tlog-proof", _close(place))
    (tmp_path / "keys.txt").write_text("".join(f"{key.text}\n" for key in KEYS), encoding="utf-8")
    return tmp_path


def test_what_was_saved_is_read_again(stick: Path) -> None:
    """Byte for byte, and nothing half written stays."""
    files = sorted(stick.glob("*.tlog-proof"))
    assert [_close(0), _close(1)] == load_closes(files)
    assert tuple(KEYS) == load_keys(stick / "keys.txt")
    assert [] == list(stick.glob(".*"))


def test_a_stick_that_is_gone_is_said_so(tmp_path: Path) -> None:
    """Writing and reading where nothing is."""
    for act in (
        lambda: save_close(tmp_path / "gone", "close", b""),
        lambda: load_closes([tmp_path / "gone"]),
        lambda: load_keys(tmp_path / "gone"),
    ):
        with pytest.raises(BadInput):
            act()


def test_a_file_that_is_no_close_is_not_read_to_its_end(tmp_path: Path) -> None:
    """Ten megabytes by mistake stop at the limit."""
    path = tmp_path / "large"
    path.write_bytes(b"0" * (MAX_BYTES + 1))
    with pytest.raises(BadInput):
        load_closes([path])


def test_a_list_that_names_nobody_or_somebody_twice_is_refused(stick: Path) -> None:
    """Empty, doubled, or no key at all."""
    keys = stick / "keys.txt"
    for text, error in (("", BadInput), (f"{KEYS[0].text}\n" * 2, BadInput), ("nobody", NoteNotTrusted)):
        keys.write_text(text, encoding="utf-8")
        with pytest.raises(error):
            load_keys(keys)


def test_the_table_ends_with_the_office() -> None:
    """A row a counter, then the sums."""
    office = add_up([_close(0), _close(1)], KEYS, DAY, ed25519.verify)
    rows = list(csv.DictReader(io.StringIO(office_csv(office).decode("utf-8-sig"), newline="")))
    assert ["300", "300", "600"] == [row["charged_yen"] for row in rows]
    assert [*(close.root.hex() for close in office.closes), ""] == [row["root"] for row in rows]


def test_the_command_adds_up(stick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every counter named with what its paper shows, the office's yen, and the table where it was wanted."""
    files = [str(path) for path in sorted(stick.glob("*.tlog-proof"))]
    usual = ["office-close", "--keys", str(stick / "keys.txt"), "--date", DAY.isoformat()]
    assert 0 == run([*usual, "--table", str(stick / "office.csv"), *files])
    told = capsys.readouterr().out
    assert "納入 600 円" in told
    assert all(key.name in told for key in KEYS)
    assert (stick / "office.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert 1 == run([*usual, files[0]])
    assert KEYS[1].name in capsys.readouterr().err
    assert 0 == run(["office-close", "--keys", str(stick / "keys.txt"), "--date", DAY.isoformat(), *files])
