"""The line to head office; it needs no one signed in."""

from branch_app.ports import Random
from db.device import DeviceFile
from db.device_keys import DeviceKeys as OwnKeys
from sync.client.central import OnlineCentral
from sync.client.session import DeviceKeys, Session
from sync.client.transport import Line
from sync.wire.envelope import Signer


def head_office(file: DeviceFile, line: Line, random: Random) -> OnlineCentral:
    """``Central`` over that line, in the name of this device."""
    session = Session(line, file.enrolment(), session_keys(file), random, file.line)
    return OnlineCentral(session)


def session_keys(file: DeviceFile) -> DeviceKeys:
    """What the device signs with on the line, and receives with."""
    return keys_on_the_line(file.keys())


def keys_on_the_line(keys: OwnKeys) -> DeviceKeys:
    """The same of any epoch."""
    return DeviceKeys(Signer(keys.log_public_key(), keys.sign_log), keys.transport(), keys.paper_public_point())
