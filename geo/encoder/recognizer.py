"""The recogniser over the small encoder that ships with Dateline."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from geo.encoder.acceptance import Acceptance, accepted, with_dateline
from geo.encoder.alternatives import shipped_bounds
from geo.encoder.encoder import tag
from geo.encoder.hints import Hints
from geo.encoder.kinds import KINDS
from geo.encoder.known import Known
from geo.encoder.model import FOLDER, shipped_model
from geo.encoder.proposals import proposals
from geo.encoder.tags import Floats, Tagged
from geo.encoder.wholes import whole
from geo.records import Kind, Span, Toponym, Usage

if TYPE_CHECKING:
    from gazetteer import Gazetteer


class EncoderRecognizer:
    """`Recognizer` by the encoder; needs neither grammar nor network."""

    def __init__(self, gazetteer: "Gazetteer | None" = None) -> None:
        from gazetteer import open_gazetteer

        # Hints are those that it was trained with, whatever gazetteer the places come from.
        self._bundled = open_gazetteer()
        self._hints = Hints(self._bundled)
        self._known = Known(self._bundled)
        self._model = shipped_model()
        self._bounds = shipped_bounds()
        self._acceptance = Acceptance.read(FOLDER / "acceptance.json")

    def recognize(self, texts: Iterable[str]) -> Iterator[tuple[Toponym, ...]]:
        """Yield the place names of each text, in order, none overlapping another."""
        for text in texts:
            tagged = tag(text, self._model, self._hints)
            proposed = proposals(tagged, self._known, self._bounds)
            taken = accepted(tagged.words, proposed, self._acceptance)
            found = whole(tagged.words, taken, self._bundled)
            found = with_dateline(tagged.words, found, self._bundled)
            yield tuple(_toponym(text, tagged, *name) for name in found)

    def describe(self, text: str, spans: Sequence[Span]) -> tuple[Toponym, ...]:
        """The names that the caller gives, with their usage and kind."""
        tagged = tag(text, self._model, self._hints, spans)
        return tuple(_described(text, tagged, start, end) for start, end in spans)


def _toponym(text: str, tagged: Tagged, first: int, last: int, probability: float) -> Toponym:
    start, end = int(tagged.words.starts[first]), int(tagged.words.ends[last])
    usage, kind = kind_of(tagged.kinds[first : last + 1])
    return Toponym(start, end, text[start:end], usage, kind, probability)


def _described(text: str, tagged: Tagged, start: int, end: int) -> Toponym:
    first, last = tagged.words.covering(start, end)
    usage, kind = kind_of(tagged.kinds[first : last + 1]) if first <= last else KINDS[0]
    return Toponym(start, end, text[start:end], usage, kind, 1.0)


def kind_of(kinds: Floats) -> tuple[Usage, Kind]:
    """The likelier usage of a name by its words' kinds (W, K), and the likeliest kind of it."""
    mean = kinds.mean(axis=0)
    literal = np.array([usage == "literal" for usage, _ in KINDS])
    usage = literal if mean[literal].sum() >= mean[~literal].sum() else ~literal
    return KINDS[int(np.where(usage, mean, -1).argmax())]
