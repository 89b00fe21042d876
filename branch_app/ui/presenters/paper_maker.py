"""From a filled-in form to made papers, on the desk's lane."""

from collections.abc import Callable

from branch_app.domain.errors import NotEntitled
from branch_app.domain.values.identifiers import ApplicationId, Pseudonym
from branch_app.ui.presenters.form import Form
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import (
    Applicant,
    identify_by_documents,
    identify_by_documents_and_seal_card,
    identify_by_seal_card,
    identify_visitor,
)
from branch_app.usecases.look_up import look_up
from branch_app.usecases.make_papers import Made, make_papers
from branch_app.usecases.next_form import next_form
from branch_app.usecases.take_form import take_form


def makes(form: Form, second: Pseudonym | None = None) -> Callable[[Desk], Made]:
    """What F12 does with the form; the number is the next one unless the clerk typed another.

    With a ``second`` person what stops the applicant's own papers is released.
    """

    def make(desk: Desk) -> Made:
        application, applicant = _taken(desk, form)
        return make_papers(desk, application, applicant, form.lines, second)

    return make


def _taken(desk: Desk, form: Form) -> tuple[ApplicationId, Applicant]:
    if form.applicant is None:
        raise NotEntitled(why="subject")
    if form.application is not None and form.evidence is not None:
        household = look_up(desk, form.applicant).household
        return form.application, Applicant(form.applicant, household, form.evidence)
    number = form.number or next_form(desk)
    return take_form(desk, number, lambda application: _identify(desk, form, application), form.origin)


def _identify(desk: Desk, form: Form, application: ApplicationId) -> Applicant:
    if form.visitor is not None:
        return identify_visitor(desk, application, form.visitor, form.documents)
    if form.applicant is None:
        raise NotEntitled(why="subject")
    if form.seal_card and form.documents:
        return identify_by_documents_and_seal_card(
            desk, application, form.applicant, form.documents, form.seal_card
        )
    if form.seal_card and form.stated_birth is not None:
        name = look_up(desk, form.applicant).name
        return identify_by_seal_card(desk, application, form.seal_card, name, form.stated_birth)
    return identify_by_documents(desk, application, form.applicant, form.documents)
