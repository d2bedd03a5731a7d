"""Windows of documents as batches of tensors, in an order that the seed alone decides."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from geo.encoder.encoder import CLS, SEP, framed
from geo.encoder.tags import BEGIN
from geo.encoder.windows import LONGEST, windows
from geo.encoder.words import Integers
from training.encoder.corpora import UNKNOWN, Document

LENGTHS = (1, 64, LONGEST, LONGEST)
"""Longest windows that an epoch draws from; 1 gives single sentences, as in headlines."""
PIECES = 768
"""Word-pieces of a batch, those that fill rows up counted."""


Variant = Sequence[tuple[Document, float]]
"""How a document may be written, with the share of each."""
Variants = Sequence[Variant]


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """Documents as they were written, and with other names (`training.encoder.renaming`)."""

    written: Variants
    renamed: Sequence[Variants]
    """Several times, since names are drawn anew."""

    def drawn(
        self, numbers: Iterable[int], renamed_share: float, first: int, rng: random.Random
    ) -> Iterator[Variant]:
        """The documents of these numbers, a share of them renamed, by the `first` way and on."""
        for way, number in enumerate(numbers, first):
            other = rng.random() < renamed_share
            yield (self.renamed[way % len(self.renamed)] if other else self.written)[number]


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A window as the encoder takes it: L pieces with what belongs to each."""

    pieces: Integers
    shapes: Integers
    hints: Integers
    tags: Integers
    """(L,) of the first piece of each word; UNKNOWN elsewhere."""
    kinds: Integers
    annotated: bool
    """Whether its kinds are a corpus' own."""

    def __len__(self) -> int:
        return len(self.pieces)


def row(document: Document, start: int, end: int) -> Row:
    """The window from a word to another of a document, between the marks of its ends."""
    words = document.words
    lengths = np.diff(words.bounds[start : end + 1])
    first = words.bounds[start:end] - words.bounds[start]
    pieces = words.pieces[words.bounds[start] : words.bounds[end]]

    def spread(values: Integers) -> Integers:
        return framed(np.repeat(values[start:end], lengths))

    def at_first(values: Integers) -> Integers:
        result = np.full(len(pieces), UNKNOWN, np.int32)
        result[first] = values[start:end]
        return framed(result, UNKNOWN, UNKNOWN)

    return Row(
        framed(pieces, CLS, SEP),
        spread(words.shapes),
        spread(document.hints),
        at_first(document.tags),
        at_first(document.kinds),
        document.annotated,
    )


def epoch_rows(variants: Iterable[Variant], rng: random.Random, nameless: float = 1.0) -> list[Row]:
    """The windows of an epoch: each document cut by a length, each window in a case, drawn anew.

    Of the windows without a name only the share `nameless` is taken.
    """
    result = []
    for ways in variants:
        documents, shares = zip(*ways, strict=True)
        for start, end in windows(documents[0].words, rng.choice(LENGTHS)):
            if not (documents[0].tags[start:end] == BEGIN).any() and rng.random() >= nameless:
                continue
            (document,) = rng.choices(documents, shares)
            result.append(row(document, start, end))
    return result


def batches(rows: Sequence[Row], rng: random.Random) -> Iterator[list[Row]]:
    """The rows in batches of similar length, the batches in random order."""
    order = sorted(rows, key=lambda r: len(r) + rng.random() * 12)
    made: list[list[Row]] = [[]]
    for item in order:
        if made[-1] and (len(made[-1]) + 1) * max(len(item), len(made[-1][-1])) > PIECES:
            made.append([])
        made[-1].append(item)
    rng.shuffle(made)
    yield from made


def tensors(batch: Sequence[Row]) -> tuple[Tensor, ...]:
    """Pieces, shapes, hints, mask, tags, and kinds of a batch: those annotated, and the others."""
    longest = max(map(len, batch))

    def column(name: str, filler: int) -> Tensor:
        result = np.full((len(batch), longest), filler, np.int64)
        for number, item in enumerate(batch):
            result[number, : len(item)] = getattr(item, name)
        return torch.from_numpy(result)

    mask = np.full((len(batch), 1, 1, longest), -1e9, np.float32)
    for number, item in enumerate(batch):
        mask[number, 0, 0, : len(item)] = 0
    kinds = column("kinds", UNKNOWN)
    annotated = torch.tensor([[item.annotated] for item in batch])
    return (
        column("pieces", 0),
        column("shapes", 0),
        column("hints", 0),
        torch.from_numpy(mask),
        column("tags", UNKNOWN),
        kinds.where(annotated, UNKNOWN),
        kinds.where(~annotated, UNKNOWN),
    )
