"""窓口: the one entry point. ``python main.py --help`` lists what it does."""

import multiprocessing
import sys

from branch_app.cli.commands import run

if __name__ == "__main__":
    multiprocessing.freeze_support()  # a frozen program reads strangers' files in a process of its own too
    sys.exit(run(sys.argv[1:]))
