"""Recognisers by name: those of our own, and what others plug in."""

from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import EntryPoint

import pytest

from gazetteer import Gazetteer
from geo import Parser, Report, recognizers
from geo.errors import RecognizerError
from geo.recognizers import check_recognizer, open_recognizer, recognizer_names
from geo.records import Span, Toponym

TEXT = "Rebels shelled Jisr al-Shughur in Idlib province on Sunday. The Syrian army denied it."


class Fixed:
    """Finds "Idlib" wherever it stands, and nothing else."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def recognize(self, texts: Iterable[str]) -> Iterator[tuple[Toponym, ...]]:
        for text in texts:
            at = text.index("Idlib")
            yield self.describe(text, [(at, at + 5)])

    def describe(self, text: str, spans: Sequence[Span]) -> tuple[Toponym, ...]:
        return tuple(Toponym(a, b, text[a:b], "literal", "noun", 1.0) for a, b in spans)


@pytest.mark.parametrize("name", ["encoder", "spacy"])
def test_both_of_our_own_find_the_names(name: str, world: Gazetteer) -> None:
    (found,) = open_recognizer(name, world).recognize([TEXT])
    assert [t.text for t in found] == ["Jisr al-Shughur", "Idlib", "Syrian"]
    assert [t.usage for t in found] == ["literal", "literal", "associative"]
    assert all(TEXT[t.start : t.end] == t.text for t in found)
    assert all(0 < t.probability <= 1 for t in found)


@pytest.mark.parametrize("name", ["encoder", "spacy"])
def test_spans_that_are_given_stay_as_they_are(name: str, world: Gazetteer) -> None:
    spans = [(0, 6), (TEXT.index("Syrian"), TEXT.index("Syrian") + 6)]
    found = open_recognizer(name, world).describe(TEXT, spans)
    assert [(t.start, t.end) for t in found] == spans
    assert [t.probability for t in found] == [1.0, 1.0]


def test_an_unknown_name_is_an_error_that_tells_the_known_ones() -> None:
    with pytest.raises(RecognizerError, match=r"'flair'; there are encoder, spacy"):
        check_recognizer("flair")


def test_a_plug_in_is_found_by_its_entry_point(
    world: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = EntryPoint("fixed", f"{__name__}:Fixed", recognizers.GROUP)

    def points(group: str, name: str | None = None) -> list[EntryPoint]:
        return [point] if group == recognizers.GROUP and name in (None, "fixed") else []

    monkeypatch.setattr(recognizers, "entry_points", points)
    assert recognizer_names() == ["encoder", "fixed", "spacy"]
    parsed = Parser(world, recognizer="fixed").parse(Report("r", TEXT))
    assert [t.toponym.text for t in parsed.toponyms] == ["Idlib"]


def test_names_only_reads_no_events_and_the_same_names(world: Gazetteer) -> None:
    report = Report("r", TEXT)
    whole, names = Parser(world).parse(report), Parser(world, names_only=True).parse(report)
    assert [t.place for t in names.toponyms] == [t.place for t in whole.toponyms]
    assert whole.events
    assert not names.events
