"""What finds place names in texts, by name: those that ship with Dateline, and others' plug-ins.

A package adds one by an entry point of the group "dateline.recognizers" whose object is called with
the gazetteer and gives a `Recognizer`.
"""

import importlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Protocol, cast

from geo.errors import RecognizerError
from geo.records import Span, Toponym

if TYPE_CHECKING:
    from gazetteer import Gazetteer

GROUP = "dateline.recognizers"
DEFAULT = "encoder"

_OWN = {
    "encoder": "geo.encoder.recognizer:EncoderRecognizer",
    "spacy": "geo.toponyms.toponyms:SpacyRecognizer",
}


class Recognizer(Protocol):
    """Finds place names; the same for a text alone and among others."""

    def recognize(self, texts: Iterable[str]) -> Iterator[tuple[Toponym, ...]]:
        """Yield the place names of each text, in order, none overlapping another."""
        ...

    def describe(self, text: str, spans: Sequence[Span]) -> tuple[Toponym, ...]:
        """The names that the caller gives, with their usage and kind."""
        ...


def recognizer_names() -> list[str]:
    """The names that `open_recognizer` takes, in order."""
    return sorted({*_OWN, *(point.name for point in entry_points(group=GROUP))})


def check_recognizer(name: str) -> None:
    """Raise `RecognizerError` where no recogniser has this name."""
    # The entry points of all that is installed take a while to read.
    if name not in _OWN and name not in recognizer_names():
        raise RecognizerError(
            f"no recogniser is called {name!r}; there are {', '.join(recognizer_names())}"
        )


def open_recognizer(name: str, gazetteer: "Gazetteer") -> Recognizer:
    """The recogniser of this name. Raises `RecognizerError` where there is none."""
    check_recognizer(name)
    if name in _OWN:
        module, _, attribute = _OWN[name].partition(":")
        return cast(Recognizer, getattr(importlib.import_module(module), attribute)(gazetteer))
    (point, *_) = entry_points(group=GROUP, name=name)
    return cast(Recognizer, point.load()(gazetteer))
