"""The line to head office; it needs no one signed in."""

from branch_app.ports import Random
from branch_app.settings import DeviceFolders
from db.device import DeviceFile
from sync.client.central import OnlineCentral
from sync.client.chunks import FolderChunks
from sync.client.session import DeviceKeys, Session
from sync.client.transport import Line
from sync.wire.envelope import Signer


def head_office(folders: DeviceFolders, file: DeviceFile, line: Line, random: Random) -> OnlineCentral:
    """``Central`` over that line, in the name of this device."""
    session = Session(line, file.enrolment(), session_keys(file), random)
    return OnlineCentral(session, FolderChunks(folders.chunks))


def session_keys(file: DeviceFile) -> DeviceKeys:
    """What the device signs with on the line, and receives with."""
    keys = file.keys()
    return DeviceKeys(Signer(keys.log_public_key(), keys.sign_log), keys.transport())
