"""Fixtures that several test modules share."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import settings

from gazetteer import Gazetteer, open_gazetteer
from geo.language.text import Analysis, SpacyReader
from geo.pipeline import Parser
from geo.records import Event, Report

# A busy machine must not fail a test that is right: examples may take their time.
settings.register_profile("dateline", deadline=None)
settings.load_profile("dateline")


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
    parser = Parser(world, reader)

    def events(text: str) -> tuple[Event, ...]:
        return parser.parse(Report("r", text, published=date(2018, 8, 27))).events

    return events


@pytest.fixture(scope="session")
def types_told(events_told: Callable[[str], tuple[Event, ...]]) -> Callable[[str], list[str]]:
    """A text of 27 August 2018 to the types of its events, in their order."""
    return lambda text: [event.event_type for event in events_told(text)]
