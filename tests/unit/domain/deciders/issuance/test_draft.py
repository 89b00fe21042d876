"""A day in the making answers as the state does that it becomes."""

from branch_app.domain.deciders.issuance.draft import Draft
from branch_app.domain.deciders.issuance.state import Application, Issuance
from branch_app.domain.deciders.states import ApplicationState
from branch_app.domain.values.identifiers import ApplicationId


def application(number: int) -> Application:
    """That form's."""
    return Application(ApplicationId(f"a-{number}"), f"f-{number}", ApplicationState.ACCEPTED)


def known(draft: Draft) -> tuple[list[bool], list[bool]]:
    """What the draft says of each form, and what the state says."""
    forms = [f"f-{number}" for number in range(4)]
    state = draft.frozen()
    return [draft.knows_form(form) for form in forms], [state.knows_form(form) for form in forms]


def test_a_form_is_known_as_soon_as_it_came_in_and_no_longer_than_its_application() -> None:
    """Asked before and after each change, because the answer is kept meanwhile."""
    first = application(0)
    draft = Draft(Issuance(applications={first.id: first}))
    assert ([True, False, False, False],) * 2 == known(draft)
    draft.put_application(application(1))
    draft.put_application(application(2))
    assert ([True, True, True, False],) * 2 == known(draft)
    second = application(1)
    draft.forget_all_but({second.id: second}, {}, {})
    assert ([False, True, False, False],) * 2 == known(draft)
    draft.put_application(application(3))
    assert ([False, True, False, True],) * 2 == known(draft)
