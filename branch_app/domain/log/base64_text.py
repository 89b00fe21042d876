"""Base64 in its one standard form: RFC 4648 section 4, padded, no spare bits, nothing skipped."""

import base64
import binascii


def to_base64(data: bytes) -> str:
    """Standard base64."""
    return base64.b64encode(data).decode()


def from_base64(text: str, otherwise: Exception) -> bytes:
    """Decode, or raise ``otherwise`` when the text is not what ``to_base64`` would have written."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise otherwise from error
    if to_base64(data) != text:
        raise otherwise
    return data
