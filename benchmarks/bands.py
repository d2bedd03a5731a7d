"""How often rows are right by how sure they say they are, with intervals."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import sqrt

EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 1.01)
Z = 1.96
"""Of a 95% interval."""


def bands(rows: Iterable[tuple[float, bool]]) -> Iterator[str]:
    """A line for each band of confidence that has rows: mean, share that is right, how many."""
    rows = list(rows)
    for low, high in pairwise(EDGES):
        here = [(sure, right) for sure, right in rows if low <= sure < high]
        if here:
            mean = sum(sure for sure, _ in here) / len(here)
            right = sum(right for _, right in here)
            least, most = wilson(right, len(here))
            yield (
                f"confidence {mean:.2f}: right {right / len(here):.2f} "
                f"({least:.2f} to {most:.2f}) of {len(here)}"
            )


def wilson(right: int, count: int) -> tuple[float, float]:
    """The interval of a share (Wilson 1927)."""
    share, scale = right / count, 1 + Z**2 / count
    middle = (share + Z**2 / (2 * count)) / scale
    half = Z * sqrt(share * (1 - share) / count + Z**2 / (4 * count**2)) / scale
    return middle - half, middle + half
