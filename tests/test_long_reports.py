"""A report of any length takes time in proportion to it."""

import cProfile
import pstats
from datetime import date

import pytest

from gazetteer import Gazetteer
from geo.pipeline import Parser
from geo.records import Report

ONE = "Gunmen killed 3 people in Homs on Sunday."
OF_IT = "A bomb in Homs killed {n} people on Sunday. The blast wounded {n} others, police said."
TOLL = "A bus overturned in Mombasa. At least {n} people died. The toll rose to {n}."
TITLES = "Fifth attack on Homs kills {n}\n"


def calls(parser: Parser, text: str) -> int:
    """How many functions are called for a report."""
    profile = cProfile.Profile()
    profile.runcall(parser.parse, Report("a", text, published=date(2025, 5, 14)))
    stats = pstats.Stats(profile)
    return int(getattr(stats, "total_calls"))  # noqa: B009 - typeshed does not know it


@pytest.mark.parametrize("told", [ONE, OF_IT, TOLL, TITLES])
def test_work_grows_with_the_length_and_not_with_its_square(told: str, world: Gazetteer) -> None:
    parser = Parser(world)
    short, long = (
        " ".join(told.replace("{n}", str(n)) for n in range(10, 10 + count)) for count in (30, 120)
    )
    parser.parse(Report("warm", told))
    assert calls(parser, long) < 4.5 * calls(parser, short)
