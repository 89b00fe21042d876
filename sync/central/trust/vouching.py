"""A supervisor's yes for a one-clerk office: challenge in, eight digits out, and a note of who gave them."""

import re

from branch_app.domain.errors import BadInput, OperatorUnknown
from branch_app.domain.records.enrolment import Role
from branch_app.domain.values.digit_groups import plain_digits
from branch_app.domain.values.vouching import CHALLENGE_DIGITS, Vouched, Vouching
from sync.central.database import exclusive
from sync.central.head_office import HeadOffice
from sync.central.models import VouchingGiven
from sync.central.offices import kept_settings
from sync.central.trust.devices import newest_log

_GROUPS = re.compile(r"(\d{4})(\d{4})")


def vouch(central: HeadOffice, device: str, supervisor: str, action: Vouched, challenge: str) -> str:
    """The answer to be read out, in two groups.

    Raises:
        BadInput: no such device, or a challenge that is not eight digits.
        OperatorUnknown: nobody of that id on the device's roster today, or no supervisor.
    """
    digits = plain_digits(challenge)
    if len(digits) != CHALLENGE_DIGITS:
        raise BadInput(at="challenge")
    with central.database.connection_context(), exclusive(central.database):
        log = newest_log(device)
        _refuse_stranger(central, log.office, supervisor)
        row = VouchingGiven.insert(
            log=log, challenge=digits, action=action.value, supervisor=supervisor, given_at=central.now()
        )
        row.on_conflict_ignore().execute()
    key = central.keys.vouching_of(log.origin)
    return _GROUPS.sub(r"\1 \2", Vouching(log.device, log.epoch, action, digits, supervisor).answer(key))


def _refuse_stranger(central: HeadOffice, office: str, supervisor: str) -> None:
    _, settings = kept_settings(office)
    today = central.clock().date()
    for listed in settings.roster:
        if listed.id == supervisor and Role.SUPERVISOR in listed.roles and today <= listed.until:
            return
    raise OperatorUnknown(operator=supervisor)
