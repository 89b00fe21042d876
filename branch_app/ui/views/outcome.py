"""What a page says of the work begun on it, before it can say that it is done."""

from branch_app.domain.errors import MadoguchiError
from branch_app.ui.theme import Role
from branch_app.ui.views.signed import signed
from branch_app.ui.wording import Wording


def not_done(words: Wording, trouble: MadoguchiError | None, *, busy: bool) -> tuple[str, Role] | None:
    """What went wrong and what to do next, or that it is under way; None when there is neither."""
    if trouble is not None:
        message = words.message(trouble)
        return signed("⚠", f"{message.happened}　{message.next}"), Role.BAD_TEXT
    return (words.say("general_working"), Role.MUTED) if busy else None
