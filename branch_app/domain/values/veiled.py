"""What a log says of people only behind pseudonyms and commitments."""

from enum import Enum


class VeiledField(Enum):
    """Of a certificate: whom it is about (本人), who asked for it (請求者), what for (使用目的)."""

    SUBJECT = "subject"
    APPLICANT = "applicant"
    PURPOSE = "purpose"
