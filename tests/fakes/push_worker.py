"""A second central process: ingests every parcel of a folder in order when told to go."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path.cwd()))

from branch_app.settings import table_texts
from sync.central.intake.ingest import ingest
from sync.central.serving.server import Settings, open_head_office
from tests.fakes.town import HOSTS, Watch


def main(database: str, folder: Path) -> None:
    """Say ready, wait for a line, ingest."""
    central = open_head_office(Settings(folder / "keys", database, HOSTS), table_texts(), Watch())
    parcels = [path.read_bytes() for path in sorted(folder.glob("*.parcel"))]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    with central.database.connection_context():
        for parcel in parcels:
            ingest(central, parcel)
    central.close()


main(sys.argv[1], Path(sys.argv[2]))
