"""What several reports say of one number of people, as one low and high."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """A number as one report has it: "at least 12" is 12 to None."""

    low: int
    high: int | None
    published: str | None
    """Day of publication as ISO 8601 has it."""


def settled(statements: Sequence[Statement]) -> tuple[int, int | None]:
    """The low and high of what is said of one number, of at least one statement.

    Numbers rise as more becomes known: a lower one than a report of a later day gives is out of
    date. What then stands is what all allow ("at least 4" and "6" is 6); where they conflict, it
    reaches from the lowest to the highest.
    """
    standing = [s for s in statements if not any(_outdates(later, s) for later in statements)]
    low = max(s.low for s in standing)
    highs = [s.high for s in standing if s.high is not None]
    if len(highs) == 0:
        return low, None
    if low <= min(highs):
        return low, min(highs)
    return min(s.low for s in standing), None if len(highs) < len(standing) else max(highs)


def _outdates(later: Statement, earlier: Statement) -> bool:
    if later.published is None or earlier.published is None:
        return False
    return later.published > earlier.published and later.low > earlier.low
