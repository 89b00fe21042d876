"""受付 and 本人確認 together: a form is taken only for somebody who could show who they are."""

from collections.abc import Callable

from branch_app.domain.errors import MadoguchiError
from branch_app.domain.values.identifiers import ApplicationId
from branch_app.domain.values.origin import Origin
from branch_app.usecases.accept import accept
from branch_app.usecases.cancel import cancel
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import Applicant


def take_form(
    desk: Desk,
    number: str,
    identify: Callable[[ApplicationId], Applicant],
    origin: Origin = Origin.COUNTER,
) -> tuple[ApplicationId, Applicant]:
    """Accept the form of that number and identify its applicant; who cannot be identified leaves a withdrawn form.

    Raises:
        BadInput: the number was used already.
        NotEntitled, DataStale: as ``identify`` says; the form is withdrawn and its number accounted for.
    """
    application = accept(desk, number, desk.new_request(), origin)
    try:
        return application, identify(application)
    except MadoguchiError:
        cancel(desk, application)
        raise
