"""Central's tables, on PostgreSQL or SQLite.

The classes are bound to one database a process by ``sync.central.database.open_database``. Times are POSIX seconds.
"""

from peewee import (
    BigIntegerField,
    BlobField,
    BooleanField,
    CompositeKey,
    DatabaseProxy,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

PROXY = DatabaseProxy()


class Table(Model):
    """Root of all tables."""

    class Meta:
        """Of every table."""

        database = PROXY
        legacy_table_names = False


class Office(Table):
    """拠点 that may enrol devices; ``settings`` is JSON of ``OfficeSettings``, ``version`` counts its changes."""

    code = TextField(primary_key=True)
    settings = BlobField()
    version = BigIntegerField(default=1)


class EnrolmentOffer(Table):
    """A one-time code, kept only as the hash of its secret; ``used_by`` is the key it was spent on."""

    secret_hash = TextField(primary_key=True)
    office = TextField()
    device = TextField()
    expires_at = BigIntegerField()
    used_by = TextField(null=True)


class DeviceLog(Table):
    """One (device, epoch): its keys, and how much of its log is witnessed. Its row is the lock for a push.

    ``transport_until`` is None where the key that it receives with was never renewed.
    """

    id = IntegerField(primary_key=True)
    device = TextField()
    epoch = IntegerField()
    office = TextField()
    origin = TextField()
    key_id = TextField(unique=True)
    log_key = BlobField()
    transport_key = BlobField()
    transport_until = BigIntegerField(null=True)
    enrolled_at = BigIntegerField()
    quarantined = BooleanField(default=False)
    size = BigIntegerField(default=0)
    frontier = BlobField(default=b"")
    checkpoint = TextField(null=True)

    class Meta:
        """One log per device and epoch."""

        indexes = ((("device", "epoch"), True),)


class RecoveryEscrow(Table):
    """A device's recovery code under central's escrow key; ``told_at`` is when it was last read out."""

    log = ForeignKeyField(DeviceLog)
    serial = IntegerField()
    sealed = BlobField()
    received_at = BigIntegerField()
    told_at = BigIntegerField(null=True)

    class Meta:
        """A device announces a serial once."""

        primary_key = CompositeKey("log", "serial")


class VouchingGiven(Table):
    """A supervisor's yes over the telephone: for which challenge of which device, to what, and when."""

    log = ForeignKeyField(DeviceLog)
    challenge = TextField()
    action = TextField()
    supervisor = TextField()
    given_at = BigIntegerField()

    class Meta:
        """The same answer read out again is no second yes."""

        primary_key = CompositeKey("log", "challenge", "action", "supervisor")


class Leaf(Table):
    """One entry as it came; ``kind`` is None for an entry this build cannot interpret."""

    log = ForeignKeyField(DeviceLog)
    seq = BigIntegerField()
    hash = BlobField()
    data = BlobField()
    kind = TextField(null=True)

    class Meta:
        """A place holds one entry."""

        primary_key = CompositeKey("log", "seq")


class StoredOpening(Table):
    """An opening under the key of its retention class and period."""

    log = ForeignKeyField(DeviceLog)
    seq = BigIntegerField()
    commitment = TextField()
    name = TextField()
    shelf = TextField()
    sealed = BlobField()

    class Meta:
        """An entry may commit to one value under two names."""

        primary_key = CompositeKey("log", "seq", "commitment", "name")


class Evidence(Table):
    """A push that is not witnessed, kept aside; of older ones ``start`` and ``stop`` are None."""

    log = ForeignKeyField(DeviceLog)
    digest = TextField()
    reason = TextField()
    received_at = BigIntegerField()
    parcel = BlobField()
    start = BigIntegerField(null=True)
    stop = BigIntegerField(null=True)

    class Meta:
        """The same push again is no new evidence."""

        primary_key = CompositeKey("log", "digest")


class Sequence(Table):
    """Numbers given in one serialised step: database sequences commit out of order."""

    name = TextField(primary_key=True)
    value = BigIntegerField()


class RestrictionChange(Table):
    """支援措置 and 発行停止: one person restricted or released; ``mark`` is a hash over all changes up to it."""

    version = BigIntegerField(primary_key=True)
    resident = TextField()
    restricted = BooleanField()
    recorded_at = BigIntegerField()
    mark = TextField(default="")


class PaperCertificate(Table):
    """A certificate of a device's paper key; ``serial`` as seals name it, ``revoked`` its day in ISO."""

    serial = TextField(primary_key=True)
    log = ForeignKeyField(DeviceLog)
    point = BlobField()
    der = BlobField()
    expires_at = BigIntegerField()
    revoked = TextField(null=True)
    reason = TextField(null=True)


class PublishedNotices(Table):
    """What was said of papers already printed, as it was signed."""

    number = BigIntegerField(primary_key=True)
    signed = BlobField()


class PaperNumber(Table):
    """The number that the entry at ``seq`` gave a paper; ``void`` once another entry voided it."""

    log = ForeignKeyField(DeviceLog)
    seq = BigIntegerField()
    job = TextField()
    running = BigIntegerField()
    void = BooleanField(default=False)

    class Meta:
        """An entry gives one number."""

        primary_key = CompositeKey("log", "seq")


class PaperReading(Table):
    """Up to where a log was read for numbers of papers."""

    log = ForeignKeyField(DeviceLog, primary_key=True)
    size = BigIntegerField()


class PublishedPolicy(Table):
    """The dated tables as they were signed; ``effective`` is their first day, ISO."""

    version = BigIntegerField(primary_key=True)
    effective = TextField()
    signed = BlobField()
    published_at = BigIntegerField()


class DisasterExtension(Table):
    """災害時の延長 as it was signed; its devices get it until ``valid_until``."""

    serial = BigIntegerField(primary_key=True)
    office = TextField()
    valid_until = BigIntegerField()
    body = BlobField()
    signature = BlobField()


class TelephoneHold(Table):
    """A hold that a device was told by telephone, and the version of the list that has it."""

    log = ForeignKeyField(DeviceLog)
    hold = TextField()
    resident = TextField()
    reason = TextField()
    told_at = BigIntegerField()
    received_at = BigIntegerField()
    version = BigIntegerField()

    class Meta:
        """A hold is taken once."""

        primary_key = CompositeKey("log", "hold")


ALL = (
    Office,
    EnrolmentOffer,
    DeviceLog,
    RecoveryEscrow,
    VouchingGiven,
    Leaf,
    StoredOpening,
    Evidence,
    Sequence,
    RestrictionChange,
    PaperCertificate,
    PublishedNotices,
    PublishedPolicy,
    TelephoneHold,
    DisasterExtension,
)
