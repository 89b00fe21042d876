"""What central says of our papers, looked at before it is kept."""

from branch_app.domain.errors import BadInput, CentralGarbled
from branch_app.domain.records.paper_trust import PaperStanding
from sync.wire.papers import read_notices


def checked_papers(standing: PaperStanding, central: bytes) -> PaperStanding:
    """The same, its notices signed by the holder of that raw key.

    Raises:
        EnvelopeNotTrusted: another signer.
        CentralGarbled: notices that this build cannot read.
    """
    try:
        read_notices(standing.notices, central)
    except BadInput as error:
        raise CentralGarbled(what="papers", at=error.facts["at"]) from error
    return standing
