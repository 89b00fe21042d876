"""Our profiles are valid for whoever reads BSI TR-03171, and every kind of paper has one."""

import shutil
from pathlib import Path
from typing import get_args

import pytest
import xmlschema

from branch_app.documents.seals.content import kind_of
from branch_app.documents.seals.front import Tag
from branch_app.documents.seals.profile import Kind, load_profiles, read_profile
from branch_app.domain.errors import BadInput, ResourceDamaged
from branch_app.domain.records.snapshots import Snapshot
from branch_app.settings import RESOURCES
from tests.fakes.every_paper import EVERY_PAPER

_VECTORS = Path(__file__).parents[3] / "vectors" / "tr03171"
_FILES = sorted((RESOURCES / "seals").glob("*.xml"))
PROFILES = load_profiles(RESOURCES)


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_a_profile_is_valid_against_the_published_schema(path: Path) -> None:
    """TR03171DocProfileSchema.xsd, as published."""
    xmlschema.XMLSchema(_VECTORS / "TR03171DocProfileSchema.xsd").validate(path)


def test_a_spoilt_profile_is_not_valid() -> None:
    """Otherwise the schema proves nothing: one tag twice."""
    text = _FILES[0].read_text("utf-8").replace('tag="11"', 'tag="10"')
    schema = xmlschema.XMLSchema(_VECTORS / "TR03171DocProfileSchema.xsd")
    assert not schema.is_valid(text)


@pytest.mark.parametrize("name", ["meldebescheinigung", "gewerbeerlaubnis"])
def test_a_published_profile_of_others_is_read_as_far_as_we_know_its_types(name: str) -> None:
    """DATE and DATE-TIME are refused by name, because no seal of ours has them."""
    xml = (_VECTORS / f"test_profile_{name}.xml").read_bytes()
    if name == "gewerbeerlaubnis":
        with pytest.raises(BadInput):
            read_profile(name, xml)
        return
    profile = read_profile(name, xml)
    assert "9a4223406d374ef99e2cf95e31a23846" == profile.number.hex()
    assert (21, "DATE_OF_NOTIFICATION", 8) == (
        profile.entries[-1].tag,
        profile.entries[-1].name,
        profile.entries[-1].length,
    )


def test_every_kind_of_paper_has_a_profile_of_its_own() -> None:
    """And no two have one number."""
    kinds = {kind.__name__.removesuffix("Snapshot").lower() for kind in get_args(Snapshot)}
    assert kinds == set(PROFILES.by_code) == {kind_of(order.snapshot) for order in EVERY_PAPER.values()}
    assert len(kinds) == len({profile.number for profile in PROFILES.by_code.values()})


def test_profiles_name_what_seals_carry() -> None:
    """Tag by tag; the digest is 32 bytes, the job 16."""
    for profile in PROFILES.by_code.values():
        assert {tag.value: tag.name for tag in Tag if tag >= 10} == {
            each.tag: each.name for each in profile.entries
        }
        lengths = {each.name: each.length for each in profile.entries if each.kind is Kind.BYTES}
        assert {"DIGEST": 32, "JOB": 16} == lengths


@pytest.mark.parametrize("spoil", ["missing", "altered", "table"])
def test_a_profile_that_is_not_the_shipped_one_stops_the_papers(tmp_path: Path, spoil: str) -> None:
    """As any other resource; doctor names it."""
    shutil.copytree(RESOURCES / "seals", tmp_path / "seals")
    shutil.copy(RESOURCES / "digests.toml", tmp_path)
    file = tmp_path / "seals" / ("profiles.toml" if spoil == "table" else "inkan.xml")
    if spoil == "missing":
        file.unlink()
    else:
        file.write_text(file.read_text("utf-8") + " ", "utf-8") if spoil == "altered" else file.write_text("x")
    with pytest.raises(ResourceDamaged):
        load_profiles(tmp_path)
