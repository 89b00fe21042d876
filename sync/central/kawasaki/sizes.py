"""How many live together: blocks of 6,900 households with 14,310 people, each block shuffled by itself.

The sizes are about those of 国勢調査 2020, fitted so that a block adds up and holds every size from 1 to 12;
a whole number of blocks comes out exact, and any household's size is known without counting those before it.
"""

from functools import lru_cache

from sync.central.kawasaki.lots import Lottery, Purpose

_COUNTS = {1: 3021, 2: 1703, 3: 1120, 4: 830, 5: 180, 6: 35, 7: 5, 8: 2, 9: 1, 10: 1, 11: 1, 12: 1}
BLOCK = sum(_COUNTS.values())
_PEOPLE = sum(size * count for size, count in _COUNTS.items())


def size_of(number: int, seed: int) -> int:
    """Size of that household (from 1) when the city does not end in it."""
    block, place = divmod(number - 1, BLOCK)
    return _block(seed, block)[place]


def count_households(residents: int, seed: int) -> tuple[int, int]:
    """How many there are, and the size of the last, cut short so that not one resident too many is made."""
    blocks, left = divmod(residents, _PEOPLE)
    number = blocks * BLOCK
    if not left:
        return number, size_of(number, seed) if number else 0
    for size in _block(seed, blocks):
        number += 1
        if left <= size:
            break
        left -= size
    return number, left


@lru_cache(maxsize=4)
def _block(seed: int, block: int) -> bytes:
    sizes = bytearray(size for size, count in _COUNTS.items() for _ in range(count))
    lots = Lottery(seed).lots(Purpose.SIZE, block)
    for last in range(BLOCK - 1, 0, -1):
        place = lots.below(last + 1)
        sizes[last], sizes[place] = sizes[place], sizes[last]
    return bytes(sizes)
