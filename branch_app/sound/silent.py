"""No sound, and says so."""

from branch_app.ports import Sound


class SilentSounder:
    """``Sounder`` where the system has no means that we know."""

    def play(self, sound: Sound) -> None:
        """Nothing."""

    def repeat(self, sound: Sound) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""

    def available(self) -> bool:
        """Never."""
        return False
