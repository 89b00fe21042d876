"""The auditor's folder over the report, under real keys and with real files, in every language and size."""

from pathlib import Path

import pytest

from branch_app.composition.device import Device
from branch_app.domain.values.vouching import Vouched
from branch_app.exports.audit.verify import verify_export
from branch_app.strings import Language
from branch_app.ui.look import Look
from branch_app.ui.measures import TextSize
from branch_app.ui.presenters.manager import Section
from branch_app.ui.theme import CONTRAST, DARK, LIGHT, Palette
from branch_app.ui.views.auditing_dialog import AuditingDialog
from tests.fakes.clerk import begin_day
from tests.fakes.clipping import clipped
from tests.fakes.display import Keyboard, settle
from tests.fakes.manager_stand import ManagerStand, words
from tests.fakes.witness import sign_for


def _said(stand: ManagerStand) -> list[str]:
    """What the dialog says, each label's line breaks taken out."""
    window = stand.screen.winfo_toplevel()
    settle(window)
    (dialog,) = [child for child in window.winfo_children() if isinstance(child, AuditingDialog)]
    return ["".join(word.splitlines()) for word in words(dialog)]


def test_an_auditor_s_folder_is_written_by_keys_alone(
    stand: ManagerStand, keyboard: Keyboard, device: Device, tmp_path: Path
) -> None:
    """＋, Enter, a second person: the end says where it lies, how much it is, its root and how to check it."""
    begin_day(stand.desk)
    sign_for(device)
    signed = device.ledger.head()
    stand.press(keyboard, "F2", until=lambda: stand.manager.state.section is Section.REPORT)
    stand.press(keyboard, "plus", until=lambda: stand.auditing.state.ready)
    assert "令和8年11月24日から令和8年11月24日まで" in _said(stand)
    stand.press(keyboard, "Return", until=lambda: stand.auditing.state.written is not None)
    (folder,) = (tmp_path / "audits").iterdir()
    report = verify_export(folder, ())
    assert ([Vouched.EXPORT], True, signed.size) == (stand.asked, report.intact, report.size)
    said = _said(stand)
    told = (str(folder), f"{signed.size}件", signed.root.hex(), f"python main.py audit verify {folder.name}")
    assert [] == [each for each in told if each not in said]
    stand.press(keyboard, "Escape", until=lambda: not stand.auditing.state.shown)


def test_another_folder_is_typed_and_one_that_was_found_taken_back(
    stand: ManagerStand, keyboard: Keyboard, device: Device, tmp_path: Path
) -> None:
    """One that is not there is said in the dialog; ↓ goes back to the device's own."""
    sign_for(device)
    stand.press(keyboard, "F2", until=lambda: stand.manager.state.section is Section.REPORT)
    stand.press(keyboard, "plus", until=lambda: stand.auditing.state.ready)
    keyboard.type("x")
    stand.press(keyboard, "Return", until=lambda: stand.auditing.state.trouble is not None)
    assert any("書き出し先" in said for said in _said(stand))
    stand.press(keyboard, "Down", until=lambda: str(tmp_path / "audits") == stand.auditing.state.place)
    stand.press(keyboard, "Return", until=lambda: stand.auditing.state.written is not None)


def test_before_head_office_signed_anything_there_is_nothing_to_take(
    stand: ManagerStand, keyboard: Keyboard
) -> None:
    """It says so, and nobody is asked."""
    stand.press(keyboard, "F2", until=lambda: stand.manager.state.section is Section.REPORT)
    stand.press(keyboard, "plus", until=lambda: stand.auditing.state.shown)
    keyboard.press("Return")
    settle(stand.screen)
    assert any("F6で送ってから" in said for said in _said(stand))
    assert [] == stand.asked


@pytest.mark.parametrize(
    ("size", "palette"), [(TextSize.STANDARD, LIGHT), (TextSize.LARGE, DARK), (TextSize.LARGE, CONTRAST)]
)
def test_nothing_is_cut_off(
    stand: ManagerStand, look: Look, device: Device, tmp_path: Path, size: TextSize, palette: Palette
) -> None:
    """Nothing signed, ready, refused, under way and its end, in every language."""
    faults: dict[tuple[str, Language], list[str]] = {}
    auditing = stand.auditing

    def look_at(what: str) -> None:
        for _ in range(2):
            settle(stand.screen)
        if found := clipped(stand.screen.winfo_toplevel()):
            faults[(what, look.language)] = found

    stand.manager.show(Section.REPORT)
    for language in Language:
        look.change(palette, size, language)
        auditing.open()
        look_at("nothing" if auditing.state.scope is None else "ready")
        sign_for(device)
        auditing.give_up()
        auditing.open()
        look_at("ready")
        auditing.type("nowhere")
        auditing.write()
        look_at("refused")
        auditing._change(busy=True, entries=12_345, of=1_234_567)
        look_at("under way")
        auditing._change(busy=False)
        auditing.choose(0)
        auditing.write()
        assert auditing.state.written is not None
        look_at("its end")
        Path(auditing.state.written.place).rename(tmp_path / language.value)
        auditing.give_up()
    assert {} == faults
