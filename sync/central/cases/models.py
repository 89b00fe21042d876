"""Tables of cases. No person stands in them: what two papers have in common is a tag that nobody can open."""

from peewee import BigIntegerField, BlobField, CompositeKey, ForeignKeyField, TextField

from sync.central.models import DeviceLog, Table


class CaseFile(Table):
    """事案: ``body`` is the whole ``Case``; the rest is there to be looked up. ``version`` is its newest change.

    ``first`` is the first entry of its own log, None when it is about none.
    """

    id = TextField(primary_key=True)
    version = BigIntegerField(unique=True)
    log = ForeignKeyField(DeviceLog)
    office = TextField()
    code = TextField()
    state = TextField()
    first = BigIntegerField(null=True)
    body = BlobField()


class CaseChange(Table):
    """One change of one case; ``mark`` is a hash over all changes up to it, ``by`` who closed it, "" otherwise."""

    version = BigIntegerField(primary_key=True)
    case = TextField(column_name="case_id")
    at = BigIntegerField()
    by = TextField()
    mark = TextField()


class BorneNameRow(Table):
    """A name (``name_key``) of somebody who was ever restricted, since when a register here has it."""

    resident = TextField()
    name = TextField()
    since = BigIntegerField()

    class Meta:
        """Looked up by name."""

        table_name = "borne_name"
        primary_key = CompositeKey("name", "resident")


class CaseReply(Table):
    """Where an answer to a case stands; its words open from there, while they are kept."""

    case = TextField(column_name="case_id")
    log = ForeignKeyField(DeviceLog)
    seq = BigIntegerField()

    class Meta:
        """In the order they came."""

        primary_key = CompositeKey("case", "log", "seq")


class ComparedLog(Table):
    """How far a log was compared: all of it up to ``size``, and its state on the morning of its last day.

    ``heard_at`` is when its device was last heard of.
    """

    log = ForeignKeyField(DeviceLog, primary_key=True)
    size = BigIntegerField()
    resume = BigIntegerField()
    layout = TextField()
    state = BlobField()
    heard_at = BigIntegerField()


class IssuedTag(Table):
    """A copy handed over: ``tag`` is equal for one person's certificate of one kind, under a key of its 年度."""

    log = ForeignKeyField(DeviceLog)
    seq = BigIntegerField()
    tag = TextField()
    number = TextField()
    at = BigIntegerField()

    class Meta:
        """As the log has them."""

        primary_key = CompositeKey("log", "seq")


class BuildSeen(Table):
    """A build that some device of the city writes with, and its first day there, ISO."""

    build = TextField(primary_key=True)
    first_day = TextField()


CASE_TABLES = (CaseFile, CaseChange, CaseReply, ComparedLog, IssuedTag, BuildSeen)
