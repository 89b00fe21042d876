"""Which generation of the registers answers, whoever fetched it."""

from pathlib import Path

from branch_app.composition.registers import load_rows
from branch_app.composition.serving_register import ServingRegister
from branch_app.domain.records.registers import RegisterName
from tests.fakes.branch import CLERK, OTHER_CLERK, SetClock, make_branch, open_branch


def test_a_generation_that_one_person_fetched_serves_the_next_one_too(tmp_path: Path) -> None:
    """The operator changed while it was being fetched: nobody goes on with the old one, whose file is gone."""
    folders = make_branch(tmp_path / "branch")
    first, second = (open_branch(folders, SetClock(), who) for who in (CLERK, OTHER_CLERK))
    register = ServingRegister(second.registers)
    before = register.version(RegisterName.CARD)
    load_rows(first.registers, (), before.as_of, before.generation + 1)
    assert before.generation + 1 == register.version(RegisterName.CARD).generation
    first.close()
    second.close()
