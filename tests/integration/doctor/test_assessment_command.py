"""``main.py assessment``: a device's month, read off its log without a window."""

import getpass
from pathlib import Path

import pytest

from branch_app.cli.commands import run
from branch_app.domain.log.commitment import Retention
from branch_app.domain.records.receipt import Anchor
from branch_app.settings import DeviceFolders
from branch_app.usecases.drawer import count_drawer
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.run_day import close_day
from tests.fakes.branch import CLERK, OTHER_CLERK, SetClock, open_branch
from tests.fakes.clerk import FLOAT, begin_day, deliver, desk_of, order
from tests.fakes.played_day import pieces
from tests.fakes.staged_printer import StagedPrinter

TARO = "9000010100"


def month(home: Path, of: str) -> int:
    """The command."""
    return run(["assessment", "--home", str(home), "--operator", CLERK.operator, "--month", of])


@pytest.fixture
def anchor(home: Path, clock: SetClock) -> Anchor:
    """One fee was taken on a day of November that is closed; where the log ends."""
    device = open_branch(DeviceFolders.below(home), clock)
    desk = desk_of(device, StagedPrinter())
    begin_day(desk)
    _, jobs = order(desk, "1", TARO)
    send(desk, jobs[0])
    follow(desk, jobs[0])
    deliver(desk, jobs)
    count_drawer(desk, {each.denomination_yen: each.pieces for each in pieces(FLOAT + 300)})
    close_day(desk, desk.veil.person(OTHER_CLERK.operator, Retention.STAFF)[0])
    head = device.ledger.head()
    device.close()
    return Anchor(head.size, head.root)


def test_a_month_is_told_by_year_and_account(
    home: Path, anchor: Anchor, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line an account, the sum, and the log it was read off; reading writes nothing into the log."""
    monkeypatch.setattr(getpass, "getpass", lambda: CLERK.password)
    assert (0, 0) == (month(home, "2026-11"), month(home, "2026-11"))
    told = capsys.readouterr().out.splitlines()
    head, line, total, late, log = told[: len(told) // 2]
    assert told[len(told) // 2 :] == [head, line, total, late, log]
    year, *_, copies, charged, refunded, assessed = line.split("\t")
    assert ("2026", "1", "300", "0", "300") == (year, copies, charged, refunded, assessed)
    assert "2026-11: 調定 300 円 / assessed" == total
    assert log.endswith(anchor.text)


@pytest.mark.usefixtures("anchor")
def test_a_month_without_a_closed_day_is_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No line, and the sum says so."""
    monkeypatch.setattr(getpass, "getpass", lambda: CLERK.password)
    assert 0 == month(home, "2026-10")
    assert "2026-10: 調定 0 円 / assessed" == capsys.readouterr().out.splitlines()[1]


def test_a_wrong_password_reads_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 1, and no figure."""
    monkeypatch.setattr(getpass, "getpass", lambda: "not the password")
    assert (1, "") == (month(home, "2026-11"), capsys.readouterr().out)


def test_what_is_no_month_is_refused_before_anybody_types_a_password(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not asked for."""
    monkeypatch.setattr(getpass, "getpass", lambda: pytest.fail("asked"))
    for wrong in ("2026-13", "november", ""):
        with pytest.raises(SystemExit):
            month(home, wrong)
