"""Fixtures that several test modules share."""

from collections.abc import Callable

import pytest
from hypothesis import settings

from gazetteer import Gazetteer, open_gazetteer
from geo.language.text import Analysis, SpacyReader

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
