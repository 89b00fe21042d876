"""``central policy publish`` and ``policy list``: the dated tables that every device gets."""

import argparse
from pathlib import Path

from branch_app.cli.central_place import command, open_central
from branch_app.cli.kinds import Commands
from branch_app.cli.meant import day
from branch_app.settings import table_texts
from sync.central.policies import policies, publications, publish


def fill_policy(central: Commands) -> None:
    """Register the commands."""
    policy = central.add_parser("policy", help="the dated tables: fees, hours, offices and the rest")
    what = policy.add_subparsers(required=True, metavar="what")
    new = command(what, "publish", "sign the tables of a folder; in force from the beginning of a day to come")
    new.add_argument("--tables", type=Path, required=True, help="folder of CSV files, as in resources/tables")
    new.add_argument("--effective", type=day, required=True, help="first day, from tomorrow on")
    new.set_defaults(run=_publish)
    command(what, "list", "what was published, what is in force today and what comes").set_defaults(run=_list)


def _publish(chosen: argparse.Namespace) -> int:
    central, texts = open_central(chosen), table_texts(chosen.tables)
    with central.database.connection_context():
        print(publish(central, texts, chosen.effective).label)
        later = [edition.tables.version for edition in policies(central).coming(chosen.effective)]
    for label in later:
        print(f"{label} was published for a later day, and takes this one's place then")
    return 0


def _list(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    today = central.clock().date()
    with central.database.connection_context():
        held, published = policies(central), publications(central)
    coming = {edition.version for edition in held.coming(today)}
    for publication in published:
        bundle = publication.bundle
        state = "next" if bundle.version in coming else "past"
        if bundle.label == held.label_on(today):
            state = "in force"
        print(f"{bundle.label}\t{state}\tpublished {publication.published_at.isoformat(timespec='minutes')}")
    return 0
