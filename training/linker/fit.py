"""Fits the linker with a fixed seed; a stopped run goes on from its last epoch."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.encoder.corpora import UNKNOWN
from training.encoder.network import Layer
from training.linker.network import Linker
from training.linker.records import Example
from training.loop import Course, run

PIECES = 448
"""Word-pieces of a batch, those that fill rows up counted."""


COURSE = Course(epochs=3, rate=1.5e-4, head_rate=1e-3)


@dataclass(frozen=True, slots=True)
class Settings:
    """How the linker is fitted."""

    course: Course = COURSE
    smoothing: float = 0.05
    """Share of each tag's probability that is spread over the others: annotators differ."""
    dropout: float = 0.1
    gold_weight: int = 3
    """How often a gold record is read in an epoch."""


def fit(
    layers: Sequence[Layer],
    epochs: Sequence[Sequence[Example]],
    settings: Settings,
    checkpoint: Path | None = None,
    say: Callable[[str], None] = print,
) -> Linker:
    """The linker, from the layers that it starts with, after reading each epoch's examples.

    `checkpoint` is a file for the state.
    """
    torch.manual_seed(settings.course.seed)
    network = Linker(layers, settings.dropout)

    def loss_of(batch: Sequence[Example]) -> Tensor:
        states, marks, mask, tags = tensors(batch)
        return functional.cross_entropy(
            network(states, marks, mask).flatten(0, 1),
            tags.flatten(),
            ignore_index=UNKNOWN,
            label_smoothing=settings.smoothing,
        )

    run(
        network,
        lambda name: not name.startswith("layers"),
        lambda epoch: list(_batches(epochs[epoch], settings, epoch)),
        loss_of,
        settings.course,
        checkpoint,
        say,
    )
    return network


def _batches(
    examples: Sequence[Example], settings: Settings, epoch: int
) -> Iterator[list[Example]]:
    """Batches of similar length in random order, the gold records several times."""
    rng = random.Random(settings.course.seed * 1000 + epoch)
    read = [e for e in examples for _ in range(settings.gold_weight if e.record["gold"] else 1)]
    made: list[list[Example]] = [[]]
    for item in sorted(read, key=lambda e: len(e) + rng.random() * 8):
        if made[-1] and (len(made[-1]) + 1) * max(len(item), len(made[-1][-1])) > PIECES:
            made.append([])
        made[-1].append(item)
    rng.shuffle(made)
    yield from made


def tensors(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """States, marks, mask and tags of a batch."""
    longest, width = max(map(len, batch)), batch[0].states.shape[1]
    states = np.zeros((len(batch), longest, width), np.float32)
    marks = np.zeros((len(batch), longest), np.float32)
    mask = np.full((len(batch), 1, 1, longest), -1e9, np.float32)
    tags = np.full((len(batch), longest), UNKNOWN, np.int64)
    for row, item in enumerate(batch):
        states[row, : len(item)] = item.states
        marks[row, : len(item)] = item.marks
        mask[row, 0, 0, : len(item)] = 0
        tags[row, : len(item)] = item.tags
    return tuple(map(torch.from_numpy, (states, marks, mask, tags)))  # type: ignore[return-value]
