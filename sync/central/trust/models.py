"""Tables of trust: what was ended, and what somebody must look at."""

from peewee import BigIntegerField, BlobField, CompositeKey, ForeignKeyField, TextField

from sync.central.models import DeviceLog, Table


class RevokedLog(Table):
    """失効: a log that a person ended, for good; the device comes back by a new epoch only."""

    log = ForeignKeyField(DeviceLog, primary_key=True)
    reason = TextField()
    revoked_at = BigIntegerField()


class Alarm(Table):
    """Something that a person must look at; ``seen_at`` is when somebody said that they did."""

    log = ForeignKeyField(DeviceLog)
    what = TextField()
    raised_at = BigIntegerField()
    seen_at = BigIntegerField(null=True)

    class Meta:
        """One of a kind a log."""

        primary_key = CompositeKey("log", "what")


class ReadStick(Table):
    """A USB stick that was read, with the file that went back."""

    log = ForeignKeyField(DeviceLog)
    number = BigIntegerField()
    read_at = BigIntegerField()
    answer = BlobField()

    class Meta:
        """Each is taken once."""

        primary_key = CompositeKey("log", "number")


class RequestWindow(Table):
    """Which numbers of requests were heard of a log; ``seen`` is a bit each, from the highest down."""

    log = ForeignKeyField(DeviceLog, primary_key=True)
    highest = BigIntegerField()
    seen = BlobField()


class StaffKey(Table):
    """Whose desk a key stands on, what it may do, of which office (or all, when empty), and until when."""

    key_id = TextField(primary_key=True)
    key = BlobField()
    name = TextField()
    role = TextField()
    office = TextField()
    until = BigIntegerField()


TRUST_TABLES = (RevokedLog, Alarm, ReadStick, RequestWindow, StaffKey)
