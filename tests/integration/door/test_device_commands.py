"""What is typed at a device: enrolled, its stick written and taken, and an error in all its parts."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from branch_app.cli.commands import run
from branch_app.domain.errors import BadInput, MadoguchiError, StickRefused
from branch_app.strings import Language, message
from sync.central.stick import read_stick
from sync.central.trust.enrolment import offer_code
from tests.fakes.branch import CLERK
from tests.integration.door.conftest import Outpost

Typist = Callable[..., None]


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Typist:
    """Answers what the next command asks: first the code, where there is one, then passwords."""

    def will_type(*passwords: str, code: str = "") -> None:
        waiting = iter(passwords)
        monkeypatch.setattr("getpass.getpass", lambda *_: next(waiting))
        monkeypatch.setattr("builtins.input", lambda *_: code)

    return will_type


def says(capsys: pytest.CaptureFixture[str], error: MadoguchiError) -> None:
    """In Japanese and English what happened, what a citizen hears and what to do next."""
    told = capsys.readouterr().err
    for language in (Language.JA, Language.EN):
        text = message(error, language)
        assert all(part in told for part in (text.happened, text.citizen, text.next))


def test_enrolled_by_stick_and_back(
    outpost: Outpost, tmp_path: Path, types: Typist, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second computer of the office; two passwords that differ are none, and a stick is taken once."""
    home, out, back = tmp_path / "second", tmp_path / "out", tmp_path / "back"
    home.mkdir()
    (home / "settings.toml").write_text(f'central = "{outpost.url}"\nprinter = "papers"\n', encoding="utf-8")
    code = offer_code(outpost.central, "C06", "suge-02", timedelta(minutes=10)).text()
    at = ("--home", str(home), "--operator", CLERK.operator)
    types(CLERK.password, "another password", code=code)
    assert 1 == run(["enrol", "--device", "suge-02", *at])
    says(capsys, BadInput(at="password"))
    types(CLERK.password, CLERK.password, code=code)
    assert 0 == run(["enrol", "--device", "suge-02", *at])
    assert capsys.readouterr().out.endswith("ledger.kawasaki/suge-02/1\n")
    types(CLERK.password)
    assert 0 == run(["sync", *at, "--once"])
    types(CLERK.password)
    assert 0 == run(["stick", "write", *at, "--to", str(out)])
    back.write_bytes(read_stick(outpost.central, out.read_bytes()).file)
    capsys.readouterr()
    types(CLERK.password)
    assert 0 == run(["stick", "take", *at, "--from", str(back)])
    _, *came = capsys.readouterr().out.splitlines()
    assert ["○"] * 6 == [line.split()[0] for line in came]
    types(CLERK.password)
    assert 1 == run(["stick", "take", *at, "--from", str(back)])
    says(capsys, StickRefused(why="stick_doubled"))
