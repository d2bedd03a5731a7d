"""What a fold's network says of its documents, as records: all that the decisions over it need, so
that they are fitted anew in a minute, without the network."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geo.encoder.encoder import tag, unread
from geo.encoder.hints import Hints
from geo.encoder.model import Model
from geo.encoder.tags import OUTSIDE, Tagged
from geo.encoder.words import Words, shape
from geo.language.text import without_controls
from geo.records import Span
from training.encoder.corpora import Document
from training.encoder.judge import Row

_DIGITS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A document as the network read it."""

    case: str
    """"as written" or "upper"."""
    corpus: str
    doc: str
    tagged: Tagged
    names: frozenset[Span]
    """Those that are annotated."""

    def span(self, first: int, last: int) -> Span:
        """The span of these words, both included."""
        words = self.tagged.words
        return int(words.starts[first]), int(words.ends[last])

    def is_name(self, span: Span) -> bool:
        """Whether a span shares a letter with an annotated name."""
        return any(span[0] < end and span[1] > start for start, end in self.names)


def said(document: Document, case: str, model: Model, hints: Hints) -> Row:
    """What the network says of a document, without its text."""
    tagged = tag(document.words.text, model, hints)
    words = tagged.words
    nothing, _ = unread(1)
    read = np.flatnonzero(tagged.tags[:, OUTSIDE] < nothing[0, OUTSIDE])
    return {
        "case": case,
        "corpus": document.corpus,
        "doc": document.name,
        "names": [[name.start, name.end] for name in document.names],
        "words": np.stack([words.starts, words.ends], axis=1).tolist(),
        "sentences": words.sentences.tolist(),
        "read": read.tolist(),
        "tags": _rounded(tagged.tags[read]),
        "kinds": _rounded(tagged.kinds[read]),
    }


def _rounded(values: np.ndarray) -> list[list[float]]:
    return np.round(values.astype(np.float64), _DIGITS).tolist()


def reading(row: Row, texts: Mapping[str, str]) -> Reading:
    """A record of `said` with the text of its document."""
    text = texts[row["doc"]]
    if row["case"] == "upper" and len(text.upper()) == len(text):
        text = text.upper()
    text = without_controls(text)
    starts, ends = np.array(row["words"], np.int32).reshape(-1, 2).T
    shapes = [shape(text[start:end]) for start, end in row["words"]]
    none = np.zeros(0, np.int32)  # its pieces are read already
    words = Words(
        text, starts, ends, np.array(shapes, np.int32), none, none, np.array(row["sentences"])
    )
    tags, kinds = unread(len(words))
    if row["read"]:
        tags[row["read"]], kinds[row["read"]] = row["tags"], row["kinds"]
    names = frozenset((start, end) for start, end in row["names"])
    return Reading(row["case"], row["corpus"], row["doc"], Tagged(words, tags, kinds), names)
