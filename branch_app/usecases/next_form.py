"""交付請求書の番号: the next one of the day, ``20261126-004``."""

from branch_app.usecases.desk import Desk


def next_form(desk: Desk) -> str:
    """A number that no form of today has; the clerk may type another, because the paper form decides."""
    day = f"{desk.today():%Y%m%d}-"
    forms = (application.form for application in desk.journal.state.issuance.applications.values())
    used = [int(number) for form in forms if form.startswith(day) and (number := form[len(day) :]).isdecimal()]
    return f"{day}{max(used, default=0) + 1:03d}"
