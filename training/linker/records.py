"""The records of event_location as the linker takes them: states of a sentence and one event."""

import hashlib
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.encoder.hints import Hints
from geo.encoder.linker import EventSentence, event_sentences
from geo.encoder.model import Model
from geo.encoder.tags import BEGIN, INSIDE, OUTSIDE, Floats
from geo.encoder.words import Integers
from training.encoder.corpora import UNKNOWN

Record = dict[str, Any]
FOLDS = 5
COMPANY = 4
"""Records that are read as paragraphs of one text, as a report has them."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One event in its sentence of P word-pieces."""

    record: Record
    states: "np.ndarray[tuple[int, int], np.dtype[np.float16]]"
    """(P, 384)"""
    marks: Floats
    """(P,)"""
    tags: Integers
    """(P,) of the first piece of each word; UNKNOWN elsewhere."""

    def __len__(self) -> int:
        return len(self.states)


def fold_of(record: Record) -> int:
    """The fold of a record; all records of a sentence are in one."""
    digest = hashlib.sha256(" ".join(record["text"].split()).encode()).digest()
    return digest[0] % FOLDS


def without_told_again(records: Sequence[Record]) -> list[Record]:
    """The gold records, and those whose sentence is in no gold one."""
    gold = {" ".join(r["text"].split()) for r in records if r["gold"]}
    return [r for r in records if r["gold"] or " ".join(r["text"].split()) not in gold]


def alone(records: Iterable[Record], model: Model, hints: Hints) -> Iterator[Example]:
    """Each record as a text of its own."""
    for record in records:
        yield from _examples(record["text"], [(0, record)], model, hints)


def in_company(
    records: Sequence[Record], model: Model, hints: Hints, seed: int
) -> Iterator[Example]:
    """The records as paragraphs of texts, in the order that the seed gives."""
    order = random.Random(seed).sample(records, len(records))
    for start in range(0, len(order), COMPANY):
        text, placed = "", []
        for record in order[start : start + COMPANY]:
            placed.append((len(text), record))
            text += record["text"].rstrip() + "\n\n"
        yield from _examples(text, placed, model, hints)


def _examples(
    text: str, placed: Sequence[tuple[int, Record]], model: Model, hints: Hints
) -> Iterator[Example]:
    events = [(at + r["event"]["start"], at + r["event"]["end"]) for at, r in placed]
    for sentence in event_sentences(text, events, model, hints):
        states = sentence.states.astype(np.float16)
        for row, event in enumerate(sentence.events):
            at, record = placed[event]
            tags = _tags(sentence, [(at + s["start"], at + s["end"]) for s in record["locations"]])
            yield Example(record, states, sentence.marks[row], tags)


def _tags(sentence: EventSentence, places: Iterable[tuple[int, int]]) -> Integers:
    words = np.full(sentence.last + 1 - sentence.first, OUTSIDE, np.int32)
    for start, end in places:
        first, last = (w - sentence.first for w in sentence.words.covering(start, end))
        if 0 <= first <= last < len(words):
            words[first : last + 1] = INSIDE
            words[first] = BEGIN
    tags = np.full(len(sentence.states), UNKNOWN, np.int32)
    tags[sentence.first_pieces()] = words
    return tags
