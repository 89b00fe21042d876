"""What one person set going is not heard by the next."""

from branch_app.domain.errors import MadoguchiError, PrinterAbsent
from branch_app.ui.visit import Visit
from branch_app.ui.work import Lane
from tests.fakes.waiting_work import WaitingWork


def _fail() -> str:
    raise PrinterAbsent(cause="off")


def test_ends_are_heard_only_while_the_person_is_here() -> None:
    """The job itself still runs to its end: what is written stays written."""
    work, done, heard = WaitingWork(), list[str](), list[str | MadoguchiError]()
    visit = Visit(work)

    def job() -> str:
        done.append("ran")
        return "answer"

    visit.run(Lane.DESK, job, heard.append, heard.append)
    work.hold(Lane.DESK)
    visit.run(Lane.DESK, job, heard.append, heard.append)
    visit.run_after_drawing(Lane.DESK, job, heard.append, heard.append)
    visit.run(Lane.DESK, _fail, heard.append, heard.append)
    visit.end()
    work.let_go()
    assert (["ran", "ran", "ran"], ["answer"]) == (done, heard)
    visit.run(Lane.DESK, job, heard.append, heard.append)
    assert ["answer", "answer"] == heard
