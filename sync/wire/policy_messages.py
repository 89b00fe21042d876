"""The dated tables as a device asks for them: by themselves, before anything that papers are made from."""

from dataclasses import dataclass

from sync.wire.messages import DeviceMessage, Message


@dataclass(frozen=True, slots=True)
class PolicyRequest(DeviceMessage):
    """The tables published after version ``known``."""

    TYPE = "application/vnd.madoguchi.policy-request.v1+json"
    known: int


@dataclass(frozen=True, slots=True)
class PolicyAnswer(Message):
    """Signed bundles (``sync.wire.policy``): what the device lacks of tables in force and to come.

    ``mark`` is that of central's own bundle of version ``known``, which was asked by; "" when it has none.
    """

    TYPE = "application/vnd.madoguchi.policy-answer.v1+json"
    known: int
    policies: tuple[bytes, ...]
    mark: str
