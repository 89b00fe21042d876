"""PINs as people type them, checked before a card hears of them: a PIN that cannot be right costs no try."""

import re
import unicodedata
from enum import Enum

from branch_app.domain.errors import PinMalformed


class PinKind(Enum):
    """The PINs a citizen may be asked for at a counter."""

    AUTHENTICATION = "利用者証明用"
    PROFILE = "券面事項入力補助用"
    NUMBER_B = "照合番号B"


_FORMS = {
    PinKind.AUTHENTICATION: re.compile("[0-9]{4}"),
    PinKind.PROFILE: re.compile("[0-9]{4}"),
    # birth YYMMDD in the year of its era, expiry YYYY, the four-digit code on the card's face
    PinKind.NUMBER_B: re.compile("[0-9]{14}"),
}


def encode_pin(kind: PinKind, typed: str) -> bytes:
    """The bytes VERIFY carries; full-width digits and surrounding spaces are forgiven.

    Raises:
        PinMalformed: not of that kind's form; nothing was sent.
    """
    text = unicodedata.normalize("NFKC", typed).strip()
    if _FORMS[kind].fullmatch(text) is None:
        raise PinMalformed(kind=kind.value)
    return text.encode("ascii")


def profile_pin_kind(typed: str) -> PinKind:
    """Which of the two PINs that open the four items was typed: they differ in length."""
    text = unicodedata.normalize("NFKC", typed).strip()
    return PinKind.NUMBER_B if _FORMS[PinKind.NUMBER_B].fullmatch(text) else PinKind.PROFILE
