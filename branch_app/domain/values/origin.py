"""How a form came in: over the counter, by post (郵送請求), or from an authority (公用請求)."""

from enum import Enum


class Origin(Enum):
    """窓口, 郵送, 公用."""

    COUNTER = "counter"
    POST = "post"
    OFFICIAL = "official"
