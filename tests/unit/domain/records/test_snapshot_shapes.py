"""Which snapshot each kind of certificate is made from."""

from typing import get_args

import pytest

from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.snapshot_shapes import SHAPES
from branch_app.domain.records.snapshots import KosekiSnapshot, Snapshot

NAMED_OTHERWISE = {Certificate.JOSEKI, Certificate.KAISEIGEN}
"""除籍 and 改製原戸籍: a 戸籍 in another state."""


def test_every_certificate_has_a_shape_and_every_shape_a_certificate() -> None:
    """None that is sold cannot be read back from the log's openings."""
    assert set(Certificate) == set(SHAPES)
    assert set(get_args(Snapshot)) == set(SHAPES.values())


@pytest.mark.parametrize("certificate", Certificate)
def test_the_shape_is_that_of_its_record(certificate: Certificate) -> None:
    """Of a closed record it is that of the record in force."""
    shape = SHAPES[certificate]
    record = shape.__name__.removesuffix("Snapshot").lower()
    assert record in certificate.value or (certificate in NAMED_OTHERWISE and shape is KosekiSnapshot)
