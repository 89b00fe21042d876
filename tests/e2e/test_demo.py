"""The demo, run as its user runs it, and every promise of its summary checked against what lies on the disk."""

import hashlib
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.composition.paper_seals import trust_of_file
from branch_app.documents.readback import subject_read_back
from branch_app.documents.seals.check import check_seal
from branch_app.documents.seals.reading import read_back_page, read_front_page
from branch_app.documents.seals.restore import restore_back
from branch_app.documents.seals.trust import Trust
from branch_app.documents.seals.verdict import Finding, is_one_paper
from sync.wire.papers import TrustFile

Demo = tuple[Path, dict[str, Any]]
_ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module", params=["today", "2012"])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """One played day: its folder and its summary."""
    out = tmp_path_factory.mktemp("demo") / "out"
    subprocess.run(
        [sys.executable, "main.py", "demo", "--world", request.param, "--out", out], cwd=_ROOT, check=True
    )
    return out, json.loads((out / "summary.json").read_text(encoding="utf-8"))


def _prints(summary: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        attempt | {"number": job["number"]}
        for application in summary["applications"]
        for item in application["items"]
        for job in item["jobs"]
        for attempt in job["prints"]
    ]


def test_every_paper_is_the_printers_own_copy(demo: Demo) -> None:
    """Each attempt names the file the printer received, by digest, and the file names the number of its job."""
    out, summary = demo
    received = {path.relative_to(out).as_posix() for path in (out / "spool").iterdir()}
    prints = _prints(summary)
    assert received == {attempt["file"] for attempt in prints}
    for attempt in prints:
        data = (out / attempt["file"]).read_bytes()
        assert attempt["sha256"] == hashlib.sha256(data).hexdigest()
        assert (attempt["number"],) == subject_read_back(data).numbers


def test_cash_adds_up_from_form_to_drawer(demo: Demo) -> None:
    """Charged and refunded over the forms are what the drawer expects and what was counted."""
    _, summary = demo
    forms, drawer = summary["applications"], summary["drawer"]
    charged = sum(form["charged_yen"] for form in forms)
    refunded = sum(form["refunded_yen"] for form in forms)
    assert (charged, refunded) == (drawer["charged_yen"], drawer["refunded_yen"])
    assert drawer["float_yen"] + charged - refunded == drawer["expected_yen"] == drawer["counted_yen"]
    assert all(form["tendered_yen"] - form["charged_yen"] == form["change_yen"] for form in forms)
    assert all(sum(item["fee_yen"] for item in form["items"]) == form["charged_yen"] for form in forms)


def test_every_sheet_is_accounted_for(demo: Demo) -> None:
    """Received and returned sheets are issued, spoilt, lost or still there."""
    _, summary = demo
    sheets = summary["sheets"]
    out = sheets["issued"] + sheets["spoilt"] + sheets["lost"] + sheets["rest"]
    assert sheets["received"] + sheets["returned"] == out
    assert sheets["received"] - sheets["rest"] == sum(len(attempt["sheets"]) for attempt in _prints(summary))


def test_the_scenes_of_the_day_all_happened(demo: Demo) -> None:
    """A refusal, a free paper, a jam with a second attempt at no fee, an answered unknown, a void with refund."""
    _, summary = demo
    items = [item for form in summary["applications"] for item in form["items"]]
    jobs = [job for item in items for job in item["jobs"]]
    assert ["restricted"] == [item["reason"] for item in items if item["state"] == "refused"]
    assert ["nenkin_genkyo"] == [item["exemption"] for item in items if item["exemption"]]
    assert [["spoilt", "printed"]] == [
        outcomes for job in jobs if len(outcomes := [attempt["outcome"] for attempt in job["prints"]]) == 2
    ]
    assert ["voided"] == [job["state"] for job in jobs if job["state"] != "delivered"]
    assert 300 == sum(form["refunded_yen"] for form in summary["applications"])
    assert [(2, 2), (1, 1)] == [(item["copies"], len(item["jobs"])) for item in items[3:5]]


def test_central_agrees_to_the_yen_and_has_witnessed_everything(demo: Demo) -> None:
    """No difference, no open case, and the whole log is cosigned."""
    _, summary = demo
    ledger, reconciliation = summary["ledger"], summary["reconciliation"]
    assert ledger["size"] == ledger["witnessed_size"] > 100
    assert (0, []) == (reconciliation["difference_yen"], reconciliation["open_cases"])
    drawer = summary["drawer"]
    assert reconciliation["central_yen"] == drawer["charged_yen"] - drawer["refunded_yen"]


def test_the_audit_command_needs_nothing_but_the_folder(demo: Demo) -> None:
    """``audit verify`` accepts the export and refuses it with one byte changed."""
    out, _ = demo
    verify = [sys.executable, "main.py", "audit", "verify", out / "export"]
    assert 0 == subprocess.run(verify, cwd=_ROOT, capture_output=True, check=False).returncode
    fees = out / "export" / "fees.csv"
    kept = fees.read_bytes()
    fees.write_bytes(kept.replace(b"300", b"200", 1))
    changed = subprocess.run(verify, cwd=_ROOT, capture_output=True, text=True, check=False)
    fees.write_bytes(kept)
    assert 1 == changed.returncode
    assert "fees.csv" in changed.stdout


def test_no_resident_stands_in_clear_on_the_devices_disk(demo: Demo) -> None:
    """Names, kana and addresses of the day appear in no file of the device, in UTF-8 or UTF-16."""
    out, summary = demo
    names = {item["subject_name"] for form in summary["applications"] for item in form["items"]}
    needles = [name.split("\u3000")[0].encode(encoding) for name in names for encoding in ("utf-8", "utf-16-le")]
    for path in (out / "device").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not [needle for needle in needles if needle in data], path.name


def test_a_verifier_with_head_offices_file_knows_every_paper_of_the_day(demo: Demo) -> None:
    """From the printer's own copies and nothing else: all are genuine, but for the one that was voided."""
    out, summary = demo
    for words in (("paper-notices",), ("paper-trust", "--out", str(out / "trust.json"))):
        command = [sys.executable, "main.py", "central", *words, "--folder", str(out / "central")]
        subprocess.run(command, cwd=_ROOT, check=True)
    trust = trust_of_file(TrustFile.from_bytes((out / "trust.json").read_bytes()))
    site = X25519PrivateKey.from_private_bytes((out / "central" / "site.key").read_bytes())
    found = Counter(_finding(path, trust, site) for path in (out / "spool").iterdir())
    assert {Finding.GENUINE: len(_prints(summary)) - 1, Finding.VOID: 1} == found


def _finding(path: Path, trust: Trust, site: X25519PrivateKey) -> Finding:
    """Of front and back, which say the same, are of one paper, and say what they are: a specimen."""
    document = pypdfium2.PdfDocument(path)
    front, back = (document[side].render(scale=200 / 72, grayscale=True).to_pil() for side in (0, 1))
    (seal,) = (check_seal(data, trust) for data in read_front_page(front).seals)
    restored = restore_back(read_back_page(back).shares, trust, site)
    document.close()
    assert seal.finding is restored.finding
    assert is_one_paper(seal, restored)
    assert restored.content is not None
    assert restored.content.specimen
    return seal.finding
