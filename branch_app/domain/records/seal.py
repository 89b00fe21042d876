"""印鑑登録: one registered seal a person."""

from dataclasses import dataclass
from datetime import date

from branch_app.domain.values.identifiers import ResidentId


@dataclass(frozen=True, slots=True)
class SealImpression:
    """印影: one bit a dot, rows padded to whole bytes, 1 is ink; true size by ``dots_per_inch``."""

    width: int
    height: int
    dots_per_inch: int
    bits: bytes

    def size_mm(self) -> tuple[float, float]:
        """Width and height on paper in mm."""
        return self.width / self.dots_per_inch * 25.4, self.height / self.dots_per_inch * 25.4

    def __post_init__(self) -> None:
        """Refuse a bitmap whose parts do not agree, or a seal outside 8–25 mm (domain.md section 3)."""
        if len(self.bits) != (self.width + 7) // 8 * self.height:
            raise ValueError("bitmap")
        if not all(8 < side < 25 for side in self.size_mm()):
            raise ValueError("size")


@dataclass(frozen=True, slots=True)
class SealRegistration:
    """印鑑登録番号 and impression of one resident."""

    number: str
    resident: ResidentId
    registered: date
    impression: SealImpression
