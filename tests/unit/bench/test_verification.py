"""The bench of verification measures what it says."""

from pathlib import Path

from branch_app.bench.verification import verification_rates
from branch_app.exports.audit.verify import verify_export


def test_the_bench_times_the_verification_of_a_sound_log(tmp_path: Path) -> None:
    """A refusal would be fast, and would say nothing."""
    rates = verification_rates(tmp_path, entries=300)
    report = verify_export(tmp_path / "export")
    assert (300, True) == (report.size, report.intact)
    assert min(rates.hashing, rates.log, rates.export, rates.ratio) > 0
