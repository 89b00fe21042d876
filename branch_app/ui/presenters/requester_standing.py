"""As what somebody asks, as far as a form says it before the registers are asked: what may be offered to them."""

from collections.abc import Iterable

from branch_app.domain.records.requester import Standing
from branch_app.domain.rules.entitlement import Admission
from branch_app.domain.rules.items import Item
from branch_app.ui.presenters.form import Form
from branch_app.usecases.look_up import Person
from branch_app.usecases.snapshot import Wish

_HOUSEHOLD = (Standing.SAME_HOUSEHOLD, Standing.HOUSEHOLD_FAMILY, Standing.FAMILY)


def standings(form: Form, wish: Wish, person: Person | None) -> frozenset[Standing]:
    """Everything that the requester may turn out to be; the registers decide when the papers are made."""
    held = {wish.claim.standing} if wish.claim is not None else set()
    if form.visitor is not None:
        return frozenset(held)
    if wish.subject == form.applicant:
        held.add(Standing.SELF)
    elif person is not None and person.household.member(wish.subject) is not None:
        held.update(_HOUSEHOLD)
    else:
        held.add(Standing.FAMILY)
    return frozenset(held)


def allowed_items(held: frozenset[Standing], admissions: Iterable[Admission]) -> frozenset[Item] | None:
    """Items of the paper that one of these standings may see; None where the paper is given to none of them."""
    shown = [row.shows for row in admissions if row.standing in held]
    return frozenset().union(*shown) if shown else None
