"""Fixtures that several test modules share."""

from collections.abc import Callable

import pytest

from geo.text import Analysis, SpacyReader


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
