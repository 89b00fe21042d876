"""A word that cannot be meant is refused before anything is done, and the refusal says what can be."""

import re
from pathlib import Path

import pytest

from branch_app.cli.commands import run

OFFICE = ("--office", "C06")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("enrol", *OFFICE, "--device", "suge-01", "--minutes", "-5"), "a whole number from 1 on"),
        (("enrol", *OFFICE, "--device", "suge-01", "--minutes", "0"), "a whole number from 1 on"),
        (("enrol", *OFFICE, "--device", "suge-01", "--minutes", "ten"), "a whole number from 1 on"),
        (("serve", "--port", "65536"), "a port from 0 to 65535"),
        (("serve", "--port", "-1"), "a port from 0 to 65535"),
        (("serve", "--at", "now"), "a time as 2026-11-30T08:30+09:00"),
        (("revoke-papers", "--device", "x", "--reason", "cessation", "--since", "today"), "a day as 2026-11-30"),
        (("cases", "list", "--language", "fr"), "one of ja, en, easy"),
        (("grant", "--name", "a", "--role", "auditor", "--key", "HEX", "--until", "2027-03-31"), "a key as"),
        (("grant", "--name", "a", "--role", "device", "--key", "00", "--until", "2027-03-31"), "one of office,"),
    ],
    ids=lambda each: each if isinstance(each, str) else " ".join(each[-2:]),
)
def test_what_cannot_be_meant_is_refused(
    words: tuple[str, ...], meant: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No code is given that was over before it was read out, and no file is begun."""
    with pytest.raises(SystemExit) as left:
        run(["central", *words, "--folder", str(tmp_path)])
    assert (2, []) == (left.value.code, list(tmp_path.iterdir()))
    assert f"{meant}" in capsys.readouterr().err.splitlines()[-1]


def test_a_month_is_a_month(capsys: pytest.CaptureFixture[str]) -> None:
    """The thirteenth is none."""
    with pytest.raises(SystemExit):
        run(["assessment", "--home", "x", "--operator", "clerk", "--month", "2026-13"])
    assert "2026-13: a month as 2026-11 is meant" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        (("doctor",), "{ja,en,easy}"),
        (("demo",), "{today,2012}"),
        (("central", "invite"), "{clerk,supervisor,auditor,administrator}"),
        (("central", "grant"), "{office,auditor,administrator}"),
        (("desk", "revoke"), "{lost,stolen,"),
    ],
    ids=lambda words: "-".join(words) if isinstance(words, tuple) else "",
)
def test_the_usage_shows_what_is_typed(
    words: tuple[str, ...], choices: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And no name of the program's own."""
    with pytest.raises(SystemExit) as left:
        run([*words, "--help"])
    told = "".join(capsys.readouterr().out.split())
    assert (0, True) == (left.value.code, choices in told)
    assert not re.search(r"(Language|World|Role|Caller|WhyRevoked)\.", told)
