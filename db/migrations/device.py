"""Tables of ``device.db``: few rows, each a canonical JSON body, because each is read and replaced whole."""

from db.migrations.schema import Schema, mark

_FIRST = (
    "CREATE TABLE secret (name TEXT PRIMARY KEY, material BLOB NOT NULL) STRICT",
    "CREATE TABLE enrolment (epoch INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT",
    """
    CREATE TABLE restrictions (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        version INTEGER NOT NULL,
        body BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER restrictions_only_newer BEFORE UPDATE ON restrictions WHEN NEW.version < OLD.version
    BEGIN SELECT RAISE(ABORT, 'an older list never replaces a newer one'); END
    """,
    """
    CREATE TRIGGER restrictions_stay BEFORE DELETE ON restrictions
    BEGIN SELECT RAISE(ABORT, 'a list is replaced, never removed'); END
    """,
)

_PEOPLE = (
    """
    CREATE TABLE wrong_tries (
        name TEXT PRIMARY KEY,
        count INTEGER NOT NULL,
        boot TEXT NOT NULL,
        monotonic_ms INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE TABLE used_code (verifier BLOB PRIMARY KEY) STRICT",
    """
    CREATE TRIGGER used_code_stays BEFORE DELETE ON used_code
    BEGIN SELECT RAISE(ABORT, 'a code counts once'); END
    """,
    """
    CREATE TABLE challenge (
        id INTEGER PRIMARY KEY,
        digits TEXT NOT NULL UNIQUE,
        action TEXT NOT NULL,
        tries_left INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER challenge_runs_out BEFORE UPDATE ON challenge
    WHEN NEW.tries_left > OLD.tries_left OR NEW.digits <> OLD.digits OR NEW.action <> OLD.action
    BEGIN SELECT RAISE(ABORT, 'a challenge takes fewer answers, never more'); END
    """,
    """
    CREATE TRIGGER challenge_stays BEFORE DELETE ON challenge
    BEGIN SELECT RAISE(ABORT, 'a challenge is shown once'); END
    """,
    "CREATE TABLE escrow (id INTEGER PRIMARY KEY CHECK (id = 1), serial INTEGER NOT NULL) STRICT",
)
"""Wrong tries, one-time codes that counted, challenges for a second person, the recovery code head office holds."""

_FEED = (
    """
    CREATE TABLE restriction (
        resident TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('blocked', 'released'))
    ) STRICT
    """,
    """
    CREATE TRIGGER restriction_only_newer BEFORE UPDATE ON restriction
    WHEN NEW.resident <> OLD.resident OR NEW.version < OLD.version
        OR (NEW.version = OLD.version AND NEW.state <> 'blocked')
    BEGIN SELECT RAISE(ABORT, 'an older entry never replaces a newer one'); END
    """,
    """
    CREATE TRIGGER restriction_stays BEFORE DELETE ON restriction
    BEGIN SELECT RAISE(ABORT, 'a release is an entry, never a gap'); END
    """,
    """
    CREATE TABLE restriction_list (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        version INTEGER NOT NULL,
        as_of TEXT NOT NULL,
        mark TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER restriction_list_only_newer BEFORE UPDATE ON restriction_list WHEN NEW.version < OLD.version
    BEGIN SELECT RAISE(ABORT, 'an older list never replaces a newer one'); END
    """,
    """
    CREATE TRIGGER restriction_list_stays BEFORE DELETE ON restriction_list
    BEGIN SELECT RAISE(ABORT, 'a list is replaced, never removed'); END
    """,
    """
    CREATE TABLE restriction_revision (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        revision INTEGER NOT NULL
    ) STRICT
    """,
    "INSERT INTO restriction_revision VALUES (1, 0)",
    """
    CREATE TABLE hold (
        id TEXT PRIMARY KEY,
        resident TEXT NOT NULL,
        reason TEXT NOT NULL,
        told_at TEXT NOT NULL,
        known INTEGER
    ) STRICT
    """,
    """
    CREATE TRIGGER hold_stays_as_told BEFORE UPDATE ON hold
    WHEN NEW.id <> OLD.id OR NEW.resident <> OLD.resident OR OLD.known IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a hold stays as it was told'); END
    """,
    """
    INSERT INTO restriction
    SELECT value, 0, 'blocked' FROM restrictions, json_each(CAST(restrictions.body AS TEXT), '$.residents')
    """,
    """
    INSERT INTO restriction_list
    SELECT 1, version, json_extract(CAST(body AS TEXT), '$.as_of'), '' FROM restrictions
    """,
    "DROP TABLE restrictions",
)
"""Restrictions by person, each entry with its own version, and holds told by telephone.

Of a list that had one version for all, who was blocked stays so under version 0 until central has sent everything.
"""

_POLICY = (
    """
    CREATE TABLE policy (
        version INTEGER PRIMARY KEY,
        effective TEXT NOT NULL,
        body BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER policy_only_newer BEFORE INSERT ON policy
    WHEN NEW.version <= (SELECT max(version) FROM policy)
    BEGIN SELECT RAISE(ABORT, 'an older publication never comes in after a newer one'); END
    """,
    """
    CREATE TRIGGER policy_stays_as_published BEFORE UPDATE ON policy
    BEGIN SELECT RAISE(ABORT, 'what was published is not changed'); END
    """,
    """
    CREATE TRIGGER policy_newest_stays BEFORE DELETE ON policy
    WHEN OLD.version = (SELECT max(version) FROM policy)
        OR OLD.effective = (SELECT max(effective) FROM policy)
    BEGIN SELECT RAISE(ABORT, 'the newest publication is not forgotten'); END
    """,
)
"""Published tables: the ones in force and the next ones."""

_EXTENSIONS = ("CREATE TABLE opened_extension (serial INTEGER PRIMARY KEY, digest TEXT NOT NULL) STRICT",)
"""What the log has opened for a disaster, for the door."""

_PAPERS = ("CREATE TABLE paper_standing (epoch INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT",)
"""By what this device's papers are believed: certificate, site, notices."""

_LINE = (
    "CREATE TABLE ended (epoch INTEGER PRIMARY KEY, standing TEXT NOT NULL) STRICT",
    """
    CREATE TRIGGER ended_stays_as_told BEFORE UPDATE ON ended
    BEGIN SELECT RAISE(ABORT, 'what head office ended stays ended'); END
    """,
    """
    CREATE TRIGGER ended_stays BEFORE DELETE ON ended
    BEGIN SELECT RAISE(ABORT, 'what head office ended stays ended'); END
    """,
    "CREATE TABLE request_number (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL) STRICT",
    "INSERT INTO request_number VALUES (1, 0)",
    """
    CREATE TRIGGER request_number_grows BEFORE UPDATE ON request_number WHEN NEW.number <= OLD.number
    BEGIN SELECT RAISE(ABORT, 'a number is given once'); END
    """,
    "CREATE TABLE coming_secret (name TEXT PRIMARY KEY, material BLOB NOT NULL) STRICT",
    """
    CREATE TABLE former_secret (
        epoch INTEGER NOT NULL,
        name TEXT NOT NULL,
        material BLOB NOT NULL,
        PRIMARY KEY (epoch, name)
    ) STRICT
    """,
    """
    CREATE TABLE stick (
        number INTEGER PRIMARY KEY,
        epoch INTEGER NOT NULL,
        body BLOB NOT NULL,
        taken INTEGER NOT NULL CHECK (taken IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TRIGGER stick_stays BEFORE DELETE ON stick
    BEGIN SELECT RAISE(ABORT, 'what was carried away stays known'); END
    """,
)
"""The line: epochs that head office ended, numbers of requests, keys of the epoch to come and of those before, and
what was carried away on a stick.
"""

_CASES = (
    """
    CREATE TABLE office_case (
        id TEXT PRIMARY KEY,
        state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'closed')),
        ended TEXT,
        body BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE case_point (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        version INTEGER NOT NULL,
        mark TEXT NOT NULL
    ) STRICT
    """,
)
"""What head office found in this office's days, and how far we have followed it."""

_KEYS = (
    "CREATE TABLE coming_key (id INTEGER PRIMARY KEY CHECK (id = 1), material BLOB NOT NULL) STRICT",
    "CREATE TABLE key_term (id INTEGER PRIMARY KEY CHECK (id = 1), until TEXT NOT NULL) STRICT",
)
"""Within an epoch: the next key to receive with, and until when the one at hand is sealed to."""

_FORMER_KEY = (
    """
    CREATE TABLE former_key (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        material BLOB NOT NULL,
        until INTEGER NOT NULL
    ) STRICT
    """,
)
"""The key before the one at hand, while a stick is out whose answer may be sealed to it; until when, in seconds."""

DEVICE = Schema(
    mark("MGdv"), (_FIRST, _PEOPLE, _FEED, _POLICY, _EXTENSIONS, _PAPERS, _LINE, _CASES, _KEYS, _FORMER_KEY)
)
