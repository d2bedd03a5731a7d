"""Fixtures that several test modules share."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import settings

from gazetteer import Gazetteer, open_gazetteer
from geo.choosers import Choosers
from geo.language.text import Analysis, SpacyReader
from geo.pipeline import Parser
from geo.placing.scenery import Chosen, Question
from geo.records import Event, Report

# A busy machine must not fail a test that is right: examples may take their time.
settings.register_profile("dateline", deadline=None)
settings.load_profile("dateline")

LONGEST = """
    test_map_page.py test_hostile.py test_download.py test_cli_stopping.py test_keyboard.py
    test_wordings.py test_made_payloads.py test_gazetteer_geonames.py test_merge.py
    test_long_reports.py test_accessibility.py test_pipeline.py test_layers.py test_map_areas.py
    test_page_filters.py test_merge_people.py test_map_corrections.py test_region_filters.py
    test_gazetteer_shelf.py test_corrections.py test_export.py
""".split()
"""Files that take twenty seconds or more whatever the number of their tests. Of the first two one
needs no gazetteer, so that no worker waits while the other builds its index."""


def pytest_configure(config: pytest.Config) -> None:
    """Have several workers take files in the order below, not by their number of tests alone."""
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes long first, lest at the end one worker has it and the other has nothing."""
    count = Counter(item.path for item in items)
    rank = {name: number for number, name in enumerate(LONGEST)}

    def place(item: pytest.Item) -> tuple[int, int, str]:
        return rank.get(item.path.name, len(rank)), -count[item.path], str(item.path)

    items.sort(key=place)


@pytest.fixture(scope="session")
def reader() -> SpacyReader:
    """The text reader, loaded once: opening the pipeline takes a second."""
    return SpacyReader()


@pytest.fixture(scope="session")
def analyse(reader: SpacyReader) -> Callable[[str], Analysis]:
    """Text to `Analysis`."""

    def analysis(text: str) -> Analysis:
        return next(iter(reader.read([text])))

    return analysis


@pytest.fixture(scope="session")
def world() -> Gazetteer:
    """The bundled world; its index is built on first use and kept in the user's cache."""
    return open_gazetteer()


@pytest.fixture(scope="session")
def events_told(world: Gazetteer, reader: SpacyReader) -> Callable[[str], tuple[Event, ...]]:
    """A text of 27 August 2018 to its events, in their order."""
    return _events_on(date(2018, 8, 27), world, reader)


@pytest.fixture(scope="session")
def events(world: Gazetteer, reader: SpacyReader) -> Callable[[str], tuple[Event, ...]]:
    """A text of 15 May 2024 to its events, in their order."""
    return _events_on(date(2024, 5, 15), world, reader)


class Steps:
    """Takes the place that the steps have, as though nothing had been learnt."""

    def choose(self, question: Question) -> Chosen:
        return Chosen(0, 0.5)


@pytest.fixture(scope="session")
def steps() -> Choosers:
    """Places by the steps alone: what a step says is a matter of rules, what is likelier not."""
    return Choosers(places=Steps())


def _events_on(
    published: date, world: Gazetteer, reader: SpacyReader
) -> Callable[[str], tuple[Event, ...]]:
    parser = Parser(world, reader)

    def events(text: str) -> tuple[Event, ...]:
        return parser.parse(Report("r", text, published=published)).events

    return events


@pytest.fixture(scope="session")
def types_told(events_told: Callable[[str], tuple[Event, ...]]) -> Callable[[str], list[str]]:
    """A text of 27 August 2018 to the types of its events, in their order."""
    return lambda text: [event.event_type for event in events_told(text)]
