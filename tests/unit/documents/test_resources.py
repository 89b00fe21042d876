"""No seal, no print; no font but the one that was shipped."""

import shutil
from pathlib import Path

import pytest

from branch_app.documents.fonts import Font, font
from branch_app.documents.renderer import PaperRenderer
from branch_app.documents.resource import TABLES, digests_of
from branch_app.domain.errors import ResourceDamaged, SealMissing
from tests.fakes.paper_seals import steady_seals
from tests.fakes.papers import RESOURCES, juminhyo, order


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """A copy that may be spoilt."""
    for folder in ("fonts", "marks", "seal", "seals", "tables"):
        shutil.copytree(RESOURCES / folder, tmp_path / folder)
    vouch(tmp_path)
    return tmp_path


def vouch(resources: Path) -> None:
    """The digests of what lies there now: only what a table says is wrong, not that it was altered."""
    (resources / "digests.toml").write_text(digests_of(resources), encoding="utf-8")


def flip(path: Path, at: int) -> None:
    """Alter one bit of one byte."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def test_a_seal_removed_after_start_stops_the_next_paper(resources: Path) -> None:
    """The seal is looked at for every paper, not once."""
    renderer = PaperRenderer(resources, steady_seals())
    renderer.render(order(juminhyo()))
    (resources / "seal" / "mayor.pbm").unlink()
    with pytest.raises(SealMissing):
        renderer.render(order(juminhyo()))


@pytest.mark.parametrize("at", [0, 5, 400, -1])
def test_an_altered_seal_is_no_seal(resources: Path, at: int) -> None:
    """One bit, anywhere."""
    flip(resources / "seal" / "mayor.pbm", at)
    with pytest.raises(SealMissing):
        PaperRenderer(resources, steady_seals()).render(order(juminhyo()))


@pytest.mark.parametrize("text", ["", "[mayor]\nfile = 'mayor.pbm'\n", "[mayor", "\xff"])
def test_a_damaged_seal_table_is_no_seal(resources: Path, text: str) -> None:
    """Nothing vouches for the picture."""
    (resources / "seal" / "seals.toml").write_text(text, encoding="latin-1")
    with pytest.raises(SealMissing):
        PaperRenderer(resources, steady_seals()).check_resources()


def test_a_font_that_is_not_the_shipped_one_is_refused(resources: Path) -> None:
    """The font beside the table is used first, so it must be the right one."""
    (resources / "fonts" / "ipamjm.ttf").write_bytes(b"\0\1\0\0" + bytes(1000))
    with pytest.raises(ResourceDamaged) as refused:
        PaperRenderer(resources, steady_seals()).render(order(juminhyo()))
    assert refused.value.facts == {"resource": "ipamjm.ttf"}


@pytest.mark.parametrize("fault", ["missing", "empty"])
def test_a_missing_font_is_refused(resources: Path, fault: str) -> None:
    """Neither in the resources nor on the system."""
    table = resources / "fonts" / "fonts.toml"
    table.write_text(table.read_text("utf-8").replace("/usr/share", str(resources)), "utf-8")
    vouch(resources)
    if fault == "empty":
        (resources / "fonts" / "ipamjm.ttf").touch()
    with pytest.raises(ResourceDamaged):
        PaperRenderer(resources, steady_seals()).check_resources()


@pytest.mark.parametrize("name", ["HanaMinA.ttf", "HanaMinB.ttf"])
def test_a_face_that_this_paper_does_not_need_stops_it_too(resources: Path, name: str) -> None:
    """Else it would be missing in front of the first citizen who does."""
    shutil.copy(f"/usr/share/fonts/truetype/hanazono/{name}", resources / "fonts" / name)
    flip(resources / "fonts" / name, -1)
    with pytest.raises(ResourceDamaged) as refused:
        PaperRenderer(resources, steady_seals()).render(order(juminhyo()))
    assert refused.value.facts == {"resource": name}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("fault", ["altered", "missing"])
def test_a_table_that_is_not_the_shipped_one_stops_the_next_paper(resources: Path, name: str, fault: str) -> None:
    """However well it reads: a remark more is enough, because nobody but us writes there."""
    path = resources / name
    if fault == "altered":
        path.write_text(path.read_text("utf-8") + "# a remark\n", "utf-8")
    else:
        path.unlink()
    with pytest.raises((ResourceDamaged, SealMissing)) as refused:
        PaperRenderer(resources, steady_seals()).render(order(juminhyo()))
    assert isinstance(refused.value, SealMissing) or refused.value.facts == {"resource": path.name}


@pytest.mark.parametrize("text", ["", "[", '"tables/paper.toml" = "00"\n', None])
def test_without_the_digests_nothing_is_believed(resources: Path, text: str | None) -> None:
    """The file that vouches for the tables is missing, damaged, or vouches for one only."""
    digests = resources / "digests.toml"
    digests.unlink()
    if text is not None:
        digests.write_text(text, "utf-8")
    with pytest.raises(ResourceDamaged) as refused:
        font(resources, Font.GOTHIC)
    assert refused.value.facts == {"resource": "digests.toml"}


def test_the_digests_are_of_what_ships() -> None:
    """After a table was changed on purpose: ``make digests``."""
    assert digests_of(RESOURCES) == (RESOURCES / "digests.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "[kana]\nfrom = 'soon'\n", "kana = 1\n", "[kana]\nfrom = 2025-05-26\n"])
def test_a_damaged_table_of_dated_items_is_refused(resources: Path, text: str) -> None:
    """What stands on the paper from which day on is not guessed."""
    (resources / "tables" / "paper.toml").write_text(text, "utf-8")
    vouch(resources)
    with pytest.raises(ResourceDamaged) as refused:
        PaperRenderer(resources, steady_seals()).check_resources()
    assert refused.value.facts == {"resource": "paper.toml"}


@pytest.mark.parametrize("name", ["copied.pbm", "waves.pbm", "certified.pbm"])
def test_an_altered_mark_stops_the_next_paper(resources: Path, name: str) -> None:
    """A paper without its marks would pass for a copy."""
    flip(resources / "marks" / name, -1)
    with pytest.raises(ResourceDamaged) as refused:
        PaperRenderer(resources, steady_seals()).render(order(juminhyo()))
    assert refused.value.facts == {"resource": name}


@pytest.mark.parametrize("text", ["", "[copied]\nfile = 'copied.pbm'\n", "[copied"])
def test_a_damaged_table_of_marks_is_refused(resources: Path, text: str) -> None:
    """Nothing vouches for the pictures."""
    (resources / "marks" / "marks.toml").write_text(text, "utf-8")
    vouch(resources)
    with pytest.raises(ResourceDamaged) as refused:
        PaperRenderer(resources, steady_seals()).check_resources()
    assert refused.value.facts == {"resource": "marks.toml"}


@pytest.mark.parametrize("dots", ["", "5/16 2/7"])
def test_dots_that_cannot_be_are_refused(resources: Path, dots: str) -> None:
    """The usual ones; those of a printer are refused with its settings."""
    table = resources / "tables" / "paper.toml"
    table.write_text(table.read_text("utf-8").replace("2/7 5/16", dots), "utf-8")
    vouch(resources)
    with pytest.raises(ResourceDamaged):
        PaperRenderer(resources, steady_seals()).check_resources()


def test_the_shipped_resources_are_whole() -> None:
    """What the doctor asks."""
    PaperRenderer(RESOURCES, steady_seals()).check_resources()
