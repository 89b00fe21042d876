"""``central report``: how far the logs of all devices have come, one line of JSON a log."""

import argparse
import json

from branch_app.cli.central_place import command, open_central
from branch_app.cli.kinds import Commands
from branch_app.domain.values.codec import encode
from sync.central.overview import overview


def fill_report(central: Commands) -> None:
    """Register the command."""
    command(central, "report", "how far the logs of all devices have come").set_defaults(run=_report)


def _report(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    with central.database.connection_context():
        for each in overview(central):
            print(json.dumps(encode(each), ensure_ascii=False))
    central.close()
    return 0
