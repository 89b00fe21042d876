"""Central's tables of the registers: the history of every row, and what was cut from it for the offices."""

from peewee import BigIntegerField, BlobField, CompositeKey, ForeignKeyField, IntegerField, TextField

from sync.central.models import Table


class RegisterHistory(Table):
    """The line that a row of ``register`` (of TABLES) was from ``change_seq`` on until before ``until_seq``.

    ``until_seq`` is None for what holds now. A row that went has a line of None that holds for no time at all:
    its ``until_seq`` is its own ``change_seq``.
    """

    change_seq = BigIntegerField(primary_key=True)
    register = TextField()
    row_key = TextField()
    until_seq = BigIntegerField(null=True)
    line = BlobField(null=True)
    recorded_at = BigIntegerField()


class RegisterChunk(Table):
    """Rows as they travel, compressed; ``digest`` is that of the plain lines, so that the same is kept once."""

    digest = TextField(primary_key=True)
    data = BlobField()


class RegisterCut(Table):
    """One table as it was at ``change_seq``, cut to one share; ``rows`` is None until all chunks are there."""

    id = BigIntegerField(primary_key=True)
    share = TextField()
    register = TextField()
    change_seq = BigIntegerField()
    rows = BigIntegerField(null=True)
    begun_at = BigIntegerField()


class CutChunk(Table):
    """The chunks of a cut in order; ``first`` is the key of the first row."""

    cut = ForeignKeyField(RegisterCut)
    position = IntegerField()
    first = TextField()
    rows = IntegerField()
    digest = TextField()

    class Meta:
        """In order."""

        primary_key = CompositeKey("cut", "position")


class RegisterGeneration(Table):
    """What the offices of one share get, as it was at ``change_seq``; it is here once it is whole."""

    generation = IntegerField(primary_key=True)
    share = TextField()
    schema = IntegerField()
    change_seq = BigIntegerField()
    published_at = BigIntegerField()


class GenerationCut(Table):
    """The tables of a generation in order."""

    generation = ForeignKeyField(RegisterGeneration)
    position = IntegerField()
    cut = ForeignKeyField(RegisterCut)

    class Meta:
        """In order."""

        primary_key = CompositeKey("generation", "position")


REGISTER_TABLES = (RegisterHistory, RegisterChunk, RegisterCut, CutChunk, RegisterGeneration, GenerationCut)
