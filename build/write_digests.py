"""Write ``resources/digests.toml`` anew: ``python -m build.write_digests`` in the repository's root.

After a table that papers go by was changed on purpose.
"""

from pathlib import Path

from branch_app.documents.resource import digests_of

RESOURCES = Path(__file__).parents[1] / "resources"

if __name__ == "__main__":
    (RESOURCES / "digests.toml").write_text(digests_of(RESOURCES), encoding="utf-8")
