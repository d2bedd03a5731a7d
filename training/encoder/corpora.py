"""The corpora as documents of words with tags, whatever they annotate beside place names."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.encoder.hints import Hints
from geo.encoder.kinds import KINDS, OF_GWN
from geo.encoder.sentences import sentences
from geo.encoder.tags import BEGIN, INSIDE, OUTSIDE
from geo.encoder.words import Integers, Words, read_words, shape
from geo.language.text import Analysis, SpacyReader
from geo.toponyms.usage import describe_span
from training.folds import domain_of

if TYPE_CHECKING:
    from gazetteer import Gazetteer

UNKNOWN = -100
"""The tag of a word of which the corpus does not say whether it is in a name."""


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A place name as annotated."""

    start: int
    end: int
    kind: int
    """A position in `geo.encoder.kinds.KINDS`, UNKNOWN where nothing tells."""


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A report with its words and what is annotated of each."""

    corpus: str
    name: str
    domain: str
    names: tuple[Name, ...]
    words: Words
    hints: Integers
    """(W,)"""
    tags: Integers
    """(W,) OUTSIDE, BEGIN, INSIDE or UNKNOWN."""
    kinds: Integers
    """(W,) of the words of names; UNKNOWN elsewhere."""
    annotated: bool = True
    """Whether its kinds are the corpus' own; else the grammar tells them (`geo.toponyms.usage`)."""


def read_documents(
    paths: Iterable[Path], tokenizer: Any, hints: Hints, gazetteer: "Gazetteer"
) -> list[Document]:
    """The documents of corpora of place names (LGL, GWN) in the uniform shape.

    Where a corpus tells no kinds, the grammar does.
    """
    reader, found = SpacyReader(), []
    for path in paths:
        told = [(row, names_of(row)) for row in rows(path)]
        annotated = any(name.kind != UNKNOWN for _, names in told for name in names)
        for row, names in told:
            if not annotated:
                (analysis,) = reader.read([row["text"]])
                names = [replace(n, kind=_by_grammar(n, analysis, gazetteer)) for n in names]
            made = document(
                path.stem, row["doc"], domain_of(row), row["text"], names, tokenizer, hints
            )
            found.append(replace(made, annotated=annotated))
    return found


def _by_grammar(name: Name, analysis: Analysis, gazetteer: "Gazetteer") -> int:
    toponym = describe_span(analysis, (name.start, name.end), gazetteer)
    return kind_number(toponym.usage, toponym.kind)


def kind_number(usage: str, kind: str) -> int:
    """The position of a usage and kind among the encoder's, UNKNOWN where it has none such."""
    numbers = {pair: number for number, pair in enumerate(KINDS)}
    return numbers.get((usage, kind), UNKNOWN)  # type: ignore[call-overload, no-any-return]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def names_of(row: dict[str, Any]) -> list[Name]:
    """The place names of a record, without GWN's expressions and names that only hold a place."""
    return [
        Name(t["start"], t["end"], OF_GWN.get(t.get("kind") or "", UNKNOWN))
        for t in row["toponyms"]
        if t.get("toponym", True)
    ]


def document(
    corpus: str,
    name: str,
    domain: str,
    text: str,
    names: Iterable[Name],
    tokenizer: Any,
    hints: Hints,
) -> Document:
    """A text with its words, and each word's tag by the names given."""
    words = read_words(text, sentences(text), tokenizer)
    tags = np.full(len(words), OUTSIDE, np.int32)
    kinds = np.full(len(words), UNKNOWN, np.int32)
    names = tuple(sorted(names, key=lambda n: (n.start, -n.end)))
    for found in names:
        first, last = words.covering(found.start, found.end)
        if first <= last and (tags[first : last + 1] == OUTSIDE).all():
            tags[first : last + 1] = INSIDE
            tags[first] = BEGIN
            kinds[first : last + 1] = found.kind
    return Document(corpus, name, domain, names, words, hints.of(words), tags, kinds)


def recased(document: Document, change: str, hints: Hints) -> Document:
    """The document in "upper" or "title" case, as headlines and wire copy have it.

    Pieces stay: the vocabulary has no case. A text that would change its length stays as it is.
    """
    words = document.words
    text = getattr(str, change)(words.text)
    if len(text) != len(words.text):
        return document
    pairs = zip(words.starts.tolist(), words.ends.tolist(), strict=True)
    shapes = np.array([shape(text[start:end]) for start, end in pairs], np.int32)
    words = replace(words, text=text, shapes=shapes)
    return replace(document, words=words, hints=hints.of(words))
