"""Two clerks at the same instant, as often as told; see ``tests.integration.counter.race``.

    python -m tests.prove.two_requests FOLDER ROUNDS

Ends with an error when any paper is not its own subject's.
"""

import sys
from pathlib import Path

from tests.integration.counter.race import race

if __name__ == "__main__":
    race(Path(sys.argv[1]), int(sys.argv[2]))
