"""Numbers of requests: a device gives each once, so that central need answer each only once, whatever a clock says.

``<number>.<hex>``; ids of pushes, of what a stick carries, and of older devices have none.
"""

import re

from branch_app.domain.values.identifiers import RequestId

REPLAYED = "replayed"
"""Reason of a conflict: the number was heard before; its size is the highest that central heard."""
_NUMBERED = re.compile(r"([1-9][0-9]{0,17})\.[0-9a-f]+")


def numbered(number: int, token: bytes) -> RequestId:
    """The id of the request with that number; ``token`` is unpredictable, so that no answer fits beforehand."""
    return RequestId(f"{number}.{token.hex()}")


def number_of(request: RequestId) -> int | None:
    """None without one."""
    found = _NUMBERED.fullmatch(request)
    return int(found.group(1)) if found else None
