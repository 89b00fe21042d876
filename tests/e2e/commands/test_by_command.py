"""What an installer, a clerk and head office type, word for word: enrolled, by stick, revoked, begun anew."""

from pathlib import Path

import pytest

from branch_app.domain.errors import DeviceLocked, MadoguchiError, StickRefused
from branch_app.strings import Language, message
from tests.e2e.commands.staged import DEVICE, PASSWORD, Stage, Told

pytestmark = pytest.mark.long
RESTRICTED = "9100000101"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A city, and a device that was enrolled and spoke with head office once."""
    made = Stage(tmp_path)
    made.furnish()
    made.central("load-demo", "--residents", "1")
    (code,) = made.central("enrol", "--office", "C06", "--device", DEVICE)
    with made.line():
        made.settle_home()
        words = ("enrol", "--device", DEVICE, "--home", made.home, "--operator", "clerk-1")
        (told,) = made.do(*words, said=(code, PASSWORD, PASSWORD))
        assert told.endswith(f"ledger.kawasaki/{DEVICE}/1")
        assert made.clerk("sync", "--once")[0].startswith("good")
    return made


def says(told: Told, error: MadoguchiError) -> None:
    """Status 1 and nothing on the output; in two languages what happened, what to say and what to do next."""
    assert (1, "") == (told.status, told.out)
    for language in (Language.JA, Language.EN):
        text = message(error, language)
        for part in (text.happened, text.citizen, text.next):
            assert part in told.err


def takes(stage: Stage) -> Told:
    """The clerk holds the stick against the device once more."""
    file = ("--from", stage.stick / "suge-01.back")
    return stage.type("stick", "take", "--home", stage.home, "--operator", "clerk-1", *file, said=(PASSWORD,))


def test_a_stick_goes_there_and_back(stage: Stage) -> None:
    """The line is down: written, taken at head office, acknowledged, taken back; the second time is refused."""
    up, back = stage.stick / "suge-01.out", stage.stick / "suge-01.back"
    stage.central("restrict", said=(RESTRICTED,))
    assert stage.clerk("stick", "write", "--to", up)[0].endswith("suge-01.out")
    head, *answered = stage.central("stick", "--from", up, "--to", back)
    assert f"{DEVICE}\t1" == head
    routes = ["renew", "restrictions", "policy", "delta", "settings", "push", "cases"]
    assert [f"  200\t{route}" for route in routes] == answered
    taken, *came = stage.clerk("stick", "take", "--from", back)
    assert "確認済み / witnessed" in taken
    assert (6, {"○"}) == (len(came), {line.split()[0] for line in came})
    says(takes(stage), StickRefused(why="stick_doubled"))
    again = stage.type("central", "stick", "--folder", stage.place / "central", "--from", up, "--to", back)
    says(again, StickRefused(why="stick_doubled"))
    stage.central("stick-again", "--device", DEVICE, "--to", stage.stick / "again")
    assert back.read_bytes() == (stage.stick / "again").read_bytes()
    back.write_bytes(up.read_bytes())
    says(takes(stage), StickRefused(why="stick_wrong_way"))
    with stage.line():
        assert stage.clerk("sync", "--once")[0].startswith("good")


def test_a_desk_ends_a_device_and_it_begins_anew(stage: Stage) -> None:
    """Revoked from another computer; it says so, hands in what it has, and goes on under a new code."""
    desk, trust = stage.place / "desk" / "key", stage.place / "desk" / "trust"
    stage.central("paper-trust", "--out", trust)
    (key,) = stage.do("desk", "key", "--key", desk)
    grant = ("--name", "s-7", "--role", "administrator", "--key", key, "--until", "2099-03-31")
    stage.central("grant", *grant)
    with stage.line():
        at_desk = ("--url", stage.url, "--trust", trust, "--key", desk)
        (row,) = stage.do("desk", "devices", *at_desk)
        assert ["C06", f"{DEVICE}/1", "in_force"] == row.split("\t")[:3]
        stage.do("desk", "revoke", *at_desk, "--device", DEVICE, "--epoch", "1", "--reason", "stolen")
        sync = ("sync", "--home", stage.home, "--operator", "clerk-1", "--once")
        for _ in range(2):  # head office says no, and then the device itself
            says(stage.type(*sync, said=(PASSWORD,)), DeviceLocked(why="revoked"))
        (code,) = stage.central("enrol", "--office", "C06", "--device", DEVICE)
        (begun,) = stage.clerk("epoch", "begin", said=(code,))
        assert not begun.endswith(f"{DEVICE}/1")
        (rest,) = stage.clerk("epoch", "rest")
        assert [f"ledger.kawasaki/{DEVICE}/1", "kept aside"] == rest.split("\t")[::2]
        assert stage.clerk("sync", "--once")[0].startswith("good")
        assert ["revoked", "in_force"] == [row.split("\t")[2] for row in stage.do("desk", "devices", *at_desk)]
    assert 1 == stage.type("central", "alarms", "--folder", stage.place / "central").status
