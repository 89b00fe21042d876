"""A person's desk on the line: questions under a key of their own, central's answers checked like a device's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from branch_app.domain.records.standing import WhyRevoked
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import Random
from sync.client.session import judged
from sync.client.transport import Line
from sync.wire.envelope import Signer
from sync.wire.messages import Message, request_of, signed
from sync.wire.routes import Route
from sync.wire.staff_messages import LogStanding, RevokeReceipt, RevokeRequest, StandingsAnswer, StandingsRequest

M = TypeVar("M", bound=Message)

_REQUEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Desk:
    """``central`` is the raw key by which answers are believed."""

    line: Line
    signer: Signer
    central: bytes
    random: Random

    def standings(self) -> Sequence[LogStanding]:
        """How the devices stand that this key may see.

        Raises:
            CentralError.
        """
        return self._ask(Route.STANDINGS, StandingsRequest(self._request()), StandingsAnswer).logs

    def revoke(self, device: str, epoch: int, reason: WhyRevoked) -> None:
        """End a log; no error means that head office signed for it.

        Raises:
            CentralError.
        """
        self._ask(Route.REVOKE, RevokeRequest(self._request(), device, epoch, reason), RevokeReceipt)

    def _request(self) -> RequestId:
        return RequestId(self.random.token(_REQUEST_BYTES).hex())

    def _ask(self, route: Route, question: Message, kind: type[M]) -> M:
        body = signed(question, self.signer)
        return judged(self.line.post(route, body), request_of(body), question.request, kind, self.central)
