"""窓口: the one entry point. ``python main.py --help`` lists what it does."""

import sys

from branch_app.cli.commands import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
