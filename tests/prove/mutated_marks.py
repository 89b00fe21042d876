"""Seals and backs altered at random, round after round: what they are worth, by finding.

    python -m tests.prove.mutated_marks COUNT SEED

Says one line of JSON, and ends with 1 when one of them was accepted.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from branch_app.documents.seals.check import check_seal
from branch_app.documents.seals.restore import restore_back
from branch_app.documents.seals.shares import join, split
from branch_app.documents.seals.verdict import Finding
from tests.fakes.paper_seals import steady_seals, steady_trust
from tests.fakes.papers import EVERYTHING, inkan, juminhyo, kisaijiko, order
from tests.fakes.printed import printed_once

ACCEPTED = (Finding.GENUINE, Finding.VOID, Finding.REVOKED)

Chance = random.Random
Mutation = Callable[[bytearray, Chance], None]


def _bit(data: bytearray, chance: Chance) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _byte(data: bytearray, chance: Chance) -> None:
    data[chance.randrange(len(data))] = chance.randrange(256)


def _cut(data: bytearray, chance: Chance) -> None:
    del data[chance.randrange(len(data)) :]


def _drop(data: bytearray, chance: Chance) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.randrange(1, 40)]


def _insert(data: bytearray, chance: Chance) -> None:
    start = chance.randrange(len(data))
    data[start:start] = chance.randbytes(chance.randrange(1, 40))


def _repeat(data: bytearray, chance: Chance) -> None:
    start = chance.randrange(len(data))
    data[start:start] = data[start : start + chance.randrange(1, 80)]


def _exchange(data: bytearray, chance: Chance) -> None:
    size = chance.randrange(1, 24)
    one, other = chance.randrange(len(data)), chance.randrange(len(data))
    piece = data[one : one + size]
    data[one : one + size] = data[other : other + size]
    data[other : other + size] = piece


def _append(data: bytearray, chance: Chance) -> None:
    data += chance.randbytes(chance.randrange(1, 80))


def _large(data: bytearray, chance: Chance) -> None:
    """A length that promises more than there is."""
    data[chance.randrange(len(data))] = chance.choice((0x7F, 0x80, 0x81, 0x82, 0x84, 0xFF))


MUTATIONS: tuple[Mutation, ...] = (_bit, _byte, _cut, _drop, _insert, _repeat, _exchange, _append, _large)


def mutated(data: bytes, chance: Chance) -> bytes:
    """Another one, altered once or several times."""
    other = bytearray(data)
    while bytes(other) == data:
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            if other:
                chance.choice(MUTATIONS)(other, chance)
    return bytes(other)


def run(count: int, seed: int) -> Counter[str]:
    """So many seals and as many payloads of backs; how often each finding came."""
    chance = Chance(seed)
    trust, site = replace(steady_trust(), notices=None), steady_seals().site_key
    papers = [printed_once(order(snapshot)) for snapshot in (juminhyo(options=EVERYTHING), kisaijiko(), inkan())]
    seals = [front for paper in papers for front in paper.fronts]
    payloads = [joined.payload or b"" for paper in papers for joined in join(paper.backs[0])]
    found: Counter[str] = Counter()
    for _ in range(count):
        found[check_seal(mutated(chance.choice(seals), chance), trust).finding.value] += 1
        found[restore_back(_symbols(mutated(chance.choice(payloads), chance)), trust, site).finding.value] += 1
    return found


def _symbols(payload: bytes) -> tuple[bytes, ...]:
    """As a forger would print it; four are enough."""
    return split(payload)[:8]


def main(count: int, seed: int) -> int:
    """Say what was found."""
    found = run(count, seed)
    print(json.dumps(found))  # noqa: T201
    return int(any(found[finding.value] for finding in ACCEPTED))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
