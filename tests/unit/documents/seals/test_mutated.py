"""Thousands of seals and payloads altered at random: none is accepted, none ends in an exception.

``make prove`` does a hundred thousand of each (``tests.prove.mutated_marks``).
"""

from tests.prove.mutated_marks import run


def test_no_mutated_seal_or_payload_is_accepted() -> None:
    """Bits, bytes, cuts, repeats, lengths and whole fields, with another seed in every proof."""
    found = run(3_000, seed=20261126)
    assert {"genuine": 0, "void": 0, "revoked": 0} == {
        name: found.get(name, 0) for name in ("genuine", "void", "revoked")
    }
    assert 6_000 == sum(found.values())
    assert found["forged"] > 1_000
